// SPDX-License-Identifier: MIT
#include "geometry/mesh.h"

#include <glm/geometric.hpp>

namespace geometry {
namespace {

/// Twice the area, along the normal.
glm::dvec3 area_vector(const Mesh& mesh, TriangleId triangle)
{
    const auto [a, b, c] = mesh.corners(triangle);
    return glm::cross(b - a, c - a);
}

glm::dvec3 unit_or_zero(glm::dvec3 v)
{
    const double length = glm::length(v);
    return length > 0 ? v / length : glm::dvec3(0);
}

}  // namespace

void Box::include(glm::dvec3 p)
{
    low = glm::min(low, p);
    high = glm::max(high, p);
}

Box bounds(const Mesh& mesh)
{
    Box box;
    for (const glm::vec3& p : mesh.positions)
        box.include(p);
    return box;
}

double area_mm2(const Mesh& mesh, TriangleId triangle)
{
    return 0.5 * glm::length(area_vector(mesh, triangle));
}

double area_mm2(const Mesh& mesh)
{
    double sum = 0;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t)
        sum += area_mm2(mesh, TriangleId(t));
    return sum;
}

glm::dvec3 normal(const Mesh& mesh, TriangleId triangle)
{
    return unit_or_zero(area_vector(mesh, triangle));
}

std::vector<glm::vec3> vertex_normals(const Mesh& mesh)
{
    std::vector<glm::dvec3> sums(mesh.positions.size(), glm::dvec3(0));
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const glm::dvec3 weighted = area_vector(mesh, TriangleId(t));
        for (int corner = 0; corner < 3; ++corner)
            sums[mesh.triangles[t][corner]] += weighted;
    }
    std::vector<glm::vec3> normals;
    normals.reserve(sums.size());
    for (const glm::dvec3& sum : sums)
        normals.emplace_back(unit_or_zero(sum));
    return normals;
}

}  // namespace geometry

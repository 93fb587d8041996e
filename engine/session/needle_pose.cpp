// SPDX-License-Identifier: MIT
#include "session/needle_pose.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace session {
namespace {

using geometry::TriangleId;

/// The part of `v` along the skin.
glm::dvec3 along_skin(glm::dvec3 v, glm::dvec3 normal)
{
    return v - glm::dot(v, normal) * normal;
}

double radians(double degrees)
{
    return degrees * (std::numbers::pi / 180);
}

glm::dvec3 centroid(const geometry::Mesh& mesh, TriangleId triangle)
{
    const auto [a, b, c] = mesh.corners(triangle);
    return (a + b + c) / 3.0;
}

/// Its length is twice the area.
glm::dvec3 area_normal(const geometry::Mesh& mesh, TriangleId triangle)
{
    const auto [a, b, c] = mesh.corners(triangle);
    return glm::cross(b - a, c - a);
}

}  // namespace

double smoothing_radius_mm(double spacing_mm)
{
    return std::max(least_smoothing_mm, spacing_mm / 2);
}

SkinNormals::SkinNormals(const geometry::Surface& surface)
    : surface_(surface)
    , seen_(surface.mesh.triangles.size())
{
}

glm::dvec3 SkinNormals::at(const geometry::SurfacePoint& place, double radius_mm)
{
    const geometry::Mesh& mesh = surface_.mesh;
    const glm::dvec3 centre = position(mesh, place);
    const glm::dvec3 own = area_normal(mesh, place.triangle);
    ++flood_;
    std::vector<std::uint32_t> front{place.triangle.value};
    seen_[place.triangle.value] = flood_;
    glm::dvec3 sum(0);
    while (!front.empty()) {
        const std::uint32_t triangle = front.back();
        front.pop_back();
        sum += area_normal(mesh, TriangleId(triangle));
        for (std::size_t edge = 0; edge < 3; ++edge) {
            const std::int32_t twin = surface_.topology.twin(std::size_t(triangle) * 3 + edge);
            if (twin == geometry::Topology::no_twin) continue;
            const auto next = static_cast<std::uint32_t>(twin / 3);
            if (seen_[next] == flood_) continue;
            seen_[next] = flood_;
            const glm::dvec3 away = centroid(mesh, TriangleId(next)) - centre;
            if (glm::dot(away, away) <= radius_mm * radius_mm &&
                glm::dot(area_normal(mesh, TriangleId(next)), own) > 0)
                front.push_back(next);
        }
    }
    return glm::normalize(sum);  // never zero: each part has a share along `own`
}

glm::dvec3 needle_direction(glm::dvec3 normal, double angle_deg)
{
    glm::dvec3 tangent = along_skin({0, -1, 0}, normal);
    if (glm::length(tangent) < 1e-3) tangent = along_skin({0, 0, 1}, normal);
    tangent = glm::normalize(tangent);
    const double angle = radians(angle_deg);
    // The cosine of 90 degrees is not quite 0 in floating point; a perpendicular needle is.
    const double sideways = angle_deg == 90 ? 0 : std::cos(angle);
    return -std::sin(angle) * normal + sideways * tangent;
}

double inserted_mm(double depth_mm, double angle_deg)
{
    return depth_mm / std::sin(radians(angle_deg));
}

}  // namespace session

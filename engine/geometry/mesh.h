// SPDX-License-Identifier: MIT
// The geometry room: triangle meshes of skin. What a scan is, how it is read, refined, searched and
// measured.
//
// Mesh is the plain form that all of them share: positions in millimetres and triangles with
// outward winding.
#pragma once

#include "base/id.h"

#include <glm/gtc/type_precision.hpp>
#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <vector>

namespace geometry {

using VertexId = base::Id<struct VertexTag>;
using TriangleId = base::Id<struct TriangleTag>;

struct Mesh {
    std::vector<glm::vec3> positions;   // mm
    std::vector<glm::uvec3> triangles;  // three vertex numbers, counter-clockwise seen from outside
    // sRGB as the scanner saw the skin: one per position, or none. For pictures only: no number of
    // a plan comes from them, and meshes that are made of a scan drop them.
    std::vector<glm::u8vec3> colours{};

    std::array<glm::dvec3, 3> corners(TriangleId triangle) const
    {
        const glm::uvec3 t = triangles[triangle.value];
        return {positions[t.x], positions[t.y], positions[t.z]};
    }
};

/// A box along the axes. Empty (low > high) for a mesh without vertices.
struct Box {
    glm::dvec3 low{1e300};
    glm::dvec3 high{-1e300};

    void include(glm::dvec3 p);
    glm::dvec3 size() const { return high - low; }
    glm::dvec3 centre() const { return 0.5 * (low + high); }
};

Box bounds(const Mesh& mesh);

double area_mm2(const Mesh& mesh, TriangleId triangle);
double area_mm2(const Mesh& mesh);

/// Unit normal of a triangle, (0, 0, 0) for one without area.
glm::dvec3 normal(const Mesh& mesh, TriangleId triangle);

/// Unit normals per vertex, the mean of the triangles around it weighted by area.
std::vector<glm::vec3> vertex_normals(const Mesh& mesh);

}  // namespace geometry

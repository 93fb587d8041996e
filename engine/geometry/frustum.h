// SPDX-License-Identifier: MIT
// A part of a tool: a piece of a cone or a cylinder, and whether a triangle of skin reaches into
// it.
#pragma once

#include "geometry/bvh.h"
#include "geometry/mesh.h"

#include <optional>

namespace geometry {

struct Frustum {
    glm::dvec3 base;
    glm::dvec3 axis;  // of unit length, from the base to the top
    double length_mm = 0;
    double base_radius_mm = 0, top_radius_mm = 0;  // both above 0
};

/// A place of the triangle between base and top, if any of it lies in the frustum. Exact: between
/// base and top, looking along the axis from where the cone's sides meet makes the cone a disc and
/// keeps the triangle's edges straight.
std::optional<glm::dvec3>
place_inside(const Frustum& frustum, glm::dvec3 a, glm::dvec3 b, glm::dvec3 c);

/// The same of any triangle of a mesh; `bvh` is of that mesh.
std::optional<glm::dvec3> place_inside(const Frustum& frustum, const Mesh& mesh, const Bvh& bvh);

}  // namespace geometry

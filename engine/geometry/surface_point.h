// SPDX-License-Identifier: MIT
// A place on a mesh: a triangle and three weights. The currency of everything that happens on skin.
#pragma once

#include "geometry/mesh.h"

namespace geometry {

struct SurfacePoint {
    TriangleId triangle;
    glm::dvec3 weights{1, 0, 0};  // barycentric, not negative, sum 1
};

inline glm::dvec3 position(const Mesh& mesh, const SurfacePoint& p)
{
    const auto [a, b, c] = mesh.corners(p.triangle);
    return p.weights.x * a + p.weights.y * b + p.weights.z * c;
}

}  // namespace geometry

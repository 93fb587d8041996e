// SPDX-License-Identifier: MIT
// Small shapes with known answers.
#pragma once

#include "geometry/mesh.h"

namespace test {

/// A flat square in the plane z = 0, corners (0, 0) and (cells * step_mm, cells * step_mm), facing
/// +z.
geometry::Mesh grid_plane(int cells, float step_mm);

/// A sphere around the origin: an icosahedron split `splits` times, vertices on the sphere.
geometry::Mesh sphere(float radius_mm, int splits);

/// Two parallel squares `gap_mm` apart that face each other, not connected: lips.
geometry::Mesh facing_planes(int cells, float step_mm, float gap_mm);

/// The same triangles as another program may save them: in another order, each begun at any of its
/// corners, with other numbers for the vertices.
geometry::Mesh renumbered(const geometry::Mesh& mesh, unsigned seed);

}  // namespace test

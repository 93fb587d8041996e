// SPDX-License-Identifier: MIT
// Where each triangle lies in a texture. A body's head, trunk, arms and legs are unrolled as
// cylinders into six tiles of one square, cut open behind; a bust alone fills the square. Given per
// corner, because a cut has two sides.
#pragma once

#include "mesh.h"

using CornerPlaces = std::array<Vec2, 3>;  // u to the right, v up, both from 0 to 1

enum class Sheet { bust, body };

// `canonical` takes a place of the mesh to the canonical body.
std::vector<CornerPlaces>
texture_places(const Mesh& mesh, const std::function<Vec3(const Vec3&)>& canonical, Sheet sheet);

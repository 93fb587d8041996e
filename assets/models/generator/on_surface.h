// SPDX-License-Identifier: MIT
// Brings landmarks onto the triangles themselves and completes the right side from the left.
#pragma once

#include "person.h"
#include "polygonise.h"

namespace models {

/// The landmarks at the nearest places on the mesh. Those that were cut away are left out.
std::vector<Landmark> on_surface(const std::vector<Landmark>& guesses, const Mesh& mesh);

}  // namespace models

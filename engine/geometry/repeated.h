// SPDX-License-Identifier: MIT
// Triangles that a file holds more than once: programs write both sides of a sheet, or the same
// side twice.
#pragma once

#include "geometry/mesh.h"

#include <cstddef>

namespace geometry {

/// Leaves one of all triangles with the same three corners and gives the number of the others.
/// Where they face opposite ways, the one that stays faces as its neighbours do, and where all of
/// those are double too, outwards. It depends on positions only, never on the order of the file.
/// The mesh is welded, and its triangles have an area.
std::size_t drop_repeated_triangles(Mesh& mesh);

}  // namespace geometry

// SPDX-License-Identifier: MIT
// Faces with any number of corners, as files have them, and how they are cut into triangles.
#pragma once

#include "geometry/texture.h"

#include <cstdint>
#include <span>
#include <vector>

namespace geometry {

/// Faces one after the other: `sizes[i]` corners each, vertex numbers in `corners`.
struct Polygons {
    std::vector<std::uint32_t> corners;
    std::vector<std::uint32_t> sizes;
    std::vector<glm::vec2> places;  // of each corner on the texture, or none

    void add(std::span<const std::uint32_t> face);
};

/// The most corners a face may have: cutting takes the square of it.
inline constexpr std::size_t most_corners = 10'000;

/// Cuts every face into triangles of `into.mesh`, whose positions are there already, and counts the
/// faces and those too small to be one. Quads get the shorter of the diagonals that stay inside,
/// larger faces are cut by clipping ears in their mean plane (Newell's normal; Meisters, "Polygons
/// have ears", 1975). Throws Error for a corner without vertex and for faces above most_corners.
void add_triangles(const Polygons& faces, ReadMesh& into);

/// A warning, if there were any.
void warn_of_points_and_lines(std::size_t left_out, ReadMesh& into);

}  // namespace geometry

// SPDX-License-Identifier: MIT
// The skin as a picture for the places of texture_places.h: much finer than the mesh.
#pragma once

#include "texture_places.h"

#include <cstdint>
#include <filesystem>

struct Painting {
    int side = 0;                   // in pixels
    std::vector<std::uint8_t> rgb;  // rows from the top, sRGB
};

// `colour` is asked for each pixel that a triangle shows, with its place and its unit normal.
// `normals` are the vertices'. Pixels beside all triangles get the nearest one's colour, or
// `ground` farther away. Where the skin lies on itself, its outer layer is painted.
Painting painted(const Mesh& mesh,
                 const std::vector<Vec3>& normals,
                 const std::vector<CornerPlaces>& places,
                 int side,
                 const std::function<Vec3(const Vec3&, const Vec3&)>& colour,
                 const Vec3& ground);

// Throws std::runtime_error if the file can't be written.
void write_jpeg(const std::filesystem::path& path, const Painting& painting);

// SPDX-License-Identifier: MIT
#pragma once

#include "mesh.h"
#include "texture_places.h"

#include <filesystem>
#include <string>

// Binary little-endian PLY in millimetres. Throws if the file can't be written.
// `places` may be empty: then the file holds no texture coordinates, else they lie on `picture`,
// a file beside it.
void write_ply(const std::filesystem::path& path,
               const Mesh& mesh,
               const std::vector<Vec3>& colours,
               const std::vector<CornerPlaces>& places = {},
               const std::string& picture = {});

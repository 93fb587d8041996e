// SPDX-License-Identifier: MIT
// The readers of scan files, one per family of formats. They run in the import child and are
// strict: a file is read right or refused. What they throw is a clause that ends "Cannot read FILE:
// ...". Positions are in the file's own unit; nothing is welded or dropped yet except faces that
// have no triangle.
#pragma once

#include "geometry/texture.h"

#include <string_view>

namespace geometry {

/// Reads a file of any known format. `extension` ("obj", lower case, no dot) only decides where the
/// content does not.
ReadMesh read_any(std::string_view bytes, std::string_view extension);

ReadMesh read_obj(std::string_view bytes);
ReadMesh read_ply(std::string_view bytes);
/// Which picture a library of materials (MTL) names for a material; for one that it does not have,
/// the first picture in it. Empty if there is none.
std::string picture_in_library(std::string_view bytes, std::string_view material);

/// A PNG or JPEG, made smaller until its sides are at most most_texture_side.
Texture read_texture(std::string_view bytes);

ReadMesh read_stl(std::string_view bytes);

/// glTF, GLB, 3MF, FBX, Collada, 3DS, OFF and whatever else Assimp knows by its extension.
ReadMesh read_with_assimp(std::string_view bytes, std::string_view extension);

/// True if the size of the file is exactly that of a binary STL with the count it states.
bool has_binary_stl_size(std::string_view bytes);

}  // namespace geometry

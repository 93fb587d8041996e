// SPDX-License-Identifier: MIT
// The one gate that every scan passes on its way in: what the import child wrote is data from a
// process that a hostile file may have taken over.
#pragma once

#include "geometry/texture.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace geometry {

/// The mesh in a packed block (packed_mesh.h), once everything in it is believable for a file of
/// `file_bytes`: sizes add up, counts fit the file, coordinates are finite and exact enough,
/// indices are in range; then cleaned. Throws Error with a clause otherwise, also if the block
/// holds a failure.
/// `colour` is called before vertices are joined, with what the file says about its picture.
ImportedMesh pass_gate(std::span<const std::byte> block,
                       std::uintmax_t file_bytes,
                       const std::function<void(ReadMesh&)>& colour = {});

/// Likewise of a file beside a scan: the picture that it names, or the one that it is.
ReadMesh pass_gate_of_side_file(std::span<const std::byte> block);

/// Joins vertices at exactly the same place, drops triangles without area and repeated ones, then
/// vertices that nothing uses, and counts all of it in the report. What stays keeps its order.
/// Throws Error if no triangle is left.
void clean(ImportedMesh& mesh);

}  // namespace geometry

// SPDX-License-Identifier: MIT
// What the import child hands back: one block with a header, positions, triangles, a texture and
// text. The parent trusts none of it (gate.h).
#pragma once

#include "geometry/texture.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace geometry {

/// Followed by vertices x 3 float, triangles x 3 uint32, colours x 3 bytes, places x 6 float, the
/// texture's pixels x 4 bytes and text_bytes of text. The text is the sentence of a failed import,
/// or the lines: format, stated_by, the wanted library, material and picture, then one per warning.
struct PackedHeader {
    static constexpr std::uint64_t right_magic = 0x4853'454D'4F53'454D;  // "MESOMESH"

    std::uint64_t magic = right_magic;
    std::uint32_t failed = 0;
    std::uint32_t stated_unit = 0;  // 0: none, else 1 + LengthUnit
    std::uint64_t vertices = 0;
    std::uint64_t triangles = 0;
    std::uint64_t colours = 0;        // none, or as many as vertices
    std::uint64_t places = 0;         // none, or as many as triangles
    std::uint32_t texture_width = 0;  // in pixels; 0: there is no texture
    std::uint32_t texture_height = 0;
    std::uint64_t faces_in_file = 0;
    std::uint64_t dropped_degenerate = 0;
    std::uint64_t text_bytes = 0;
};

/// Writes the block to a file descriptor; false if that failed.
bool write_packed(const ReadMesh& mesh, int fd);
bool write_packed_failure(std::string_view sentence, int fd);

}  // namespace geometry

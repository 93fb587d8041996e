// SPDX-License-Identifier: MIT
// The header of a PLY file: which elements follow, and how their rows are laid out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace geometry {

enum class PlyEncoding { ascii, little_endian, big_endian };
enum class PlyType { int8, uint8, int16, uint16, int32, uint32, float32, float64 };

std::size_t bytes_of(PlyType type);
bool is_whole(PlyType type);

struct PlyProperty {
    std::string name;
    PlyType type = PlyType::float32;  // of the value, or of a list's items
    bool list = false;
    PlyType count_type = PlyType::uint8;  // of a list's length
};

struct PlyElement {
    std::string name;
    std::uint64_t count = 0;
    std::vector<PlyProperty> properties;

    std::size_t smallest_row_bytes(PlyEncoding encoding) const;
};

struct PlyHeader {
    PlyEncoding encoding = PlyEncoding::ascii;
    std::vector<PlyElement> elements;
    std::vector<std::string> comments;
    std::string_view body;
    std::size_t lines = 0;  // of the header
};

/// Throws Error with a clause about the line that is wrong.
PlyHeader read_ply_header(std::string_view bytes);

}  // namespace geometry

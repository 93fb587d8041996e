// SPDX-License-Identifier: MIT
// Which reader a file gets: by its content where that is clear, else by its extension.
#include "base/error.h"
#include "geometry/readers.h"
#include "geometry/text_scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace geometry {
namespace {

constexpr std::size_t looked_at = 4096;  // bytes of the beginning

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

bool begins_as_text_stl(std::string_view start)
{
    return lower_case(trimmed(start)).starts_with("solid") && contains(lower_case(start), "facet");
}

/// True if the first statement is one that OBJ files have.
bool begins_as_obj(std::string_view start)
{
    if (contains(start, std::string_view("\0", 1))) return false;
    Lines lines(start);
    constexpr std::array keywords{"v", "vt", "vn", "f", "o", "g", "s", "mtllib", "usemtl"};
    while (lines.next()) {
        std::string_view line = lines.line();
        const std::string_view keyword = take_word(line);
        if (keyword.empty() || keyword[0] == '#') continue;
        return std::ranges::find(keywords, keyword) != keywords.end();
    }
    return false;
}

/// OFF files name their kind: OFF, COFF, NOFF, STOFF, ...
bool begins_as_off(std::string_view start)
{
    std::string_view rest = start;
    const std::string_view word = take_word(rest);
    return word.size() <= 6 && word.ends_with("OFF");
}

/// The main chunk of 3DS, whose length is that of the file.
bool is_3ds(std::string_view bytes)
{
    std::uint32_t length = 0;
    if (bytes.size() < 6 || !bytes.starts_with("MM")) return false;
    std::memcpy(&length, bytes.data() + 2, sizeof length);
    return length == bytes.size();
}

/// The format that the content names, or nothing.
std::string_view format_by_content(std::string_view bytes)
{
    const std::string_view start = bytes.substr(0, looked_at);
    if (start.starts_with("ply\n") || start.starts_with("ply\r")) return "ply";
    if (start.starts_with("glTF")) return "glb";
    if (start.starts_with("Kaydara FBX Binary") || trimmed(start).starts_with("; FBX"))
        return "fbx";
    if (contains(start, "<COLLADA")) return "dae";
    if (trimmed(start).starts_with("{") && contains(bytes, "\"asset\"")) return "gltf";
    if (has_binary_stl_size(bytes) || begins_as_text_stl(start)) return "stl";
    if (is_3ds(bytes)) return "3ds";
    if (begins_as_off(start)) return "off";
    if (start.starts_with("PK\3\4") && contains(bytes, "3dmodel.model")) return "3mf";
    if (begins_as_obj(start)) return "obj";
    return {};
}

}  // namespace

ReadMesh read_any(std::string_view bytes, std::string_view extension)
{
    if (trimmed(bytes.substr(0, looked_at)).empty() && bytes.size() <= looked_at)
        throw base::Error("it is empty.");
    const std::string_view by_content = format_by_content(bytes);
    const std::string_view format = by_content.empty() ? extension : by_content;
    if (format == "ply") return read_ply(bytes);
    if (format == "stl") return read_stl(bytes);
    if (format == "obj") return read_obj(bytes);
    if (format.empty()) throw base::Error("it is in no format that is known here.");
    return read_with_assimp(bytes, format);
}

}  // namespace geometry

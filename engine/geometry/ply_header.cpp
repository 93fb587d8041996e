// SPDX-License-Identifier: MIT
#include "geometry/ply_header.h"

#include "base/error.h"
#include "geometry/text_scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace geometry {
namespace {

struct TypeRow {
    PlyType type;
    std::size_t bytes;
    std::array<std::string_view, 2> names;
};

constexpr std::array<TypeRow, 8> types{{{PlyType::int8, 1, {"char", "int8"}},
                                        {PlyType::uint8, 1, {"uchar", "uint8"}},
                                        {PlyType::int16, 2, {"short", "int16"}},
                                        {PlyType::uint16, 2, {"ushort", "uint16"}},
                                        {PlyType::int32, 4, {"int", "int32"}},
                                        {PlyType::uint32, 4, {"uint", "uint32"}},
                                        {PlyType::float32, 4, {"float", "float32"}},
                                        {PlyType::float64, 8, {"double", "float64"}}}};

constexpr std::size_t most_elements = 64;
constexpr std::size_t most_properties = 512;

PlyType type_named(std::string_view word, std::size_t line)
{
    for (const TypeRow& row : types)
        if (std::ranges::find(row.names, word) != row.names.end()) return row.type;
    throw base::Error(fmt::format("line {} has the unknown PLY type '{}'.", line, printable(word)));
}

PlyEncoding encoding_named(std::string_view word, std::size_t line)
{
    if (word == "ascii") return PlyEncoding::ascii;
    if (word == "binary_little_endian") return PlyEncoding::little_endian;
    if (word == "binary_big_endian") return PlyEncoding::big_endian;
    throw base::Error(
        fmt::format("line {} has the unknown PLY encoding '{}'.", line, printable(word)));
}

/// Throws Error for one that was announced before: of two sets of vertices the faces name which?
PlyElement
read_element(std::string_view rest, std::size_t line, const std::vector<PlyElement>& before)
{
    PlyElement element;
    element.name = take_word(rest);
    if (std::ranges::find(before, element.name, &PlyElement::name) != before.end())
        throw base::Error(
            fmt::format("line {} announces '{}' a second time.", line, printable(element.name)));
    const std::int64_t count = whole_number(take_word(rest), line);
    if (count < 0 || count > UINT32_MAX)
        throw base::Error(fmt::format("line {} announces {} of '{}', which cannot be.",
                                      line,
                                      count,
                                      printable(element.name)));
    element.count = static_cast<std::uint64_t>(count);
    return element;
}

PlyProperty read_property(std::string_view rest, std::size_t line)
{
    PlyProperty property;
    std::string_view type = take_word(rest);
    if (type == "list") {
        property.list = true;
        property.count_type = type_named(take_word(rest), line);
        if (!is_whole(property.count_type))
            throw base::Error(
                fmt::format("line {} counts a list with a type that is not whole.", line));
        type = take_word(rest);
    }
    property.type = type_named(type, line);
    property.name = take_word(rest);
    if (property.name.empty())
        throw base::Error(fmt::format("line {} has a property without a name.", line));
    return property;
}

void read_header_line(std::string_view rest, std::size_t line, PlyHeader& header)
{
    const std::string_view keyword = take_word(rest);
    if (keyword == "format") {
        header.encoding = encoding_named(take_word(rest), line);
    } else if (keyword == "comment" || keyword == "obj_info") {
        header.comments.emplace_back(trimmed(rest));
    } else if (keyword == "element") {
        header.elements.push_back(read_element(rest, line, header.elements));
    } else if (keyword == "property" && !header.elements.empty()) {
        header.elements.back().properties.push_back(read_property(rest, line));
    } else if (!keyword.empty()) {
        throw base::Error(fmt::format(
            "line {} begins with '{}' inside the PLY header.", line, printable(keyword)));
    }
    if (header.elements.size() > most_elements ||
        (!header.elements.empty() && header.elements.back().properties.size() > most_properties))
        throw base::Error("the PLY header announces too many elements or properties.");
}

}  // namespace

std::size_t bytes_of(PlyType type)
{
    return types[static_cast<std::size_t>(type)].bytes;
}

bool is_whole(PlyType type)
{
    return type != PlyType::float32 && type != PlyType::float64;
}

std::size_t PlyElement::smallest_row_bytes(PlyEncoding encoding) const
{
    // In text each value takes a digit and a blank; the last line may lack its end.
    if (encoding == PlyEncoding::ascii) return 2 * properties.size();
    std::size_t sum = 0;
    for (const PlyProperty& property : properties)
        sum += bytes_of(property.list ? property.count_type : property.type);
    return sum;
}

PlyHeader read_ply_header(std::string_view bytes)
{
    PlyHeader header;
    Lines lines(bytes);
    if (!lines.next() || trimmed(lines.line()) != "ply")
        throw base::Error("it does not begin with the line 'ply' of a PLY file.");
    bool format_seen = false;
    while (lines.next()) {
        const std::string_view line = trimmed(lines.line());
        if (line == "end_header") {
            if (!format_seen) throw base::Error("its PLY header has no format line.");
            header.body = lines.rest();
            header.lines = lines.number();
            return header;
        }
        format_seen = format_seen || line.starts_with("format");
        read_header_line(line, lines.number(), header);
    }
    throw base::Error("its PLY header has no end.");
}

}  // namespace geometry

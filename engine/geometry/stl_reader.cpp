// SPDX-License-Identifier: MIT
// STL, text and binary. Every triangle brings corners of its own; the gate joins equal ones.
#include "base/error.h"
#include "geometry/readers.h"
#include "geometry/stated_unit.h"
#include "geometry/text_scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace geometry {
namespace {

constexpr std::size_t binary_header_bytes = 84;  // 80 of text, then the count
constexpr std::size_t binary_triangle_bytes = 50;

std::uint32_t stated_count(std::string_view bytes)
{
    std::uint32_t count = 0;
    std::memcpy(&count, bytes.data() + 80, sizeof count);
    return count;
}

void add_triangle(Mesh& mesh)
{
    const auto end = static_cast<std::uint32_t>(mesh.positions.size());
    mesh.triangles.emplace_back(end - 3, end - 2, end - 1);
}

ReadMesh read_binary(std::string_view bytes)
{
    ReadMesh mesh;
    mesh.report.format = "STL (binary)";
    if (bytes.size() < binary_header_bytes)
        throw base::Error(fmt::format("it has {} bytes, less than the header of a binary STL file.",
                                      bytes.size()));
    const std::uint32_t count = stated_count(bytes);
    const std::size_t room = (bytes.size() - binary_header_bytes) / binary_triangle_bytes;
    if (count > room)
        throw base::Error(
            fmt::format("it announces {} triangles, but holds only {}.", count, room));
    if (!has_binary_stl_size(bytes))
        mesh.report.warnings.emplace_back("There is more in the file than the triangles it "
                                          "announces; the rest was not read.");

    std::string_view header = bytes.substr(0, 80);
    note_unit_in(trimmed(header.substr(0, header.find('\0'))), mesh);
    mesh.mesh.positions.reserve(3 * std::size_t(count));
    mesh.mesh.triangles.reserve(count);
    const char* at = bytes.data() + binary_header_bytes + 12;  // behind the first normal
    for (std::uint32_t t = 0; t < count; ++t, at += binary_triangle_bytes) {
        std::array<float, 9> numbers;
        std::memcpy(numbers.data(), at, sizeof numbers);
        for (const float number : numbers)
            if (!std::isfinite(number))
                throw base::Error(
                    fmt::format("triangle number {} has a coordinate that is not finite.", t));
        for (std::size_t i = 0; i < 9; i += 3)
            mesh.mesh.positions.emplace_back(numbers[i], numbers[i + 1], numbers[i + 2]);
        add_triangle(mesh.mesh);
    }
    mesh.report.faces_in_file = count;
    return mesh;
}

/// Text STL is words with fixed places; only names after "solid" and "endsolid" are free.
class TextStl {
public:
    explicit TextStl(std::string_view bytes)
        : lines_(bytes)
    {
    }

    ReadMesh read()
    {
        mesh_.report.format = "STL (text)";
        while (lines_.next()) {
            rest_ = lines_.line();
            const std::string keyword = lower_case(take_word(rest_));
            if (keyword.empty()) continue;
            if (keyword == "solid" || keyword == "endsolid")
                begin_or_end_solid(keyword);
            else
                read_part_of_facet(keyword);
            ended_ = keyword == "endsolid";
        }
        if (!ended_) throw base::Error("it ends before 'endsolid', so it is cut short.");
        return std::move(mesh_);
    }

private:
    /// What a facet is made of, one after the other; one begins where the one before it ends.
    static constexpr std::array<std::string_view, 7> parts{
        "facet", "outer", "vertex", "vertex", "vertex", "endloop", "endfacet"};

    void begin_or_end_solid(const std::string& keyword)
    {
        if (part_ != 0) throw out_of_place(keyword);
        if (keyword == "solid") note_unit_in(rest_, mesh_);
    }

    void read_part_of_facet(const std::string& keyword)
    {
        if (std::ranges::find(parts, keyword) == parts.end())
            throw base::Error(fmt::format("line {} begins with '{}', which is no statement of "
                                          "a text STL file.",
                                          lines_.number(),
                                          printable(keyword)));
        if (keyword != parts[part_]) throw out_of_place(keyword);
        if (keyword == "vertex") read_vertex();
        if (keyword == "endloop") {
            add_triangle(mesh_.mesh);
            ++mesh_.report.faces_in_file;
        }
        part_ = (part_ + 1) % parts.size();
    }

    base::Error out_of_place(const std::string& keyword) const
    {
        return base::Error(fmt::format(
            "line {} has '{}' where '{}' must stand.", lines_.number(), keyword, parts[part_]));
    }

    void read_vertex()
    {
        glm::dvec3 place;
        for (int axis = 0; axis < 3; ++axis)
            place[axis] = finite_number(take_word(rest_), lines_.number());
        mesh_.mesh.positions.emplace_back(place);
    }

    Lines lines_;
    std::string_view rest_;
    ReadMesh mesh_;
    std::size_t part_ = 0;  // that must come next
    bool ended_ = false;
};

/// Text begins with "solid" and has no zero byte near; some binary files begin with "solid" too.
bool is_text(std::string_view bytes)
{
    const std::string_view start = bytes.substr(0, 512);
    return lower_case(trimmed(start)).starts_with("solid") &&
           start.find('\0') == std::string_view::npos;
}

}  // namespace

bool has_binary_stl_size(std::string_view bytes)
{
    return bytes.size() >= binary_header_bytes &&
           bytes.size() ==
               binary_header_bytes + binary_triangle_bytes * std::size_t(stated_count(bytes));
}

ReadMesh read_stl(std::string_view bytes)
{
    if (!has_binary_stl_size(bytes) && is_text(bytes)) return TextStl(bytes).read();
    return read_binary(bytes);
}

}  // namespace geometry

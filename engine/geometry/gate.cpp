// SPDX-License-Identifier: MIT
#include "geometry/gate.h"

#include "base/error.h"
#include "geometry/packed_mesh.h"
#include "geometry/readers.h"
#include "geometry/text_scan.h"
#include "geometry/texture_import.h"

#include <fmt/format.h>
#include <glm/common.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>

namespace geometry {
namespace {

constexpr std::uint64_t most_triangles = 40'000'000;
constexpr std::uint64_t most_text_bytes = 1 << 16;
constexpr std::size_t most_warnings = 20;
constexpr double farthest = 1e9;  // file units
constexpr std::size_t most_name_bytes = 1000;
constexpr float farthest_place = 1000;  // textures that repeat so often are none of skin

base::Error refused()
{
    return base::Error("the process that read it gave back something damaged.");
}

/// Takes `count` items of type T off the front of the block.
template <typename T>
std::vector<T> take(std::span<const std::byte>& block, std::uint64_t count)
{
    if (count > block.size() / sizeof(T)) throw refused();
    std::vector<T> items(count);
    if (count > 0) std::memcpy(items.data(), block.data(), count * sizeof(T));
    block = block.subspan(count * sizeof(T));
    return items;
}

/// The most that one byte of a file can hold: a vertex takes three bytes where it takes least, a
/// triangle one (strips); compressed files and repeated nodes can hold more, so they get a factor.
void check_counts(const PackedHeader& header, std::uintmax_t file_bytes)
{
    constexpr std::uint64_t factor = 1000;
    if (header.triangles > most_triangles || header.vertices > 3 * most_triangles)
        throw base::Error(fmt::format("it has {} triangles and {} vertices, more than the {} "
                                      "triangles that are read.",
                                      header.triangles,
                                      header.vertices,
                                      most_triangles));
    if (header.triangles / factor > file_bytes || header.vertices / factor > file_bytes ||
        header.faces_in_file / factor > file_bytes)
        throw base::Error(fmt::format("{} triangles and {} vertices cannot come from its {} bytes.",
                                      header.triangles,
                                      header.vertices,
                                      file_bytes));
}

void check_positions(const std::vector<glm::vec3>& positions)
{
    for (std::size_t v = 0; v < positions.size(); ++v)
        for (int axis = 0; axis < 3; ++axis) {
            const float x = positions[v][axis];
            if (!std::isfinite(x))
                throw base::Error(
                    fmt::format("vertex number {} has a coordinate that is not finite.", v));
            if (std::abs(x) > farthest)
                throw base::Error(fmt::format(
                    "vertex number {} has the coordinate {:g}, which cannot be.", v, x));
        }
}

/// Far from the origin, single precision is coarse: refuse what it would visibly bend.
void check_resolution(ImportedMesh& mesh)
{
    const Box box = bounds(mesh.mesh);
    const auto largest = [](glm::dvec3 v) { return std::max({v.x, v.y, v.z}); };
    const double extent = largest(box.size());
    const double away = largest(glm::max(glm::abs(box.low), glm::abs(box.high)));
    const double step = away * std::exp2(-23);
    if (step > 1e-4 * extent)
        throw base::Error(fmt::format("it lies {:g} from its origin, so far that its size of {:g} "
                                      "is not exact; move it to the origin first.",
                                      away,
                                      extent));
    if (step > 1e-6 * extent)
        mesh.report.warnings.push_back(fmt::format(
            "The scan lies {:g} from its origin; positions are exact to {:.2g} only.", away, step));
}

void check_triangles(const Mesh& mesh)
{
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t)
        for (int corner = 0; corner < 3; ++corner)
            if (mesh.triangles[t][corner] >= mesh.positions.size())
                throw base::Error(fmt::format(
                    "triangle number {} names the vertex number {}, but there are only {}.",
                    t,
                    mesh.triangles[t][corner],
                    mesh.positions.size()));
}

void read_text(std::string_view text, ReadMesh& mesh)
{
    Lines lines(text);
    if (lines.next()) mesh.report.format = printable(lines.line());
    if (lines.next()) mesh.stated_by = printable(lines.line(), 200);
    for (std::string* name : {&mesh.wanted.library, &mesh.wanted.material, &mesh.wanted.file})
        if (lines.next()) *name = lines.line().substr(0, most_name_bytes);
    while (lines.next() && mesh.report.warnings.size() < most_warnings)
        if (!lines.line().empty()) mesh.report.warnings.push_back(printable(lines.line(), 300));
}

/// Places that cannot be are none.
void check_places(ReadMesh& mesh)
{
    const auto lies_near = [](glm::vec2 place) {
        return std::abs(place.x) <= farthest_place && std::abs(place.y) <= farthest_place;
    };
    for (TexturePlaces& places : mesh.texture_places)
        if (!std::ranges::all_of(places, lies_near)) places.fill(no_place);
}

PackedHeader take_header(std::span<const std::byte>& block)
{
    const PackedHeader header = take<PackedHeader>(block, 1).front();
    if (header.magic != PackedHeader::right_magic || header.text_bytes > most_text_bytes ||
        header.stated_unit > base::all_length_units.size() ||
        (header.colours != 0 && header.colours != header.vertices) ||
        (header.places != 0 && header.places != header.triangles) ||
        header.texture_width > most_texture_side || header.texture_height > most_texture_side)
        throw refused();
    return header;
}

/// All that follows the header.
ReadMesh take_rest(std::span<const std::byte> block, const PackedHeader& header)
{
    ReadMesh mesh;
    mesh.mesh.positions = take<glm::vec3>(block, header.vertices);
    mesh.mesh.triangles = take<glm::uvec3>(block, header.triangles);
    mesh.mesh.colours = take<glm::u8vec3>(block, header.colours);
    mesh.texture_places = take<TexturePlaces>(block, header.places);
    const std::uint64_t pixels = std::uint64_t(header.texture_width) * header.texture_height;
    if (pixels > 0)
        mesh.texture = std::make_shared<Texture>(
            Texture{header.texture_width, header.texture_height, take<glm::u8vec4>(block, pixels)});
    const std::vector<char> text = take<char>(block, header.text_bytes);
    if (!block.empty()) throw refused();
    if (header.failed != 0 && text.empty()) throw refused();
    if (header.failed != 0)
        throw base::Error(printable(std::string_view(text.data(), text.size()), 400));

    read_text({text.data(), text.size()}, mesh);
    return mesh;
}

}  // namespace

ReadMesh pass_gate_of_side_file(std::span<const std::byte> block)
{
    const PackedHeader header = take_header(block);
    if (header.vertices > 0 || header.triangles > 0) throw refused();
    return take_rest(block, header);
}

ImportedMesh pass_gate(std::span<const std::byte> block,
                       std::uintmax_t file_bytes,
                       const std::function<void(ReadMesh&)>& colour)
{
    const PackedHeader header = take_header(block);
    check_counts(header, file_bytes);
    ReadMesh mesh = take_rest(block, header);
    if (header.stated_unit > 0) mesh.stated_unit = base::all_length_units[header.stated_unit - 1];
    mesh.report.faces_in_file = header.faces_in_file;
    mesh.report.dropped_degenerate = header.dropped_degenerate;
    if (mesh.mesh.positions.empty()) throw base::Error("it has no vertices.");
    if (mesh.mesh.triangles.empty())
        throw base::Error(
            fmt::format("it has {} vertices but no triangles; it may be a point cloud.",
                        mesh.mesh.positions.size()));
    check_positions(mesh.mesh.positions);
    check_triangles(mesh.mesh);
    check_places(mesh);
    if (colour) colour(mesh);
    const Mesh before = mesh.texture ? mesh.mesh : Mesh();
    clean(mesh);
    mesh.picture = picture_on(mesh.mesh, before, mesh);
    check_resolution(mesh);
    return mesh;
}

}  // namespace geometry

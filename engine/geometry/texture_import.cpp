// SPDX-License-Identifier: MIT
#include "geometry/texture_import.h"

#include "base/error.h"
#include "geometry/text_scan.h"

#include <fmt/format.h>
#include <glm/common.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace geometry {
namespace {

namespace fs = std::filesystem;

/// Only what lies beside the scan or in folders there is opened, whatever name the scan gives: of
/// one that leads elsewhere ("C:\scans\skin.png", "../skin.png") only the last part counts.
fs::path beside(const fs::path& scan_file, std::string name)
{
    std::ranges::replace(name, '\\', '/');
    if (name.starts_with('"') && name.ends_with('"') && name.size() > 2)
        name = name.substr(1, name.size() - 2);
    const fs::path wished(name);
    const fs::path folder = scan_file.parent_path();
    const bool leads_away =
        wished.is_absolute() || std::ranges::find(wished, fs::path("..")) != wished.end();
    std::error_code ignored;
    if (!leads_away && fs::exists(folder / wished, ignored)) return folder / wished;
    return folder / wished.filename();
}

/// Of a library its answer, of a picture the texture; nothing, and a warning, if it cannot be read.
std::optional<ReadMesh> read_named(const fs::path& scan_file,
                                   const std::string& name,
                                   const ImportJob& job,
                                   const ReadBeside& read,
                                   ImportReport& report)
{
    try {
        return read(beside(scan_file, name), job);
    } catch (const base::Error& clause) {
        report.warnings.push_back(fmt::format(
            "The scan is shown without its picture: {}, which it names, cannot be read: {}",
            printable(name),
            clause.what()));
        return std::nullopt;
    }
}

void find_texture(const fs::path& scan_file, const ReadBeside& read, ReadMesh& mesh)
{
    WantedPicture& wanted = mesh.wanted;
    if (wanted.file.empty() && !wanted.library.empty())
        if (const auto library = read_named(scan_file,
                                            wanted.library,
                                            {ImportKind::library, wanted.material},
                                            read,
                                            mesh.report))
            wanted.file = library->wanted.file;
    if (wanted.file.empty()) return;
    if (const auto picture =
            read_named(scan_file, wanted.file, {ImportKind::picture, ""}, read, mesh.report)) {
        mesh.texture = picture->texture;
        mesh.texture_file = beside(scan_file, wanted.file);
    }
}

glm::u8vec3 colour_at(const Texture& texture, glm::vec2 place)
{
    // The far edge belongs to the picture that it ends, not to its next copy.
    const auto within = [](float x) { return x > 0 && x == std::floor(x) ? 1 : x - std::floor(x); };
    const glm::vec2 inside(within(place.x), within(place.y));
    const auto x = std::min(std::uint32_t(inside.x * float(texture.width)), texture.width - 1);
    const auto y = std::min(std::uint32_t(inside.y * float(texture.height)), texture.height - 1);
    return texture.pixels[std::size_t(y) * texture.width + x];
}

/// Sums of the colours around each vertex.
struct Around {
    glm::vec3 sum{0};
    float count = 0;

    glm::u8vec3 mean() const { return glm::u8vec3(glm::round(sum / count)); }
};

/// A vertex shows what lies around it up to half-way to its triangles' middles, as many samples as
/// a picture needs that is some times finer than the mesh. One that the picture does not show gets
/// the mean of the others.
std::vector<glm::u8vec3> colours_of(const ReadMesh& mesh)
{
    std::vector<Around> around(mesh.mesh.positions.size());
    Around all;
    for (std::size_t t = 0; t < mesh.texture_places.size(); ++t) {
        const TexturePlaces& places = mesh.texture_places[t];
        if (std::ranges::find(places, no_place) != places.end()) continue;
        const glm::vec2 middle = (places[0] + places[1] + places[2]) / 3.0f;
        for (int corner = 0; corner < 3; ++corner)
            for (const float share : {0.0f, 0.15f, 0.3f, 0.45f}) {
                const glm::vec2 place = glm::mix(places[std::size_t(corner)], middle, share);
                const glm::vec3 colour(colour_at(*mesh.texture, place));
                for (Around* one : {&around[mesh.mesh.triangles[t][corner]], &all}) {
                    one->sum += colour;
                    one->count += 1;
                }
            }
    }
    std::vector<glm::u8vec3> colours;
    if (all.count == 0) return colours;
    colours.reserve(around.size());
    for (const Around& one : around)
        colours.push_back(one.count > 0 ? one.mean() : all.mean());
    return colours;
}

/// The places of `old`, in the order of the corners of `t`, if it has the same corners. A triangle
/// that the picture does not show whole, it does not show at all.
std::optional<TexturePlaces> places_of(
    const Mesh& mesh, glm::uvec3 t, const Mesh& before, glm::uvec3 old, const TexturePlaces& places)
{
    TexturePlaces turned;
    for (int corner = 0; corner < 3; ++corner) {
        int same = 0;
        while (same < 3 && before.positions[old[same]] != mesh.positions[t[corner]])
            ++same;
        if (same == 3) return std::nullopt;
        turned[std::size_t(corner)] = places[std::size_t(same)];
    }
    if (std::ranges::find(turned, no_place) != turned.end()) turned.fill(no_place);
    return turned;
}

}  // namespace

void colour_by_picture(const fs::path& scan_file, const ReadBeside& read, ReadMesh& mesh)
{
    if (mesh.texture_places.empty()) return;
    if (!mesh.texture) find_texture(scan_file, read, mesh);
    if (!mesh.texture) return;
    mesh.mesh.colours = colours_of(mesh);
    const auto bare = std::ranges::count_if(mesh.texture_places, [](const TexturePlaces& places) {
        return std::ranges::find(places, no_place) != places.end();
    });
    if (bare > 0)
        mesh.report.warnings.push_back(
            fmt::format("The scan's picture does not cover {} of its {} triangles; they are shown "
                        "in its mean colour.",
                        bare,
                        mesh.texture_places.size()));
}

/// Cleaning keeps the order of what stays, but may turn a triangle around: each triangle is the
/// next one before with the same three corners.
std::shared_ptr<const SkinPicture>
picture_on(const Mesh& cleaned, const Mesh& before, const ReadMesh& read)
{
    if (!read.texture || read.texture_places.empty()) return nullptr;
    const auto picture = std::make_shared<SkinPicture>();
    picture->texture = read.texture;
    picture->file = read.texture_file;
    picture->places.reserve(cleaned.triangles.size());
    std::size_t next = 0;
    for (const glm::uvec3 t : cleaned.triangles) {
        std::optional<TexturePlaces> found;
        while (!found && next < before.triangles.size()) {
            found =
                places_of(cleaned, t, before, before.triangles[next], read.texture_places[next]);
            ++next;
        }
        base::check(found.has_value(), "a cleaned triangle was there before");
        picture->places.push_back(*found);
    }
    return picture;
}

}  // namespace geometry

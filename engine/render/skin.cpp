// SPDX-License-Identifier: MIT
// The skin of a scan, finer where zones are painted.
#include "render/scene.h"

#include "base/error.h"
#include "geometry/coarse.h"
#include "zones/zone_field.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/vec2.hpp>
#include <glm/vector_relational.hpp>

#include <algorithm>
#include <utility>

namespace render {
namespace {

constexpr std::size_t large_scan = 150'000;  // vertices; smaller ones are drawn as they are
constexpr double cell_px = 2.5;              // of a coarser mesh: its triangles are about as large

/// Copies of a skin's vertices, one for each place of a picture that lies on them.
class Copies {
public:
    static constexpr std::uint32_t none = UINT32_MAX;

    explicit Copies(std::size_t vertices)
        : next_(vertices, none)
        , has_place_(vertices, false)
    {
    }

    /// The vertex or the copy of it that lies at this place; `copy` appends one to the skin, which
    /// the caller has with as many places as vertices.
    template <typename Copy>
    std::uint32_t at(std::uint32_t vertex, glm::vec2 place, Skin& skin, const Copy& copy)
    {
        for (;; vertex = next_[vertex]) {
            if (!has_place_[vertex]) {
                skin.places[vertex] = place;
                has_place_[vertex] = true;
            }
            // Both sides of an edge interpolate it, each in its own order.
            const glm::vec2 apart = glm::abs(skin.places[vertex] - place);
            if (std::max(apart.x, apart.y) <= 1e-6f) return vertex;
            if (next_[vertex] == none) break;
        }
        const auto added = static_cast<std::uint32_t>(skin.positions.size());
        next_[vertex] = added;
        copy(vertex);
        skin.places.push_back(place);
        add_vertex();
        has_place_[added] = true;
        return added;
    }

    void add_vertex()
    {
        next_.push_back(none);
        has_place_.push_back(false);
    }

private:
    std::vector<std::uint32_t> next_;  // the next copy of the same vertex
    std::vector<bool> has_place_;
};

void copy_vertex(std::uint32_t vertex, Skin& skin)
{
    skin.positions.push_back(glm::vec3(skin.positions[vertex]));
    skin.normals.push_back(glm::vec3(skin.normals[vertex]));
    skin.shading.push_back(Shading(skin.shading[vertex]));
    if (!skin.colours.empty()) skin.colours.push_back(glm::u8vec3(skin.colours[vertex]));
    if (!skin.surface_vertices.empty())
        skin.surface_vertices.push_back(std::uint32_t(skin.surface_vertices[vertex]));
}

/// Splits the vertices at the picture's seams.
void lay_on(const ScanPicture& picture, Skin& skin)
{
    base::check(picture->places.size() == skin.triangles.size(), "the picture is of this scan");
    skin.picture = picture;
    skin.places.assign(skin.positions.size(), geometry::no_place);
    Copies copies(skin.positions.size());
    for (std::size_t t = 0; t < skin.triangles.size(); ++t)
        for (int corner = 0; corner < 3; ++corner) {
            std::uint32_t& vertex = skin.triangles[t][corner];
            vertex = copies.at(vertex,
                               picture->places[t][std::size_t(corner)],
                               skin,
                               [&](std::uint32_t from) { copy_vertex(from, skin); });
        }
}

}  // namespace

Skin skin_of(geometry::Mesh scan, const ScanPicture& picture)
{
    Skin skin;
    skin.normals = geometry::vertex_normals(scan);
    skin.shading = shading_of(scan, skin.normals);
    skin.positions = std::move(scan.positions);
    skin.colours = std::move(scan.colours);
    skin.triangles = std::move(scan.triangles);
    if (picture) lay_on(picture, skin);
    return skin;
}

Skin skin_of(const geometry::Mesh& scan, double mm_per_pixel, const ScanPicture& picture)
{
    if (scan.positions.size() <= large_scan || picture) return skin_of(scan, picture);
    geometry::CoarseMesh coarse(scan, cell_px * mm_per_pixel);
    if (coarse.mesh().positions.size() > scan.positions.size() / 2) return skin_of(scan);
    return skin_of(std::move(coarse).taken());
}

namespace {

/// Which triangles of the scan have a piece that a zone's strokes have touched.
std::vector<bool> touched_triangles(std::size_t count,
                                    const geometry::Surface& surface,
                                    std::span<const Field> fields)
{
    std::vector<bool> touched(count);
    for (const Field field : fields) {
        base::check(field.size() == surface.mesh.positions.size(), "a field fits the surface");
        for (std::size_t piece = 0; piece < surface.source.size(); ++piece) {
            const glm::uvec3 t = surface.mesh.triangles[piece];
            if (std::min({field[t.x], field[t.y], field[t.z]}) < zones::ZoneField::far_outside)
                touched[surface.source[piece].value] = true;
        }
    }
    return touched;
}

Shading mixed(const std::vector<Shading>& all, glm::uvec3 s, glm::vec3 w)
{
    const Shading &a = all[s.x], &b = all[s.y], &c = all[s.z];
    return {.open =
                glm::normalize(w.x * a.open + w.y * b.open + w.z * c.open + glm::vec3(0, 0, 1e-6f)),
            .openness = w.x * a.openness + w.y * b.openness + w.z * c.openness,
            .curvature = w.x * a.curvature + w.y * b.curvature + w.z * c.curvature,
            .thinness = w.x * a.thinness + w.y * b.thinness + w.z * c.thinness};
}

glm::u8vec3 mixed(const std::vector<glm::u8vec3>& all, glm::uvec3 s, glm::vec3 w)
{
    const glm::vec3 sum =
        w.x * glm::vec3(all[s.x]) + w.y * glm::vec3(all[s.y]) + w.z * glm::vec3(all[s.z]);
    return glm::u8vec3(glm::clamp(glm::round(sum), 0.0f, 255.0f));
}

}  // namespace

void append_corner(const SurfaceSkin& on, std::size_t triangle, int corner, Skin& skin)
{
    const auto& [whole, scan, surface] = on;
    const glm::uvec3 s = scan.triangles[surface.source[triangle].value];
    const glm::vec3 w = glm::vec3(surface.corner_weights[triangle][std::size_t(corner)]) /
                        float(geometry::Surface::weight_one);
    const std::uint32_t vertex = surface.mesh.triangles[triangle][corner];
    skin.positions.push_back(surface.mesh.positions[vertex]);
    skin.normals.push_back(glm::normalize(w.x * whole.normals[s.x] + w.y * whole.normals[s.y] +
                                          w.z * whole.normals[s.z]));
    skin.shading.push_back(mixed(whole.shading, s, w));
    if (!whole.colours.empty()) skin.colours.push_back(mixed(whole.colours, s, w));
    skin.surface_vertices.push_back(vertex);
}

namespace {

/// Takes over surface vertices one by one.
class SkinBuilder {
public:
    explicit SkinBuilder(const SurfaceSkin& on)
        : on_(on)
        , number_(on.surface.mesh.positions.size(), unseen)
    {
        skin_.picture = on.whole.picture;
    }

    void add_piece(std::size_t piece)
    {
        glm::uvec3 triangle(0);
        for (int corner = 0; corner < 3; ++corner)
            triangle[corner] = vertex_at(piece, corner);
        skin_.triangles.push_back(triangle);
    }

    void add_whole(geometry::TriangleId source) { skin_.triangles.push_back(whole(source)); }
    void add_seam(geometry::TriangleId source) { skin_.seams.push_back(whole(source)); }

    Skin finished() { return std::move(skin_); }

private:
    static constexpr std::uint32_t unseen = UINT32_MAX;

    /// A whole source triangle: its corners are corners of pieces.
    glm::uvec3 whole(geometry::TriangleId source)
    {
        glm::uvec3 triangle(0);
        for (const std::uint32_t piece : on_.surface.pieces_of(source))
            for (int corner = 0; corner < 3; ++corner)
                for (int axis = 0; axis < 3; ++axis)
                    if (on_.surface.corner_weights[piece][std::size_t(corner)][axis] ==
                        geometry::Surface::weight_one)
                        triangle[axis] = vertex_at(piece, corner);
        return triangle;
    }

    std::uint32_t vertex_at(std::size_t piece, int corner)
    {
        const std::uint32_t vertex = on_.surface.mesh.triangles[piece][corner];
        if (number_[vertex] == unseen) {
            number_[vertex] = static_cast<std::uint32_t>(skin_.positions.size());
            append_corner(on_, piece, corner, skin_);
            if (skin_.picture) {
                skin_.places.push_back(geometry::no_place);
                copies_.add_vertex();
            }
        }
        if (!skin_.picture) return number_[vertex];
        return copies_.at(number_[vertex],
                          place_on_picture(piece, corner),
                          skin_,
                          [this](std::uint32_t from) { copy_vertex(from, skin_); });
    }

    glm::vec2 place_on_picture(std::size_t piece, int corner) const
    {
        const auto& places = skin_.picture->places[on_.surface.source[piece].value];
        if (places[0] == geometry::no_place) return geometry::no_place;
        const glm::dvec3 w = glm::dvec3(on_.surface.corner_weights[piece][std::size_t(corner)]) /
                             double(geometry::Surface::weight_one);
        return w.x * glm::dvec2(places[0]) + w.y * glm::dvec2(places[1]) +
               w.z * glm::dvec2(places[2]);
    }

    const SurfaceSkin& on_;
    Skin skin_;
    Copies copies_{0};
    std::vector<std::uint32_t> number_;  // of a surface vertex in the skin
};

}  // namespace

Skin skin_of(const geometry::Mesh& scan,
             const geometry::Surface& surface,
             std::span<const Field> fields,
             const ScanPicture& picture)
{
    const std::vector<bool> touched = touched_triangles(scan.triangles.size(), surface, fields);
    const Skin whole = skin_of(scan, picture);
    const SurfaceSkin on{whole, scan, surface};
    SkinBuilder builder(on);
    for (const geometry::TriangleId source : surface.order.scan_triangle) {
        if (touched[source.value]) {
            for (const std::uint32_t piece : surface.pieces_of(source))
                builder.add_piece(piece);
            builder.add_seam(source);
        } else {
            builder.add_whole(source);
        }
    }
    return builder.finished();
}

std::vector<std::int16_t> field_on(const Skin& skin, Field field)
{
    std::vector<std::int16_t> values;
    values.reserve(skin.surface_vertices.size());
    for (const std::uint32_t vertex : skin.surface_vertices)
        values.push_back(field[vertex]);
    return values;
}

glm::vec3 mean_normal_inside(const Skin& skin, const std::vector<std::int16_t>& field)
{
    glm::dvec3 sum(0, 0, 1e-6);
    for (std::size_t vertex = 0; vertex < field.size(); ++vertex)
        if (field[vertex] < 0) sum += skin.normals[vertex];
    return glm::normalize(sum);
}

namespace {

/// To how far the skin beside `places` goes on, along the picture's rows, without a gap.
std::vector<glm::vec3> outline_beside(const std::vector<glm::vec3>& places,
                                      const std::vector<glm::vec3>& skin,
                                      const Outlook& outlook)
{
    constexpr float gap_mm = 12;        // between a waist and an arm beside it
    constexpr float most_widening = 1;  // of the width, shared by both sides
    const glm::vec3 toward = glm::normalize(outlook.toward);
    const glm::vec3 right = glm::normalize(glm::cross(glm::vec3(outlook.up), toward));
    const glm::vec3 up = glm::cross(toward, right);
    float low = 1e30f, high = -1e30f, left_end = 1e30f, right_end = -1e30f;
    for (const glm::vec3 p : places) {
        low = std::min(low, glm::dot(p, up)), high = std::max(high, glm::dot(p, up));
        left_end = std::min(left_end, glm::dot(p, right));
        right_end = std::max(right_end, glm::dot(p, right));
    }
    const float most = most_widening * (right_end - left_end) / 2;
    std::vector<std::pair<float, glm::vec3>> row;
    for (const glm::vec3 p : skin)
        if (glm::dot(p, up) > low && glm::dot(p, up) < high)
            row.emplace_back(glm::dot(p, right), p);
    std::ranges::sort(row, {}, [](const auto& one) { return one.first; });
    std::vector<glm::vec3> outline;
    float end = right_end;
    for (const auto& [x, p] : row)
        if (x > end && x - end < gap_mm && x - right_end < most) outline.push_back(p), end = x;
    end = left_end;
    for (auto one = row.rbegin(); one != row.rend(); ++one)
        if (one->first < end && end - one->first < gap_mm && left_end - one->first < most)
            outline.push_back(one->second), end = one->first;
    return outline;
}

}  // namespace

std::vector<glm::vec3>
surroundings_of(std::span<const SceneZone> zones, const Skin& skin, const Outlook& outlook)
{
    constexpr double share = 0.35;  // of the zones' size
    constexpr double least_mm = 20;
    geometry::Box box;
    for (const SceneZone& zone : zones)
        for (std::size_t vertex = 0; vertex < zone.field.size(); ++vertex)
            if (zone.field[vertex] < 0) box.include(skin.positions[vertex]);
    if (box.low.x > box.high.x) return skin.positions;
    const double around_mm = least_mm + share * glm::length(box.size()) / 2;
    std::vector<glm::vec3> near;
    for (const glm::vec3 p : skin.positions)
        if (glm::all(glm::lessThan(box.low - around_mm, glm::dvec3(p))) &&
            glm::all(glm::lessThan(glm::dvec3(p), box.high + around_mm)))
            near.push_back(p);
    for (const glm::vec3 p : outline_beside(near, skin.positions, outlook))
        near.push_back(p);
    return near;
}

}  // namespace render

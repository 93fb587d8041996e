// SPDX-License-Identifier: MIT
// Openness: how much of the sky a place on the skin sees. It makes folds, nostrils and the corners
// of eyes dark, which is what lets a stranger read a face.
#include "render/scene.h"

#include "base/error.h"
#include "base/parallel.h"
#include "geometry/bvh.h"
#include "zones/zone_field.h"

#include <glm/geometric.hpp>
#include <glm/vector_relational.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace render {
namespace {

constexpr double sky_radius_mm = 70;  // what is farther away shades nothing
constexpr std::size_t ray_budget = 2'000'000;
constexpr int most_rays = 40;

/// Directions around +z, as many from each height as light comes from it (cosine-weighted;
/// Hammersley points).
std::vector<glm::dvec3> sky(std::size_t count)
{
    std::vector<glm::dvec3> directions;
    for (std::size_t i = 0; i < count; ++i) {
        double reversed = 0;
        for (std::size_t bit = 0; bit < 32; ++bit)
            if (i >> bit & 1) reversed += std::ldexp(1.0, -int(bit) - 1);
        const double height2 = 1 - (double(i) + 0.5) / double(count);
        const double angle = 2 * std::numbers::pi * reversed;
        const double flat = std::sqrt(1 - height2);
        directions.emplace_back(flat * std::cos(angle), flat * std::sin(angle), std::sqrt(height2));
    }
    return directions;
}

double openness_at(glm::dvec3 place,
                   glm::dvec3 normal,
                   const geometry::Bvh& bvh,
                   const std::vector<glm::dvec3>& directions)
{
    const glm::dvec3 other = std::abs(normal.x) < 0.6 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 1, 0);
    const glm::dvec3 x = glm::normalize(glm::cross(normal, other));
    const glm::dvec3 y = glm::cross(normal, x);
    const glm::dvec3 start = place + 0.3 * normal;
    double open = 0;
    for (const glm::dvec3 d : directions) {
        const auto hit = bvh.cast({start, d.x * x + d.y * y + d.z * normal});
        const double share = hit ? std::min(hit->distance_mm / sky_radius_mm, 1.0) : 1.0;
        open += std::sqrt(share);
    }
    return open / double(directions.size());
}

/// One round of averaging with the neighbours: few rays leave grain.
std::vector<float> smoothed(const std::vector<float>& values, const geometry::Mesh& mesh)
{
    std::vector<double> sums(values.begin(), values.end());
    std::vector<double> weights(values.size(), 1.0);
    for (const glm::uvec3 t : mesh.triangles)
        for (int corner = 0; corner < 3; ++corner) {
            sums[t[corner]] += 0.5 * (values[t[(corner + 1) % 3]] + values[t[(corner + 2) % 3]]);
            weights[t[corner]] += 1;
        }
    std::vector<float> smooth(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        smooth[i] = float(sums[i] / weights[i]);
    return smooth;
}

std::vector<float> openness_of(const geometry::Mesh& scan, const std::vector<glm::vec3>& normals)
{
    const geometry::Bvh bvh(scan);
    const std::size_t count = scan.positions.size();
    const auto directions =
        sky(std::clamp<std::size_t>(ray_budget / std::max<std::size_t>(count, 1), 6, most_rays));
    std::vector<float> openness(count);
    base::parallel_for(count, 2048, 0, [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t i = begin; i < end; ++i)
            openness[i] = float(openness_at(scan.positions[i], normals[i], bvh, directions));
    });
    return smoothed(smoothed(openness, scan), scan);
}

}  // namespace

Skin skin_of(const geometry::Mesh& scan)
{
    Skin skin;
    skin.positions = scan.positions;
    skin.triangles = scan.triangles;
    skin.normals = geometry::vertex_normals(scan);
    skin.openness = openness_of(scan, skin.normals);
    return skin;
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

/// Takes over surface vertices one by one, shaded as the scan is at their place.
class SkinBuilder {
public:
    SkinBuilder(const Skin& whole, const geometry::Mesh& scan, const geometry::Surface& surface)
        : scan_(scan)
        , surface_(surface)
        , coarse_(whole)
        , number_(surface.mesh.positions.size(), unseen)
    {
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
        for (const std::uint32_t piece : surface_.pieces_of(source))
            for (int corner = 0; corner < 3; ++corner)
                for (int axis = 0; axis < 3; ++axis)
                    if (surface_.corner_weights[piece][std::size_t(corner)][axis] ==
                        geometry::Surface::weight_one)
                        triangle[axis] = vertex_at(piece, corner);
        return triangle;
    }

    std::uint32_t vertex_at(std::size_t piece, int corner)
    {
        const std::uint32_t vertex = surface_.mesh.triangles[piece][corner];
        if (number_[vertex] != unseen) return number_[vertex];
        number_[vertex] = static_cast<std::uint32_t>(skin_.positions.size());
        const glm::uvec3 s = scan_.triangles[surface_.source[piece].value];
        const glm::vec3 w = glm::vec3(surface_.corner_weights[piece][std::size_t(corner)]) /
                            float(geometry::Surface::weight_one);
        const auto& normals = coarse_.normals;
        const auto& open = coarse_.openness;
        skin_.positions.push_back(surface_.mesh.positions[vertex]);
        skin_.normals.push_back(
            glm::normalize(w.x * normals[s.x] + w.y * normals[s.y] + w.z * normals[s.z]));
        skin_.openness.push_back(w.x * open[s.x] + w.y * open[s.y] + w.z * open[s.z]);
        skin_.surface_vertices.push_back(vertex);
        return number_[vertex];
    }

    const geometry::Mesh& scan_;
    const geometry::Surface& surface_;
    const Skin& coarse_;
    Skin skin_;
    std::vector<std::uint32_t> number_;  // of a surface vertex in the skin
};

}  // namespace

Skin skin_of(const geometry::Mesh& scan,
             const geometry::Surface& surface,
             std::span<const Field> fields)
{
    return refined(skin_of(scan), scan, surface, fields);
}

Skin refined(const Skin& whole,
             const geometry::Mesh& scan,
             const geometry::Surface& surface,
             std::span<const Field> fields)
{
    const std::vector<bool> touched = touched_triangles(scan.triangles.size(), surface, fields);
    SkinBuilder builder(whole, scan, surface);
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

std::vector<glm::vec3> surroundings_of(std::span<const SceneZone> zones, const Skin& skin)
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
    return near;
}

}  // namespace render

// SPDX-License-Identifier: MIT
#include "zones/fill.h"

#include "base/error.h"
#include "zones/border.h"
#include "zones/outline.h"
#include "zones/reshape.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

namespace zones {
namespace {

using geometry::TriangleId;
using geometry::VertexId;

/// Unit normals of triangles, each the mean over those around it within about a third of a crease:
/// where the bucket asks for them, and kept.
class SmoothNormals {
public:
    explicit SmoothNormals(const geometry::Surface& surface)
        : surface_(surface)
        , seen_for_(surface.mesh.triangles.size(), UINT32_MAX)
    {
    }

    glm::dvec3 at(std::uint32_t triangle)
    {
        const auto [found, fresh] = kept_.try_emplace(triangle);
        if (fresh) found->second = mean_around(triangle);
        return found->second;
    }

    glm::dvec3 middle(std::uint32_t triangle) const
    {
        const auto [a, b, c] = surface_.mesh.corners(TriangleId(triangle));
        return (a + b + c) / 3.0;
    }

private:
    static constexpr double radius_mm = crease_mm / 3;

    glm::dvec3 mean_around(std::uint32_t triangle)
    {
        const glm::dvec3 centre = middle(triangle);
        glm::dvec3 sum(0);
        around_.assign(1, triangle);
        seen_for_[triangle] = triangle;
        for (std::size_t i = 0; i < around_.size(); ++i) {
            const auto [a, b, c] = surface_.mesh.corners(TriangleId(around_[i]));
            sum += glm::cross(b - a, c - a);
            for (std::size_t e = 0; e < 3; ++e) {
                const std::int32_t twin = surface_.topology.twin(3 * std::size_t(around_[i]) + e);
                if (twin < 0) continue;
                const std::uint32_t other = std::uint32_t(twin) / 3;
                if (seen_for_[other] == triangle) continue;
                seen_for_[other] = triangle;
                if (glm::distance(middle(other), centre) <= radius_mm) around_.push_back(other);
            }
        }
        const double length = glm::length(sum);
        return length > 0 ? sum / length : glm::dvec3(0);
    }

    const geometry::Surface& surface_;
    std::unordered_map<std::uint32_t, glm::dvec3> kept_;
    std::vector<std::uint32_t> around_;
    std::vector<std::uint32_t> seen_for_;  // per triangle: for which it was last looked at
};

/// Runs from triangle to triangle until a crease, the painted border or the radius stops it.
class Bucket {
public:
    Bucket(const Fill& fill, const ZoneField& painted, const geometry::Surface& surface)
        : fill_(fill)
        , painted_(painted)
        , surface_(surface)
        , normals_(surface)
    {
    }

    /// 1 mm inside and outside: the border lies half way between them.
    ZoneField reached_from(const PathPlace& place)
    {
        constexpr std::int16_t one_mm = ZoneField::steps_per_mm;
        std::vector<std::int16_t> values(surface_.mesh.positions.size(), one_mm);
        std::vector<bool> visited(surface_.mesh.triangles.size(), false);
        std::vector<std::uint32_t> front{place.on_surface.triangle.value};
        visited[front.front()] = true;
        while (!front.empty()) {
            const std::uint32_t triangle = front.back();
            front.pop_back();
            for (int corner = 0; corner < 3; ++corner) {
                const std::uint32_t vertex = surface_.mesh.triangles[triangle][corner];
                if (is_open(vertex)) values[vertex] = -one_mm;
            }
            for (std::size_t e = 0; e < 3; ++e) {
                const std::int32_t twin = surface_.topology.twin(3 * std::size_t(triangle) + e);
                if (twin < 0) continue;
                const std::uint32_t other = std::uint32_t(twin) / 3;
                if (visited[other] || !leads(triangle, other, place.position)) continue;
                visited[other] = true;
                front.push_back(other);
            }
        }
        return ZoneField(std::move(values));
    }

private:
    bool is_open(std::uint32_t vertex) const
    {
        const bool is_painted = painted_[VertexId(vertex)] < 0;
        return is_painted == (fill_.mode == StrokeMode::erase);
    }

    bool leads(std::uint32_t from, std::uint32_t to, glm::dvec3 place)
    {
        const double beyond_mm = 2 * double(surface_.max_edge_mm);
        const glm::dvec3 a = normals_.middle(from), b = normals_.middle(to);
        if (glm::distance(b, place) > fill_.radius_mm + beyond_mm) return false;
        const glm::uvec3 corners = surface_.mesh.triangles[to];
        if (!is_open(corners.x) && !is_open(corners.y) && !is_open(corners.z)) return false;
        const glm::dvec3 n = normals_.at(from), m = normals_.at(to);
        const double turn = std::atan2(glm::length(glm::cross(n, m)), glm::dot(n, m));
        const double limit = fill_.angle_deg * (std::numbers::pi / 180) / crease_mm;
        return turn <= limit * glm::distance(a, b);
    }

    const Fill& fill_;
    const ZoneField& painted_;
    const geometry::Surface& surface_;
    SmoothNormals normals_;
};

/// What lies within the radius of the place, as far as the field goes.
ZoneField ball(const Fill& fill, glm::dvec3 place, const geometry::Surface& surface)
{
    std::vector<std::int16_t> values;
    values.reserve(surface.mesh.positions.size());
    for (const glm::vec3 p : surface.mesh.positions)
        values.push_back(ZoneField::in_steps(glm::distance(glm::dvec3(p), place) - fill.radius_mm));
    return ZoneField(std::move(values));
}

/// Along a crease the bucket stops at single triangles: their teeth and specks are taken away.
ZoneField tidied(const ZoneField& field, const geometry::Surface& surface)
{
    constexpr double teeth_mm = 1, speck_cm2 = 0.2;
    try {
        const ZoneField smooth = reshaped(field, {Reshaping::smooth, teeth_mm}, surface);
        const ZoneField filled = reshaped(smooth, {Reshaping::fill_holes, speck_cm2}, surface);
        return reshaped(filled, {Reshaping::remove_islands, speck_cm2}, surface);
    } catch (const base::Error&) {  // no wider than the teeth
        return with_true_distances(surface, field);
    }
}

}  // namespace

ZoneField fill_field(const Fill& fill,
                     const ZoneField& painted,
                     const geometry::Surface& surface,
                     const geometry::Bvh& bvh)
{
    const PathPlace place = place_on_skin(fill.place_mm, surface, bvh);
    const bool is_painted = value_mm(surface, painted, place.on_surface) < 0;
    if (is_painted && fill.mode == StrokeMode::add)
        throw base::Error("There is nothing to fill: the zone is painted there already.");
    if (!is_painted && fill.mode == StrokeMode::erase)
        throw base::Error("There is nothing to take away: the zone is not painted there.");
    const ZoneField reached = Bucket(fill, painted, surface).reached_from(place);
    const ZoneField near = both(reached, ball(fill, place.position, surface));
    return tidied(near, surface);
}

}  // namespace zones

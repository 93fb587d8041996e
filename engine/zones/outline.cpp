// SPDX-License-Identifier: MIT
#include "zones/outline.h"

#include "base/error.h"
#include "geometry/skin_path.h"
#include "zones/polyline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

namespace zones {
namespace {

using geometry::SkinPath;
using geometry::SurfacePoint;

PathPlace place_of(const SurfacePoint& place, const geometry::Surface& surface)
{
    const glm::uvec3 corners = surface.mesh.triangles[place.triangle.value];
    glm::dvec3 normal(0);
    for (int i = 0; i < 3; ++i)
        normal += place.weights[i] * glm::dvec3(surface.normals[corners[i]]);
    return {geometry::position(surface.mesh, place), normal, place};
}

SkinPath path_between(const PathPlace& a, const PathPlace& b, const geometry::Surface& surface)
{
    auto path = geometry::skin_path(surface.mesh, surface.topology, a.on_surface, b.on_surface);
    if (!path)
        throw base::Error("Two places of a line lie on parts of the scan that are not connected.");
    return *std::move(path);
}

/// The closed line, and which edges it crosses an odd number of times.
struct ClosedLine {
    std::vector<PathPlace> places;
    std::unordered_set<std::uint32_t> crossed;  // the lesser half-edge of each
    std::vector<std::uint32_t> triangles;       // that it runs through
};

std::uint32_t edge_of(std::uint32_t half_edge, const geometry::Surface& surface)
{
    const std::int32_t twin = surface.topology.twin(half_edge);
    return twin < 0 ? half_edge : std::min(half_edge, std::uint32_t(twin));
}

ClosedLine closed_line(const std::vector<PathPlace>& corners, const geometry::Surface& surface)
{
    ClosedLine line;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const SkinPath path = path_between(corners[i], corners[(i + 1) % corners.size()], surface);
        for (const SurfacePoint& place : path.places)
            line.places.push_back(place_of(place, surface));
        line.triangles.push_back(path.places.back().triangle.value);
        for (const std::uint32_t h : path.crossings) {
            const std::uint32_t edge = edge_of(h, surface);
            if (!line.crossed.insert(edge).second) line.crossed.erase(edge);
            line.triangles.push_back(h / 3);
        }
    }
    return line;
}

/// Tells for each corner of each triangle on which side of the line it lies: sides change where an
/// edge is crossed, and nowhere else. It runs over the part of the skin that the line is on.
class Sides {
public:
    Sides(const ClosedLine& line, const geometry::Surface& surface)
        : line_(line)
        , surface_(surface)
        , sides_(surface.mesh.triangles.size(), unknown)
    {
        enter(line.triangles.front(), 0, 0);
        while (!front_.empty()) {
            const std::uint32_t triangle = front_.back();
            front_.pop_back();
            for (std::uint32_t e = 0; e < 3; ++e) {
                const std::int32_t twin = surface.topology.twin(3 * std::size_t(triangle) + e);
                if (twin < 0) continue;
                const std::uint32_t corner = (std::uint32_t(twin) % 3 + 1) % 3;
                enter(std::uint32_t(twin) / 3, corner, side_of(triangle, e));
            }
        }
    }

    static constexpr std::uint8_t unknown = 0xFF;
    bool known(std::size_t triangle) const { return sides_[triangle] != unknown; }
    std::uint32_t side_of(std::size_t triangle, std::uint32_t corner) const
    {
        return (sides_[triangle] >> corner) & 1u;
    }
    /// The side with the smaller area.
    std::uint32_t inside() const { return area_mm2_[1] < area_mm2_[0] ? 1 : 0; }

private:
    void enter(std::uint32_t triangle, std::uint32_t corner, std::uint32_t side)
    {
        if (known(triangle)) {
            if (side_of(triangle, corner) != side)
                throw base::Error("The outline has no inside: it runs around a handle of the "
                                  "skin.");
            return;
        }
        std::uint8_t sides = 0;
        for (std::uint32_t i = 0; i < 3; ++i) {
            const std::uint32_t at = (corner + i) % 3;
            sides = std::uint8_t(sides | (side << at));
            side ^= std::uint32_t(line_.crossed.contains(edge_of(3 * triangle + at, surface_)));
        }
        sides_[triangle] = sides;
        front_.push_back(triangle);
        if (sides == 0 || sides == 7)
            area_mm2_[sides == 7] +=
                geometry::area_mm2(surface_.mesh, geometry::TriangleId(triangle));
    }

    const ClosedLine& line_;
    const geometry::Surface& surface_;
    std::vector<std::uint8_t> sides_;  // per triangle: a bit for each corner
    std::vector<std::uint32_t> front_;
    std::array<double, 2> area_mm2_{};
};

/// The vertices around the line, two edges deep: outside, only they are measured.
std::vector<std::uint32_t> rim_of(const ClosedLine& line, const geometry::Surface& surface)
{
    std::unordered_set<std::uint32_t> triangles(line.triangles.begin(), line.triangles.end());
    for (int ring = 0; ring < 2; ++ring) {
        const std::vector<std::uint32_t> now(triangles.begin(), triangles.end());
        for (const std::uint32_t t : now)
            for (int corner = 0; corner < 3; ++corner) {
                const geometry::VertexId vertex(surface.mesh.triangles[t][corner]);
                const auto around = surface.topology.triangles_at(vertex);
                triangles.insert(around.begin(), around.end());
            }
    }
    return {triangles.begin(), triangles.end()};
}

std::vector<std::int16_t>
signed_distances(const ClosedLine& line, const Sides& sides, const geometry::Surface& surface)
{
    std::vector<std::int16_t> values(surface.mesh.positions.size(), ZoneField::far_outside);
    const Polyline polyline(line.places);
    const auto measure = [&](std::uint32_t triangle, bool also_outside) {
        if (!sides.known(triangle)) return;
        for (std::uint32_t corner = 0; corner < 3; ++corner) {
            const std::uint32_t vertex = surface.mesh.triangles[triangle][int(corner)];
            const bool inside = sides.side_of(triangle, corner) == sides.inside();
            if (values[vertex] != ZoneField::far_outside || (!inside && !also_outside)) continue;
            const double mm = polyline.nearest_to(surface.mesh.positions[vertex]).distance_mm;
            values[vertex] = ZoneField::in_steps(inside ? -mm : mm);
        }
    };
    for (std::uint32_t t = 0; t < surface.mesh.triangles.size(); ++t)
        measure(t, false);
    for (const std::uint32_t t : rim_of(line, surface))
        measure(t, true);
    return values;
}

}  // namespace

PathPlace place_on_skin(glm::dvec3 p, const geometry::Surface& surface, const geometry::Bvh& bvh)
{
    return path_on_skin({&p, 1}, {"line", 1, usual_snap_limit_mm}, surface, bvh).front();
}

std::vector<PathPlace>
straight_on_skin(const PathPlace& a, const PathPlace& b, const geometry::Surface& surface)
{
    std::vector<PathPlace> places;
    for (const SurfacePoint& place : path_between(a, b, surface).places)
        places.push_back(place_of(place, surface));
    return places;
}

ZoneField
outline_field(const Outline& outline, const geometry::Surface& surface, const geometry::Bvh& bvh)
{
    if (outline.corners_mm.size() < 3)
        throw base::Error(fmt::format("An outline needs at least three corners, but one has {}.",
                                      outline.corners_mm.size()));
    std::vector<PathPlace> corners;
    for (const glm::dvec3 corner : outline.corners_mm)
        corners.push_back(place_on_skin(corner, surface, bvh));
    const ClosedLine line = closed_line(corners, surface);
    return ZoneField(signed_distances(line, Sides(line, surface), surface));
}

}  // namespace zones

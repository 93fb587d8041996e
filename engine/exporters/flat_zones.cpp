// SPDX-License-Identifier: MIT
#include "exporters/flat_zones.h"

#include "base/error.h"
#include "exporters/text.h"
#include "exporters/upright.h"
#include "geometry/flatten.h"
#include "geometry/skin_distance.h"
#include "zones/border_line.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace exporters {
namespace {

using geometry::SurfacePoint;
using geometry::Topology;
using geometry::TriangleId;
using Triangles = std::vector<TriangleId>;

SurfacePoint place_of(const session::MapPoint& point)
{
    return {TriangleId(point.triangle),
            glm::dvec3(point.weights) / double(geometry::Surface::weight_one)};
}

/// Triangles that join over edges, from one of them, where `is_in` says so.
template <typename Predicate>
Triangles
flood(const Topology& topology, std::uint32_t first, std::vector<bool>& seen, Predicate is_in)
{
    Triangles all{TriangleId(first)};
    seen[first] = true;
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t e = 0; e < 3; ++e) {
            const std::int32_t twin = topology.twin(3 * std::size_t(all[i].value) + e);
            if (twin == Topology::no_twin) continue;
            const auto next = std::uint32_t(twin / 3);
            if (seen[next] || !is_in(next)) continue;
            seen[next] = true;
            all.emplace_back(next);
        }
    return all;
}

double area_mm2(const geometry::Mesh& mesh, const Triangles& triangles)
{
    double area = 0;
    for (const TriangleId t : triangles)
        area += geometry::area_mm2(mesh, t);
    return area;
}

/// The scan's triangles that hold a zone, without small holes in it: no-go that is left out lies on
/// the same sheet.
class ZonePatch {
public:
    ZonePatch(const session::VerifiedSkin& skin, std::size_t zone)
        : skin_(skin)
        , is_in_(skin.scan.mesh.triangles.size())
    {
        for (std::size_t t = 0; t < skin.surface.mesh.triangles.size(); ++t)
            for (int i = 0; i < 3; ++i) {
                const geometry::VertexId v(skin.surface.mesh.triangles[t][i]);
                if (skin.fields[zone][v] <= 0) is_in_[skin.surface.source[t].value] = true;
            }
        for (const session::MapPoint& point : skin.map.points)
            if (point.zone == zone) is_in_[point.triangle] = true;
        fill_holes();
    }

    std::vector<Triangles> parts() const
    {
        std::vector<Triangles> all;
        std::vector<bool> seen(is_in_.size());
        for (std::uint32_t t = 0; t < is_in_.size(); ++t)
            if (is_in_[t] && !seen[t]) {
                all.push_back(
                    flood(skin_.topology, t, seen, [&](std::uint32_t n) { return is_in_[n]; }));
                std::ranges::sort(all.back(), {}, &TriangleId::value);
            }
        return all;
    }

private:
    void fill_holes()
    {
        double area = 0;
        for (std::uint32_t t = 0; t < is_in_.size(); ++t)
            if (is_in_[t]) area += geometry::area_mm2(skin_.scan.mesh, TriangleId(t));
        const std::vector<bool> before = is_in_;
        std::vector<bool> seen(is_in_.size());
        for (std::size_t h = 0; h < 3 * before.size(); ++h) {
            const std::int32_t twin = skin_.topology.twin(h);
            if (!before[h / 3] || twin == Topology::no_twin) continue;
            const auto beside = std::uint32_t(twin / 3);
            if (before[beside] || seen[beside]) continue;
            const Triangles hole =
                flood(skin_.topology, beside, seen, [&](std::uint32_t n) { return !before[n]; });
            if (area_mm2(skin_.scan.mesh, hole) > area) continue;
            for (const TriangleId t : hole)
                is_in_[t.value] = true;
        }
    }

    const session::VerifiedSkin& skin_;
    std::vector<bool> is_in_;
};

/// Each point with its nearest ones, each pair once.
Distortion distortion_of(const session::VerifiedSkin& skin, const FlatZone& flat)
{
    constexpr std::size_t neighbours = 6;
    const double reach_mm = 2.2 * std::max(1.0, skin.map.zones[flat.zone].spacing_mm);
    geometry::SkinDistance distance(skin.scan.mesh, skin.topology);
    struct Pair {
        double skin_mm = 0;
        std::size_t other = 0;
    };
    std::vector<double> percents;
    Distortion found;
    for (std::size_t i = 0; i < flat.points.size(); ++i) {
        distance.spread(place_of(*flat.points[i].point), reach_mm);
        std::vector<Pair> near;
        for (std::size_t k = 0; k < flat.points.size(); ++k) {
            if (k == i) continue;
            const double mm = distance.to(place_of(*flat.points[k].point));
            if (mm < reach_mm && mm > 0) near.push_back({mm, k});
        }
        std::ranges::sort(near, {}, [](const Pair& p) { return std::pair(p.skin_mm, p.other); });
        near.resize(std::min(near.size(), neighbours));
        for (const Pair& pair : near) {
            const double off_mm =
                std::abs(glm::distance(flat.points[i].place_mm, flat.points[pair.other].place_mm) -
                         pair.skin_mm);
            percents.push_back(100 * off_mm / pair.skin_mm);
            found.worst_mm = std::max(found.worst_mm, off_mm);
        }
    }
    found.pairs = percents.size();
    if (percents.empty()) return found;
    std::ranges::sort(percents);
    found.median_percent = percents[percents.size() / 2];
    found.worst_percent = percents.back();
    return found;
}

struct BodyDirection {
    glm::dvec3 upright;
    const char* words;
};
constexpr BodyDirection directions[] = {{{1, 0, 0}, "patient's left"},
                                        {{-1, 0, 0}, "patient's right"},
                                        {{0, 1, 0}, "up"},
                                        {{0, -1, 0}, "down"},
                                        {{0, 0, 1}, "front"},
                                        {{0, 0, -1}, "back"}};

class Laying {
public:
    explicit Laying(const session::VerifiedSkin& skin)
        : skin_(skin)
        , scan_axes_(glm::transpose(upright(skin.scan)))
    {
    }

    FlatZone laid(std::size_t zone, const Triangles& part) const
    {
        geometry::FlatPatch patch(skin_.scan.mesh, part);
        if (patch.share_turned_over() > 1e-3)
            throw base::Error("it folds over itself when it is laid flat");
        stand_up(patch);
        FlatZone flat;
        flat.zone = zone;
        for (const session::MapPoint* point : in_order(skin_.map))
            if (point->zone == zone && patch.has(TriangleId(point->triangle)))
                flat.points.push_back({point, patch.place(place_of(*point))});
        for (const zones::BorderLine& line : zones::border_lines(skin_.surface, skin_.fields[zone]))
            add_border(line, patch, flat);
        flat.distortion = distortion_of(skin_, flat);
        if (flat.distortion.worst_percent > most_distortion_percent)
            throw base::Error(fmt::format("between neighbouring points paper would be off by up to "
                                          "{:.0f} %",
                                          flat.distortion.worst_percent));
        flat.toward = {toward(patch, {1, 0}),
                       toward(patch, {-1, 0}),
                       toward(patch, {0, 1}),
                       toward(patch, {0, -1})};
        return flat;
    }

private:
    glm::dvec2 on(const geometry::FlatPatch& patch, glm::dvec3 upright_direction) const
    {
        return patch.direction(scan_axes_ * upright_direction);
    }

    /// Up is up; where the skin faces up itself, the front is below, as on a plan of a room.
    void stand_up(geometry::FlatPatch& patch) const
    {
        constexpr double clearly = 0.35;
        glm::dvec2 up = on(patch, {0, 1, 0});
        if (glm::length(up) < clearly) up = on(patch, {0, 0, -1});
        patch.turn(std::numbers::pi / 2 - std::atan2(up.y, up.x));
    }

    std::string toward(const geometry::FlatPatch& patch, glm::dvec2 page) const
    {
        const BodyDirection* best = nullptr;
        double most = 0.5;
        for (const BodyDirection& one : directions)
            if (const double along = glm::dot(on(patch, one.upright), page); along > most) {
                most = along;
                best = &one;
            }
        return best ? best->words : "";
    }

    void add_border(const zones::BorderLine& line,
                    const geometry::FlatPatch& patch,
                    FlatZone& flat) const
    {
        FlatLine laid{{}, line.is_closed};
        for (const SurfacePoint& p : line.places) {
            const SurfacePoint there = geometry::on_scan(skin_.surface, p);
            if (!patch.has(there.triangle)) return;  // it is another part's
            laid.places_mm.push_back(patch.place(there));
        }
        flat.border.push_back(std::move(laid));
    }

    const session::VerifiedSkin& skin_;
    glm::dmat3 scan_axes_;  // from upright ones
};

}  // namespace

FlatZones flat_zones(const session::VerifiedSkin& skin)
{
    const Laying laying(skin);
    FlatZones all;
    for (std::size_t zone = 0; zone < skin.map.zones.size(); ++zone) {
        std::vector<FlatZone> parts;
        try {
            for (const Triangles& part : ZonePatch(skin, zone).parts())
                if (FlatZone flat = laying.laid(zone, part); !flat.points.empty())
                    parts.push_back(std::move(flat));
        } catch (const base::Error& error) {
            all.not_flat.push_back(fmt::format("Zone \"{}\" has no stencil: {}. Split it into "
                                               "smaller zones.",
                                               skin.map.zones[zone].name,
                                               error.what()));
            continue;
        }
        for (std::size_t i = 0; i < parts.size(); ++i) {
            parts[i].part = int(i) + 1;
            parts[i].parts = int(parts.size());
            all.zones.push_back(std::move(parts[i]));
        }
    }
    return all;
}

}  // namespace exporters

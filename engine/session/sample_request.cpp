// SPDX-License-Identifier: MIT
#include "session/sample_request.h"

#include "base/error.h"
#include "session/case.h"
#include "zones/path_on_skin.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>
#include <glm/vector_relational.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <utility>

namespace session {
namespace {

using geometry::SurfacePoint;
using geometry::VertexId;

constexpr double depth_of(std::int16_t field)
{
    return -double(field) / zones::ZoneField::steps_per_mm;
}

/// One zone on its skin.
class ZoneOnSkin {
public:
    ZoneOnSkin(const sampling::Skin& skin, const geometry::Bvh& bvh, const PlanZone& zone)
        : surface_(skin.surface())
        , bvh_(bvh)
        , zone_(zone)
        , wish_(zone.settings.arrangement)
    {
    }

    sampling::Pattern pattern() const
    {
        const PatternWish& pattern = wish_.pattern;
        if (wish_.amount) return sampling::FixedNumber{number()};
        switch (pattern.kind) {
        case PatternKind::blue_noise:
            return sampling::BlueNoise{};
        case PatternKind::even:
            return sampling::Even{};
        case PatternKind::rows:
            return sampling::Rows{pattern.drawn_mm.empty() ? straight_guide()
                                                           : drawn(pattern.drawn_mm),
                                  pattern.row_spacing_mm.value()};
        case PatternKind::line:
            break;
        }
        return sampling::AlongLine{drawn(pattern.drawn_mm)};
    }

    SurfacePoint pinned(glm::dvec3 place) const
    {
        const auto hit = bvh_.nearest(place, zones::usual_snap_limit_mm);
        if (!hit)
            refuse(fmt::format("the pinned point {} is more than {:g} mm off the skin",
                               text_of(place),
                               zones::usual_snap_limit_mm));
        const double outside_mm = zones::value_mm(surface_, *zone_.field, hit->place);
        if (outside_mm > 0)
            refuse(fmt::format(
                "the pinned point {} lies {:.1f} mm outside the zone", text_of(place), outside_mm));
        return geometry::on_scan(surface_, hit->place);
    }

private:
    static std::string text_of(glm::dvec3 p)
    {
        return fmt::format("({:.1f}, {:.1f}, {:.1f})", p.x, p.y, p.z);
    }

    [[noreturn]] void refuse(const std::string& sentence) const
    {
        throw base::Error(fmt::format("Zone \"{}\": {}.", zone_.settings.name, sentence));
    }

    std::uint32_t number() const
    {
        const double wished = wished_points(zone_.settings, zone_.area_mm2);
        if (wished < 1)
            refuse(fmt::format("its {:.2f} cm2 ask for less than one point", zone_.area_mm2 / 100));
        // Discs of half the spacing fill at most pi / sqrt(12) of the plane, and stand out of the
        // zone by at most their radius: twice the zone's area is more than they can ever have.
        const double disc_mm2 = std::numbers::pi / 4 * min_spacing_mm * min_spacing_mm;
        const double most = std::floor(2 * zone_.area_mm2 / disc_mm2) + 1;
        if (wished > std::min(most, most_points))
            refuse(fmt::format(
                "{:.0f} points do not fit on its {:.2f} cm2", wished, zone_.area_mm2 / 100));
        return static_cast<std::uint32_t>(wished);
    }

    std::vector<SurfacePoint> drawn(const std::vector<glm::dvec3>& path_mm) const
    {
        try {
            return on_scan(zones::path_on_skin(
                path_mm, {"drawn line", 1, zones::usual_snap_limit_mm}, surface_, bvh_));
        } catch (const base::Error& problem) {
            throw base::Error(fmt::format("Zone \"{}\": {}", zone_.settings.name, problem.what()));
        }
    }

    std::vector<SurfacePoint> on_scan(const std::vector<zones::PathPlace>& path) const
    {
        std::vector<SurfacePoint> places;
        for (const zones::PathPlace& place : path)
            places.push_back(geometry::on_scan(surface_, place.on_surface));
        return places;
    }

    // --- A guide along a direction: straight on through the middle of the zone. ---

    std::vector<SurfacePoint> straight_guide() const
    {
        const glm::dvec3 middle = position_of(innermost());
        const glm::dvec3 direction = wish_.pattern.direction.value_or(longest_side(middle));
        const auto start = bvh_.nearest(middle, 1);
        base::check(start.has_value(), "a vertex lies on its surface");
        std::vector<SurfacePoint> guide = walk(start->place, -direction);
        std::ranges::reverse(guide);
        guide.push_back(geometry::on_scan(surface_, start->place));
        std::ranges::copy(walk(start->place, direction), std::back_inserter(guide));
        if (guide.size() < 2)
            refuse("its rows have no way to run: the direction points into the skin");
        return guide;
    }

    glm::dvec3 position_of(std::size_t vertex) const { return surface_.mesh.positions[vertex]; }

    /// The vertex that is farthest from the border.
    std::size_t innermost() const
    {
        const auto values = zone_.field->values();
        return std::size_t(std::ranges::min_element(values) - values.begin());
    }

    glm::dvec3 longest_side(glm::dvec3 middle) const
    {
        const auto values = zone_.field->values();
        glm::dvec3 longest(0);
        for (std::size_t v = 0; v < values.size(); ++v) {
            if (values[v] >= 0) continue;
            const glm::dvec3 reach = position_of(v) - middle;
            if (glm::length(reach) > glm::length(longest)) longest = reach;
        }
        return longest / std::max(glm::length(longest), 1e-9);
    }

    geometry::Box box() const
    {
        constexpr double margin_mm = 5;
        geometry::Box box;
        const auto values = zone_.field->values();
        for (std::size_t v = 0; v < values.size(); ++v)
            if (values[v] < 0) box.include(position_of(v));
        box.include(box.low - margin_mm);
        box.include(box.high + margin_mm);
        return box;
    }

    glm::dvec3 normal_at(const SurfacePoint& place) const
    {
        const glm::uvec3 v = surface_.mesh.triangles[place.triangle.value];
        return glm::normalize(place.weights.x * glm::dvec3(surface_.normals[v.x]) +
                              place.weights.y * glm::dvec3(surface_.normals[v.y]) +
                              place.weights.z * glm::dvec3(surface_.normals[v.z]));
    }

    /// Steps along the skin in this direction until the zone's box ends, the skin ends, or it turns
    /// so that the direction points into it.
    std::vector<SurfacePoint> walk(SurfacePoint at, glm::dvec3 direction) const
    {
        constexpr double step_mm = 1, least_slope = 0.2;
        const geometry::Box around = box();
        std::vector<SurfacePoint> way;
        while (true) {
            const glm::dvec3 here = geometry::position(surface_.mesh, at);
            const glm::dvec3 normal = normal_at(at);
            const glm::dvec3 along = direction - glm::dot(direction, normal) * normal;
            if (glm::length(along) < least_slope) return way;
            const auto next = bvh_.nearest(here + step_mm * glm::normalize(along), step_mm / 2);
            if (!next || glm::dot(normal_at(next->place), normal) <= 0) return way;
            const glm::dvec3 there = geometry::position(surface_.mesh, next->place);
            const bool inside = glm::all(glm::greaterThan(there, around.low)) &&
                                glm::all(glm::lessThan(there, around.high));
            if (!inside || glm::dot(there - here, direction) < 0.05 * step_mm) return way;
            way.push_back(geometry::on_scan(surface_, next->place));
            at = next->place;
        }
    }

    const geometry::Surface& surface_;
    const geometry::Bvh& bvh_;
    const PlanZone& zone_;
    const Arrangement& wish_;
};

}  // namespace

double looked_for_mm(const PlanZone& zone)
{
    if (!zone.settings.arrangement.amount) return zone.settings.spacing_mm;
    return expected_spacing_mm(wished_points(zone.settings, zone.area_mm2), zone.area_mm2);
}

std::vector<float> spacing_per_vertex(const MapZone& zone, const zones::ZoneField& field)
{
    const auto& [at_border_mm, blend_mm] = zone.arrangement.at_border.value();
    std::vector<float> spacings;
    spacings.reserve(field.values().size());
    for (const std::int16_t value : field.values()) {
        const double share = std::clamp(depth_of(value) / blend_mm, 0.0, 1.0);
        spacings.push_back(float(at_border_mm + share * (zone.spacing_mm - at_border_mm)));
    }
    return spacings;
}

ZonesToSample to_sample(const sampling::Skin& skin,
                        const geometry::Bvh& bvh,
                        std::span<const PlanZone> zones,
                        std::uint32_t seed)
{
    ZonesToSample all;
    all.request.skin = &skin;
    all.request.seed = seed;
    all.spacings.resize(zones.size());
    for (std::size_t z = 0; z < zones.size(); ++z) {
        const ZoneOnSkin zone(skin, bvh, zones[z]);
        const Arrangement& wish = zones[z].settings.arrangement;
        sampling::Pattern pattern = zone.pattern();
        if (wish.at_border)
            all.spacings[z] = spacing_per_vertex(zones[z].settings, *zones[z].field);
        all.request.zones.push_back({zones[z].field,
                                     looked_for_mm(zones[z]),
                                     all.spacings[z],
                                     wish.border.inset_mm.value_or(0),
                                     std::move(pattern)});
        for (const glm::dvec3 place : wish.pinned_mm)
            all.request.pinned.push_back({std::uint32_t(z), zone.pinned(place)});
    }
    return all;
}

}  // namespace session

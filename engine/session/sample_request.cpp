// SPDX-License-Identifier: MIT
#include "session/sample_request.h"

#include "base/error.h"
#include "sampling/rows.h"
#include "session/case.h"
#include "zones/path_on_skin.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

namespace session {
namespace {

using geometry::SurfacePoint;

constexpr double depth_of(std::int16_t field)
{
    return -double(field) / zones::ZoneField::steps_per_mm;
}

/// One zone on its skin.
class ZoneOnSkin {
public:
    ZoneOnSkin(const sampling::Skin& skin, const geometry::Bvh& bvh, const PlanZone& zone)
        : skin_(skin)
        , surface_(skin.surface())
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

    // --- A guide along a direction, where none is drawn. ---

    std::vector<SurfacePoint> straight_guide() const
    {
        try {
            return moved_by_phase(sampling::guide_through(
                skin_, *zone_.field, wish_.pattern.direction.value_or(longest_side())));
        } catch (const base::Error& problem) {
            throw base::Error(fmt::format("Zone \"{}\": {}", zone_.settings.name, problem.what()));
        }
    }

    /// Rows start from the middle of their guide, so a guide that begins one step later moves the
    /// points along by half a step.
    std::vector<SurfacePoint> moved_by_phase(const std::vector<SurfacePoint>& guide) const
    {
        const auto [along, across] = zone_.phase;
        if (along == 0 && across == 0) return guide;
        std::vector<glm::dvec3> path;
        for (const SurfacePoint& place : guide)
            path.push_back(
                geometry::position(surface_.mesh, geometry::on_surface(surface_, place)));
        const double step_mm = zone_.settings.spacing_mm;
        const double length_mm = glm::distance(path.front(), path.back());
        if (length_mm > 4 * step_mm)
            while (path.size() > 2 &&
                   glm::distance(path.back(), path[1]) > length_mm - 2 * along * step_mm)
                path.erase(path.begin());
        const auto middle = bvh_.nearest(path[path.size() / 2], zones::usual_snap_limit_mm);
        const auto [a, b, c] = surface_.mesh.corners(middle->place.triangle);
        const glm::dvec3 aside =
            glm::normalize(glm::cross(glm::cross(b - a, c - a), path.back() - path.front()));
        for (glm::dvec3& place : path)
            place += across * wish_.pattern.row_spacing_mm.value() * aside;
        return drawn(path);
    }

    /// From the middle of the zone to its farthest vertex.
    glm::dvec3 longest_side() const
    {
        const auto values = zone_.field->values();
        const auto middle = std::size_t(std::ranges::min_element(values) - values.begin());
        glm::dvec3 longest(0);
        for (std::size_t v = 0; v < values.size(); ++v) {
            if (values[v] >= 0) continue;
            const glm::dvec3 reach = position_of(v) - position_of(middle);
            if (glm::length(reach) > glm::length(longest)) longest = reach;
        }
        return longest;
    }

    glm::dvec3 position_of(std::size_t vertex) const { return surface_.mesh.positions[vertex]; }

    const sampling::Skin& skin_;
    const geometry::Surface& surface_;
    const geometry::Bvh& bvh_;
    const PlanZone& zone_;
    const Arrangement& wish_;
};

sampling::Border border_of(const Arrangement& wish)
{
    return wish.border.rule == BorderRule::rim_first ? sampling::Border::rim_first
                                                     : sampling::Border::natural;
}

std::optional<sampling::MirrorPlane> mirror_of(const Arrangement& wish)
{
    if (!wish.mirror) return std::nullopt;
    return sampling::MirrorPlane{
        wish.mirror->point_mm, glm::normalize(wish.mirror->normal), mirror_tolerance_mm};
}

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
                                     std::move(pattern),
                                     border_of(wish),
                                     mirror_of(wish)});
        for (const glm::dvec3 place : wish.pinned_mm)
            all.request.pinned.push_back({std::uint32_t(z), zone.pinned(place)});
    }
    return all;
}

}  // namespace session

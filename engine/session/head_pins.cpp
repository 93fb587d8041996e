// SPDX-License-Identifier: MIT
#include "session/head_pins.h"

#include "session/case.h"
#include "session/needle_pose.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace session {
namespace {

// A hand presses the head to the skin; less than this is not seen. From memory.
constexpr double depth_slack_mm = 0.1;
constexpr double border_slack_mm = 0.05;  // of the plane against the skin
constexpr const char* source = "F9; F13; M";

struct PinCount {
    int pins = 0;
    int outside = 0;          // of the zone, or on something forbidden
    int deeper = 0;           // than its own place allows
    double most_over_mm = 0;  // of those
};

/// Where the pin meets the zone; nothing outside of it, or on something forbidden.
std::optional<geometry::SurfacePoint> met_by(glm::dvec3 pin,
                                             const zones::ZoneField& field,
                                             const geometry::Surface& surface,
                                             const geometry::Bvh& bvh)
{
    const auto hit = bvh.nearest(pin, 10);
    if (!hit || zones::value_mm(surface, field, hit->place) > border_slack_mm) return std::nullopt;
    return hit->place;
}

void count(glm::dvec3 pin,
           const MapPoint& point,
           const MapZone& zone,
           const zones::ZoneField& field,
           const geometry::Surface& surface,
           const geometry::Bvh& bvh,
           StructureRules& structures,
           PinCount& all)
{
    ++all.pins;
    const auto place = met_by(pin, field, surface, bvh);
    if (!place) {
        ++all.outside;
        return;
    }
    const double skin_above_mm =
        glm::dot(geometry::position(surface.mesh, *place) - pin, point.normal);
    const double over_mm = point.depth_mm + skin_above_mm - structures.depth_mm(*place, zone);
    if (over_mm <= depth_slack_mm) return;
    ++all.deeper;
    all.most_over_mm = std::max(all.most_over_mm, over_mm);
}

}  // namespace

std::vector<glm::dvec3> pin_places(const MapPoint& point, const clinic::MultiHead& head)
{
    // The axis that needles are tilted along, and the one across it.
    const glm::dvec3 up = glm::normalize(point.normal);
    const glm::dvec3 into = needle_direction(up, 45);
    const glm::dvec3 along = glm::normalize(into - glm::dot(into, up) * up);
    const glm::dvec3 across = glm::cross(up, along);
    const double turn = head.rotation_deg * (std::numbers::pi / 180);
    std::vector<glm::dvec3> places;
    for (const clinic::Pin& pin : clinic::pins_of(head)) {
        const double x = std::cos(turn) * pin.x_mm - std::sin(turn) * pin.y_mm;
        const double y = std::sin(turn) * pin.x_mm + std::cos(turn) * pin.y_mm;
        places.push_back(point.position_mm + x * along + y * across);
    }
    return places;
}

bool sticks_out(const MapPoint& point,
                const clinic::MultiHead& head,
                const zones::ZoneField& field,
                const geometry::Surface& surface,
                const geometry::Bvh& bvh)
{
    return !std::ranges::all_of(pin_places(point, head), [&](glm::dvec3 pin) {
        return met_by(pin, field, surface, bvh).has_value();
    });
}

std::vector<Check> head_checks_of(const MapZone& zone,
                                  std::uint32_t zone_index,
                                  std::span<const MapPoint> points,
                                  const zones::ZoneField& field,
                                  const geometry::Surface& surface,
                                  const geometry::Bvh& bvh,
                                  StructureRules& structures)
{
    if (!zone.aim.head) return {};
    PinCount all;
    for (const MapPoint& point : points)
        if (point.zone == zone_index)
            for (const glm::dvec3 pin : pin_places(point, *zone.aim.head))
                count(pin, point, zone, field, surface, bvh, structures, all);
    const double least_mm = clinic::least_spacing_mm(*zone.aim.head);
    const double spacing_mm = least_spacing_mm(zone);
    const std::string described = clinic::describe_source(source);
    return {
        {"head.pins",
         zone.name,
         all.outside == 0 ? CheckResult::pass : CheckResult::fail,
         double(all.outside),
         0,
         "pins",
         fmt::format("Zone \"{}\": {} of {} pins lie outside the zone or where no point may be.",
                     zone.name,
                     all.outside,
                     all.pins),
         described},
        {"head.depth",
         zone.name,
         all.deeper == 0 ? CheckResult::pass : CheckResult::warn,
         in_map_steps(all.most_over_mm),
         depth_slack_mm,
         "mm",
         fmt::format("Zone \"{}\": {} of {} pins go deeper than their place asks for, as the "
                     "skin is not flat; the most by {:.2f} mm.",
                     zone.name,
                     all.deeper,
                     all.pins,
                     all.most_over_mm),
         described},
        {"head.spacing.min",
         zone.name,
         spacing_mm >= least_mm - 1e-4 ? CheckResult::pass : CheckResult::warn,
         in_map_steps(spacing_mm),
         in_map_steps(least_mm),
         "mm",
         fmt::format("Zone \"{}\": heads are {:g} mm apart; from {:g} mm on no two pins of "
                     "different heads are nearer than a pitch.",
                     zone.name,
                     spacing_mm,
                     in_map_steps(least_mm)),
         described}};
}

}  // namespace session

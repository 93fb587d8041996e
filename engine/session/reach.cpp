// SPDX-License-Identifier: MIT
#include "session/reach.h"

#include "clinic/heads.h"
#include "clinic/techniques.h"
#include "geometry/frustum.h"
#include "session/needle_pose.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace session {
namespace {

constexpr double angle_step_deg = 5, azimuth_step_deg = 15;
constexpr double needle_radius_mm = 0.2;  // 27 gauge; thinner ones pass where it does

struct Part {
    const char* name;
    geometry::Frustum frustum;
};

/// The radius less what the skin gives.
double stiff(double radius_mm)
{
    return std::max(radius_mm - skin_gives_mm, 0.05);
}

/// Between the skin and the hub; the skin gives way to the first of it.
double free_needle_mm(const MapZone& zone, double inserted_mm)
{
    return std::max(0.0, zone.needle_length_mm.value_or(0) - inserted_mm);
}

/// From the skin outward, along the needle.
std::array<Part, 3> parts_of(const clinic::Injector& injector,
                             const MapZone& zone,
                             glm::dvec3 skin_mm,
                             const Hold& hold)
{
    const glm::dvec3 out = -hold.direction;
    const double rise = std::sin(hold.angle_deg * (std::numbers::pi / 180));
    const double given_mm = skin_gives_mm / rise;  // along the needle
    const double hub_at_mm = std::max(free_needle_mm(zone, hold.inserted_mm), given_mm);
    const double head_at_mm = hub_at_mm + injector.hub_mm;
    const double pins_mm = zone.aim.head ? clinic::radius_mm(*zone.aim.head) : 0;
    const double front_mm = stiff(std::max(injector.hub_front_radius_mm, pins_mm));
    const double back_mm = stiff(std::max(injector.hub_radius_mm, pins_mm));
    const double head_mm = stiff(std::max(injector.head_radius_mm, pins_mm));
    const double needle_mm = stiff(needle_radius_mm);
    const auto part = [&](const char* name, double from, double to, double front, double back) {
        return Part{name, {skin_mm + out * from, out, std::max(to - from, 1e-6), front, back}};
    };
    return {part("needle", given_mm, hub_at_mm, needle_mm, needle_mm),
            part("hub", hub_at_mm, head_at_mm, front_mm, back_mm),
            part("head",
                 head_at_mm,
                 head_at_mm + injector.head_mm + injector.standoff_mm,
                 head_mm,
                 head_mm)};
}

/// All that the technique allows and the needle is long enough for, the nearest to the point's own
/// first.
std::vector<Hold> holds_of(const MapPoint& point, const MapZone& zone)
{
    const clinic::Technique& technique = clinic::technique(zone.technique);
    const double least_deg = technique.angle_min_deg.value,
                 most_deg = technique.angle_max_deg.value;
    const glm::dvec3 normal = glm::normalize(point.normal);
    std::vector<Hold> holds;
    const auto add = [&](double angle_deg, double azimuth_deg) {
        const double inserted = inserted_mm(point.depth_mm, angle_deg);
        if (zone.needle_length_mm && inserted > *zone.needle_length_mm) return;
        holds.push_back(
            {angle_deg, azimuth_deg, turned_direction(normal, angle_deg, azimuth_deg), inserted});
    };
    for (double angle = most_deg; angle > least_deg - angle_step_deg; angle -= angle_step_deg)
        for (double azimuth = 0; azimuth < 360; azimuth += azimuth_step_deg) {
            add(std::max(angle, least_deg), azimuth);
            if (angle == 90) break;
        }
    std::ranges::stable_sort(holds, std::ranges::greater(), [&](const Hold& hold) {
        return glm::dot(hold.direction, point.direction);
    });
    return holds;
}

}  // namespace

glm::dvec3 turned_direction(glm::dvec3 normal, double angle_deg, double azimuth_deg)
{
    const glm::dvec3 tilted = needle_direction(normal, angle_deg);
    const double turn = azimuth_deg * (std::numbers::pi / 180);
    const glm::dvec3 along = glm::dot(tilted, normal) * normal, aside = tilted - along;
    return along + std::cos(turn) * aside + std::sin(turn) * glm::cross(normal, aside);
}

Reach::Reach(const geometry::Mesh& skin, const geometry::Bvh& bvh, const clinic::Injector& injector)
    : skin_(skin)
    , bvh_(bvh)
    , injector_(injector)
{
}

std::optional<Touch>
Reach::touch(const MapPoint& point, const MapZone& zone, const Hold& hold) const
{
    for (const Part& part : parts_of(injector_, zone, point.position_mm, hold))
        if (const auto place = geometry::place_inside(part.frustum, skin_, bvh_))
            return Touch{part.name, *place};
    return std::nullopt;
}

std::optional<Touch> Reach::touch(const MapPoint& point, const MapZone& zone) const
{
    return touch(
        point, zone, {point.angle_deg, 0, glm::normalize(point.direction), point.inserted_mm});
}

std::optional<Hold> Reach::other_hold(const MapPoint& point, const MapZone& zone) const
{
    for (const Hold& hold : holds_of(point, zone))
        if (!touch(point, zone, hold)) return hold;
    return std::nullopt;
}

}  // namespace session

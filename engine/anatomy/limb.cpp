// SPDX-License-Identifier: MIT
#include "anatomy/limb.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace anatomy {
namespace {

constexpr double thickest_mm = 300;  // from one side of a limb to the other

/// Skin found from the inside, all around the axis.
std::vector<glm::dvec3> ring_around(const SkinView& skin, glm::dvec3 inside, glm::dvec3 axis)
{
    constexpr int rays = 24;
    const glm::dvec3 aside = std::abs(axis.x) < 0.8 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 1, 0);
    const glm::dvec3 u = glm::normalize(glm::cross(axis, aside)), v = glm::cross(axis, u);
    std::vector<glm::dvec3> ring;
    for (int i = 0; i < rays; ++i) {
        const double angle = 2 * std::numbers::pi * i / rays;
        const auto hit = skin.bvh.cast({inside, std::cos(angle) * u + std::sin(angle) * v});
        if (hit && hit->distance_mm < thickest_mm)
            ring.push_back(geometry::position(skin.mesh, hit->place));
    }
    return ring.size() >= rays * 2 / 3 ? ring : std::vector<glm::dvec3>{};
}

/// Without what lies far out: where two limbs touch, a ray runs through into the other one.
CrossSection section_of(std::vector<glm::dvec3> ring, glm::dvec3 inside)
{
    constexpr double farthest = 1.7;  // of the median distance
    const auto off = [inside](glm::dvec3 p) { return glm::distance(p, inside); };
    std::ranges::sort(ring, {}, off);
    const double most_mm = farthest * off(ring[ring.size() / 2]);
    std::erase_if(ring, [&](glm::dvec3 p) { return off(p) > most_mm; });
    CrossSection section;
    for (const glm::dvec3 p : ring)
        section.middle += p / double(ring.size());
    for (const glm::dvec3 p : ring)
        section.radius_mm += glm::distance(p, section.middle) / double(ring.size());
    return section;
}

glm::dvec3 across(glm::dvec3 v, glm::dvec3 axis)
{
    return v - glm::dot(v, axis) * axis;
}

}  // namespace

CrossSection section_below(const SkinView& skin,
                           glm::dvec3 on_skin,
                           glm::dvec3 inward,
                           glm::dvec3 axis,
                           double usual_radius_mm)
{
    constexpr double below_skin_mm = 1;
    axis = glm::normalize(axis);
    inward = glm::normalize(across(inward, axis));
    const auto far_side = skin.bvh.cast({on_skin + below_skin_mm * inward, inward});
    const bool closed = far_side && far_side->distance_mm < thickest_mm;
    const glm::dvec3 inside =
        on_skin + (closed ? 0.5 * far_side->distance_mm : usual_radius_mm) * inward;
    if (!closed) return {inside, usual_radius_mm};
    return section_around(skin, inside, axis, usual_radius_mm);
}

CrossSection
section_around(const SkinView& skin, glm::dvec3 inside, glm::dvec3 axis, double usual_radius_mm)
{
    CrossSection section{inside, usual_radius_mm};
    axis = glm::normalize(axis);
    for (int round = 0; round < 2; ++round)
        if (std::vector<glm::dvec3> ring = ring_around(skin, section.middle, axis); !ring.empty())
            section = section_of(std::move(ring), section.middle);
    return section;
}

Limb::Limb(Side side, std::vector<Station> stations, double end_mm)
    : side_(side)
    , stations_(std::move(stations))
    , end_mm_(end_mm)
{
}

LimbPlace Limb::at(glm::dvec3 place, glm::dvec3 normal) const
{
    LimbPlace nearest;
    nearest.off = std::numeric_limits<double>::infinity();
    nearest.end_off = glm::distance(place, stations_.back().section.middle) / end_mm_;
    double share_before = 0;
    for (std::size_t i = 0; i + 1 < stations_.size(); ++i) {
        const Station &before = stations_[i], &after = stations_[i + 1];
        const glm::dvec3 way = after.section.middle - before.section.middle;
        const double share = glm::dot(place - before.section.middle, way) / glm::dot(way, way);
        // The piece before holds it, except around a bend.
        const bool is_before = share < 0 && share_before <= 1;
        share_before = share;
        if (is_before) continue;
        // The hand goes on where the forearm ends.
        const bool is_beyond = share > 1 && i + 2 == stations_.size();
        const double t = std::clamp(share, 0.0, 1.0), passed = is_beyond ? share : t;
        const glm::dvec3 from = place - (before.section.middle + passed * way);
        const double off =
            glm::length(from) / glm::mix(before.section.radius_mm, after.section.radius_mm, t);
        if (off >= nearest.off) continue;
        const glm::dvec3 axis = glm::normalize(way);
        const glm::dvec3 front =
            glm::normalize(across(glm::mix(before.front, after.front, t), axis));
        const glm::dvec3 outward =
            side_ == Side::left ? glm::cross(front, axis) : glm::cross(axis, front);
        const glm::dvec3 faced = is_beyond ? normal : from;
        nearest.off = off;
        nearest.along = glm::mix(before.along, after.along, passed);
        nearest.around_deg =
            std::atan2(glm::dot(faced, outward), glm::dot(faced, front)) * (180 / std::numbers::pi);
        nearest.faces_away = glm::dot(from, normal) > 0;
    }
    return nearest;
}

}  // namespace anatomy

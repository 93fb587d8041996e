// SPDX-License-Identifier: MIT
#include "session/depth_aims.h"

#include "base/error.h"
#include "session/session_map.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>
#include <glm/vec2.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace session {
namespace {

// Regions blend over so far to each side of a border: about the width of a fold. From memory.
constexpr double blend_mm = 8;
constexpr double surely = 1.0 / 1024;  // of the way to a sample
// Over the width of the blend a ceiling rises from a stricter region's own to so many times that.
constexpr double ceiling_rises = 4;

/// The unit disc, evenly (Vogel 1979, "A better way to construct the sunflower head"). A border
/// that moves over it meets one sample after the other, so that shares never jump.
std::span<const glm::dvec2> disc_of_samples()
{
    constexpr int samples = 160;
    static const auto all = [] {
        std::vector<glm::dvec2> made;
        const double golden_angle = std::numbers::pi * (3 - std::sqrt(5.0));
        for (int i = 0; i < samples; ++i) {
            const double radius = std::sqrt((i + 0.5) / samples);
            made.push_back(radius *
                           glm::dvec2(std::cos(golden_angle * i), std::sin(golden_angle * i)));
        }
        return made;
    }();
    return all;
}

clinic::SkinOwner owner_in(const ClinicFacts& facts)
{
    return facts.patient ? facts.patient->skin() : clinic::SkinOwner{};
}

void lower(std::optional<clinic::DepthCeiling>& ceiling,
           const std::optional<clinic::DepthCeiling>& other)
{
    if (other && (!ceiling || other->max_mm < ceiling->max_mm)) ceiling = other;
}

}  // namespace

/// The regions in a disc around the place, those near its middle with the most weight.
std::vector<DepthAims::Near> DepthAims::regions_near(const PlaceOnSkin& at) const
{
    std::vector<Near> found;
    const glm::dvec3 aside =
        std::abs(at.normal.x) < 0.8 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 1, 0);
    const glm::dvec3 u = glm::normalize(glm::cross(at.normal, aside));
    const glm::dvec3 v = glm::cross(at.normal, u);
    const auto region_at = [&](glm::dvec2 off) {
        return clinic::skin_of_region(
            regions_->at(at.place + off.x * u + off.y * v, at.normal).name);
    };
    const auto is_of = [](const Near& one, const clinic::RegionSkin* skin) {
        return skin && one.skin == skin->skin && (one.area ? one.area->id : "") == skin->area;
    };
    /// How far off a region begins on the way to a place in it: halved until it is sure.
    const auto begins = [&](const Near& one, glm::dvec2 inside) {
        double outer = 1, inner = 0;
        while (outer - inner > surely)
            (is_of(one, region_at(0.5 * (inner + outer) * inside)) ? outer : inner) =
                0.5 * (inner + outer);
        return outer * glm::length(inside) / blend_mm;
    };
    const auto add = [&](glm::dvec2 off) {
        const clinic::RegionSkin* skin = region_at(off);
        if (!skin) return;
        const double away = glm::length(off) / blend_mm;
        auto known = std::ranges::find_if(found, [&](const Near& one) { return is_of(one, skin); });
        if (known == found.end()) {
            const clinic::Area* area = skin->area.empty() ? nullptr : &clinic::area(skin->area);
            known = found.insert(found.end(), {skin->skin, area, 0, away});
        }
        known->share += 1 - away * away;
        if (known->away == 0) return;
        // It begins nearer than is known only if it is there at that distance already.
        const glm::dvec2 inside = known->away < away ? (known->away / away) * off : off;
        if (is_of(*known, region_at(inside))) known->away = begins(*known, inside);
    };
    add({0, 0});
    if (found.empty()) return found;  // no region with skin of its own
    for (const glm::dvec2 off : disc_of_samples())
        add(blend_mm * off);
    double sum = 0;
    for (const Near& one : found)
        sum += one.share;
    for (Near& one : found)
        one.share /= sum;
    return found;
}

std::vector<DepthAims::Near> DepthAims::near(const PlaceOnSkin& place, const MapZone& zone) const
{
    if (regions_)
        if (std::vector<Near> found = regions_near(place); !found.empty()) return found;
    if (zone.aim.area) {
        const clinic::Area& area = clinic::area(*zone.aim.area);
        return {{area.skin, &area, 1, 0}};
    }
    if (const clinic::SkinLayers* layers = clinic::skin_layers_named_in(zone.name))
        return {{layers->region, nullptr, 1, 0}};
    return {};
}

std::optional<clinic::Thickness> DepthAims::skin_at(const PlaceOnSkin& place,
                                                    const MapZone& zone) const
{
    std::vector<clinic::SkinShare> shares;
    for (const Near& one : near(place, zone))
        shares.push_back({one.skin, one.share});
    if (shares.empty()) return std::nullopt;
    return clinic::blended(shares, owner_in(facts_));
}

std::optional<clinic::LayerDepth> DepthAims::layer_at(const PlaceOnSkin& place,
                                                      const MapZone& zone) const
{
    const auto skin = skin_at(place, zone);
    if (!skin || !zone.aim.layer) return std::nullopt;
    return clinic::depth_of(clinic::target_layer(*zone.aim.layer), *skin);
}

/// A region's own ceiling holds inside it and rises away from it, so that it ends in no step.
std::optional<clinic::DepthCeiling> DepthAims::ceiling_at(const PlaceOnSkin& place,
                                                          const MapZone& zone) const
{
    const clinic::Technique& technique = clinic::technique(zone.technique);
    const clinic::SkinOwner owner = owner_in(facts_);
    std::optional<clinic::DepthCeiling> ceiling;
    for (const Near& one : near(place, zone)) {
        auto own = clinic::depth_ceiling(
            technique, one.area, one.skin, clinic::thickness_of(one.skin, owner));
        if (!own) continue;
        own->max_mm *= std::pow(ceiling_rises, one.away);
        lower(ceiling, own);
    }
    if (zone.aim.area) {
        const clinic::Area& area = clinic::area(*zone.aim.area);
        lower(ceiling,
              clinic::depth_ceiling(
                  technique, &area, area.skin, clinic::thickness_of(area.skin, owner)));
    }
    if (facts_.device && facts_.device->depth_stop_mm)
        lower(ceiling, clinic::DepthCeiling{*facts_.device->depth_stop_mm, "device", "M"});
    return ceiling;
}

double DepthAims::depth_mm(const PlaceOnSkin& place, const MapZone& zone) const
{
    double depth = zone.depth_mm;
    if (zone.aim.layer) {
        const auto layer = layer_at(place, zone);
        if (!layer)
            throw base::Error(fmt::format("Zone \"{}\" aims at a layer, but neither landmarks nor "
                                          "an area tell how thick its skin is; give its area.",
                                          zone.name));
        depth = layer->depth_mm;
        if (const auto ceiling = ceiling_at(place, zone)) depth = std::min(depth, ceiling->max_mm);
    }
    if (!facts_.device || !facts_.device->depth_step_mm) return depth;
    const double step = *facts_.device->depth_step_mm;
    return std::max(step, std::floor(depth / step + 1e-9) * step);  // never deeper than asked for
}

}  // namespace session

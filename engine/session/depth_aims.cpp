// SPDX-License-Identifier: MIT
#include "session/depth_aims.h"

#include "base/error.h"
#include "session/session_map.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace session {
namespace {

// Regions blend over so far to each side of a border: about the width of a fold. From memory.
constexpr double blend_mm = 8;
constexpr int rings = 6, spokes = 12;

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
    const auto add = [&](glm::dvec3 sample, double weight, double away) {
        const clinic::RegionSkin* skin = clinic::skin_of_region(regions_->at(sample).name);
        if (!skin) return;
        const clinic::Area* area = skin->area.empty() ? nullptr : &clinic::area(skin->area);
        const auto known = std::ranges::find_if(
            found, [&](const Near& one) { return one.skin == skin->skin && one.area == area; });
        Near& one =
            known == found.end() ? found.emplace_back(Near{skin->skin, area, 0, away}) : *known;
        one.share += weight;
        one.away = std::min(one.away, away);
    };
    add(at.place, 1, 0);
    if (found.empty()) return found;  // no region of the head with skin of its own
    const glm::dvec3 aside =
        std::abs(at.normal.x) < 0.8 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 1, 0);
    const glm::dvec3 u = glm::normalize(glm::cross(at.normal, aside));
    const glm::dvec3 v = glm::cross(at.normal, u);
    for (int ring = 1; ring <= rings; ++ring)
        for (int spoke = 0; spoke < spokes; ++spoke) {
            const double away = double(ring) / rings;
            const double angle = 2 * std::numbers::pi * (spoke + 0.5 * (ring % 2)) / spokes;
            // A ring stands for an area that grows with its radius.
            add(at.place + away * blend_mm * (std::cos(angle) * u + std::sin(angle) * v),
                away * (1 - away * away),
                away);
        }
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

/// From a stricter neighbour the ceiling rises to the region's own over the width of the blend.
std::optional<clinic::DepthCeiling> DepthAims::ceiling_at(const PlaceOnSkin& place,
                                                          const MapZone& zone) const
{
    const clinic::Technique& technique = clinic::technique(zone.technique);
    const clinic::SkinOwner owner = owner_in(facts_);
    std::optional<clinic::DepthCeiling> ceiling;
    const std::vector<Near> around = near(place, zone);
    for (const Near& one : around) {
        const auto own = clinic::depth_ceiling(
            technique, one.area, one.skin, clinic::thickness_of(one.skin, owner));
        if (!own) continue;
        if (one.away == 0) {
            lower(ceiling, own);
        } else if (ceiling && own->max_mm < ceiling->max_mm) {
            ceiling->max_mm = own->max_mm + one.away * (ceiling->max_mm - own->max_mm);
        }
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

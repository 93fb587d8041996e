// SPDX-License-Identifier: MIT
// Border::rim_first: points along the zone's border, evenly divided, before the pattern fills.
#include "base/error.h"
#include "sampling/lay.h"
#include "sampling/level_lines.h"
#include "sampling/zone_places.h"

#include <algorithm>

namespace sampling {
namespace {

constexpr std::int32_t hair = 8;  // steps of the field: 8 micrometres inside, against rounding
constexpr int scale_one = 1024;
constexpr double steps_per_spacing = 32;
constexpr std::int32_t most_spacing = 120'000 * shared::units_per_um;  // of a disc

/// Points along a rim, each the first place that keeps `scale` times its spacing from those of the
/// rim before, and its spacing from all else.
std::vector<SkinPlace>
divided(const SkinCurve& rim, const ZonePlaces& zone, const Ground& ground, int scale)
{
    const auto scaled = [&](const SkinPlace& place) {
        shared::Candidate candidate = zone.candidate(place);
        candidate.spacing = static_cast<std::int32_t>(std::min<std::int64_t>(
            std::int64_t(candidate.spacing) * scale / scale_one, most_spacing));
        return candidate;
    };
    Placer own(
        *ground.request.skin,
        static_cast<std::int32_t>(std::min<std::int64_t>(
            std::int64_t(ground.domain.reach[ground.zone]) * scale / scale_one, most_spacing)));
    const auto suits = [&](const SkinPlace& place) {
        return own.is_free(scaled(place)) && ground.placer.is_free(zone.candidate(place)) &&
               zone.contains(place);
    };
    std::vector<SkinPlace> places;
    for (double mm = 0; mm <= rim.length_mm;) {
        const double spacing_mm = zone.spacing_mm_at(rim.at(mm));
        const double step = spacing_mm / steps_per_spacing;
        mm = first_suiting(rim, mm, rim.length_mm, step, suits);
        if (mm > rim.length_mm) break;
        places.push_back(rim.at(mm));
        own.place(scaled(places.back()));
        mm += spacing_mm * scale / scale_one - step;
        ground.progress.report(0);
    }
    return places;
}

/// The same number of points as at the bare spacing, but with the widest step that leaves room for
/// them all: so the last gap is like the others.
std::vector<SkinPlace>
evenly_divided(const SkinCurve& rim, const ZonePlaces& zone, const Ground& ground)
{
    std::vector<SkinPlace> best = divided(rim, zone, ground, scale_one);
    const std::size_t wanted = best.size();
    if (wanted < 2) return best;
    int fits = scale_one;
    int too_wide = scale_one + static_cast<int>(3 * std::size_t(scale_one) / (2 * wanted)) + 1;
    while (too_wide - fits > 1) {
        const int scale = (fits + too_wide) / 2;
        std::vector<SkinPlace> wider = divided(rim, zone, ground, scale);
        if (wider.size() < wanted) {
            too_wide = scale;
            continue;
        }
        fits = scale;
        best = std::move(wider);
    }
    best.resize(std::min(best.size(), wanted));
    return best;
}

}  // namespace

void lay_rim(const Ground& ground)
{
    const Skin& skin = *ground.request.skin;
    const ZonePlaces zone(ground);
    std::vector<std::int32_t> values(skin.surface().mesh.positions.size());
    for (std::uint32_t v = 0; v < values.size(); ++v)
        values[v] = zone.signed_distance(v);
    for (const SkinCurve& rim : level_lines(skin, values, -hair, zone.triangles()))
        for (const SkinPlace& place : evenly_divided(rim, zone, ground))
            ground.placer.place(zone.candidate(place));
}

}  // namespace sampling

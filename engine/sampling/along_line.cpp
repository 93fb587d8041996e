// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "sampling/lay.h"
#include "sampling/skin_curve.h"
#include "sampling/zone_places.h"

namespace sampling {
namespace {

constexpr double steps_per_spacing = 64;  // fine enough to miss no place where the line bends

}  // namespace

void lay_along_line(const AlongLine& wish, const Ground& ground)
{
    const Skin& skin = *ground.request.skin;
    const SkinCurve line = drawn_line(skin, wish.line);
    const ZonePlaces zone(ground);
    bool comes_inside = false;
    const auto suits = [&](const SkinPlace& place) {
        if (!zone.contains(place)) return false;
        comes_inside = true;
        return ground.placer.is_free(zone.candidate(place));
    };
    for (double mm = 0; mm <= line.length_mm;) {
        ground.progress.report(static_cast<float>(mm / (line.length_mm + 1)));
        const double step = zone.spacing_mm_at(line.at(mm)) / steps_per_spacing;
        mm = first_suiting(line, mm, line.length_mm, step, suits);
        if (mm > line.length_mm) break;
        const SkinPlace place = line.at(mm);
        ground.placer.place(zone.candidate(place));
        // A way along the line is no shorter than one along the skin.
        mm += zone.spacing_mm_at(place) - step;
    }
    if (!comes_inside)
        throw base::Error("The line does not pass through its zone; draw it on the painted skin.");
}

}  // namespace sampling

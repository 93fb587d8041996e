// SPDX-License-Identifier: MIT
#include "sampling/lay.h"

#include "base/error.h"

#include <algorithm>

namespace sampling {
namespace {

void lay(const Ground& ground)
{
    struct Layer {
        const Ground& ground;
        void operator()(const BlueNoise&) const {}
        void operator()(const Even&) const { lay_even(ground); }
        void operator()(const FixedNumber& wish) const { lay_fixed_number(wish, ground); }
        void operator()(const Rows& wish) const { lay_rows(wish, ground); }
        void operator()(const AlongLine& wish) const { lay_along_line(wish, ground); }
    };
    const SampleZone& zone = ground.request.zones[ground.zone];
    if (!fills(zone.pattern) && (zone.border == Border::rim_first || zone.mirror))
        throw base::Error("Mirrored points, and a rim that goes first, are for zones that points "
                          "fill: not for rows, a line, or a fixed number of points.");
    if (zone.mirror) lay_mirrored(*zone.mirror, ground);
    if (zone.border == Border::rim_first) lay_rim(ground);
    std::visit(Layer{ground}, zone.pattern);
}

void drop_cells_of_unfilled_zones(const SampleRequest& request, Domain& domain)
{
    std::erase_if(domain.cells, [&](const shared::Cell& cell) {
        return !fills(request.zones[domain.roots[cell.root].zone].pattern);
    });
}

}  // namespace

bool fills(const Pattern& pattern)
{
    return std::holds_alternative<BlueNoise>(pattern) || std::holds_alternative<Even>(pattern);
}

bool lays(const SampleZone& zone)
{
    return !std::holds_alternative<BlueNoise>(zone.pattern) || zone.border != Border::natural ||
           zone.mirror;
}

void lay_patterns(const SampleRequest& request, Domain& domain, const base::Progress& progress)
{
    if (std::ranges::none_of(request.zones, lays)) return;
    Placer placer(*request.skin, std::ranges::max(domain.reach));
    for (const shared::Candidate& pinned : domain.given)
        placer.place_anyway(pinned);
    const auto zones = static_cast<std::uint32_t>(request.zones.size());
    for (std::uint32_t zone = 0; zone < zones; ++zone) {
        const base::Progress part =
            progress.part(float(zone) / float(zones), float(zone + 1) / float(zones));
        lay({request, domain, zone, spacing_units(request.zones[zone].spacing_mm), placer, part});
    }
    domain.given = placer.placed();
    drop_cells_of_unfilled_zones(request, domain);
}

}  // namespace sampling

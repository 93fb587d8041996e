// SPDX-License-Identifier: MIT
#include "session/ownership.h"

#include "session/case.h"

#include <fmt/format.h>

namespace session {
namespace {

constexpr double least_told_mm2 = 0.5;

bool meet(const zones::ZoneField& a, const zones::ZoneField& b)
{
    const auto in_a = a.values(), in_b = b.values();
    for (std::size_t v = 0; v < in_a.size(); ++v)
        if (in_a[v] < 0 && in_b[v] < 0) return true;
    return false;
}

}  // namespace

OwnedZone owned_zone(std::span<const zones::ZoneField* const> before,
                     const zones::ZoneField& painted,
                     const geometry::Surface& surface)
{
    OwnedZone zone{painted, {}};
    for (std::size_t i = 0; i < before.size(); ++i) {
        // Also where no vertex lies in both, so that borders that adjoin share nothing.
        const bool overlaps = meet(zone.field, *before[i]);
        const double shared_mm2 =
            overlaps ? zones::overlap_mm2(surface, zone.field, *before[i]) : 0;
        if (shared_mm2 > least_told_mm2) zone.lost.push_back({i, shared_mm2});
        zone.field = zones::without(zone.field, *before[i]);
    }
    return zone;
}

std::vector<OwnedZone> owned_zones(std::span<const zones::ZoneField* const> painted,
                                   const geometry::Surface& surface)
{
    std::vector<OwnedZone> owned;
    for (std::size_t i = 0; i < painted.size(); ++i)
        owned.push_back(owned_zone(painted.first(i), *painted[i], surface));
    return owned;
}

std::vector<Check>
overlap_checks(std::size_t zone, std::span<const Overlap> lost, std::span<const std::string> names)
{
    std::vector<Check> checks;
    for (const auto& [owner, area_mm2] : lost) {
        const double cm2 = in_map_steps(area_mm2 / 100);
        checks.push_back({"zone.overlap",
                          names[zone],
                          CheckResult::warn,
                          cm2,
                          0,
                          "cm2",
                          fmt::format("Zone \"{}\": {:.2f} cm2 of what was painted belong to zone "
                                      "\"{}\", which comes first in the list.",
                                      names[zone],
                                      cm2,
                                      names[owner]),
                          "this program's rule: no skin is planned twice"});
    }
    return checks;
}

}  // namespace session

// SPDX-License-Identifier: MIT
// Zones may overlap, but no skin is planned twice: where they do, it belongs to the zone that comes
// first in the list.
#pragma once

#include "geometry/surface.h"
#include "session/session_map.h"
#include "zones/zone_field.h"

#include <span>
#include <string>
#include <vector>

namespace session {

/// What a zone loses to one before it.
struct Overlap {
    std::size_t owner = 0;  // index of that zone
    double area_mm2 = 0;
};

struct OwnedZone {
    zones::ZoneField field{0};  // what was painted, less what zones before it have
    std::vector<Overlap> lost;  // slivers along borders that adjoin are not told
};

/// What a zone owns of what was painted, with those before it in the list.
OwnedZone owned_zone(std::span<const zones::ZoneField* const> before,
                     const zones::ZoneField& painted,
                     const geometry::Surface& surface);
/// What each zone owns.
std::vector<OwnedZone> owned_zones(std::span<const zones::ZoneField* const> painted,
                                   const geometry::Surface& surface);

/// A check, which warns, for each overlap of the zone of that number.
std::vector<Check>
overlap_checks(std::size_t zone, std::span<const Overlap> lost, std::span<const std::string> names);

}  // namespace session

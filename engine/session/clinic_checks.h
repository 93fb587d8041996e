// SPDX-License-Identifier: MIT
// The clinical rules held against a planned map: depth by layer, doses, the patient. Only for maps
// that say what is injected, where, or into whom.
#pragma once

#include "session/depth_aims.h"
#include "session/session_map.h"

#include <functional>
#include <vector>

namespace session {

/// The place of a map's point with the normal of its triangle.
using PlaceOf = std::function<PlaceOnSkin(const MapPoint&)>;

/// Of one zone: depth, layer, device and dose.
std::vector<Check> clinic_checks_of(const SessionMap& map,
                                    std::uint32_t zone_index,
                                    const DepthAims& aims,
                                    const PlaceOf& place_of);

/// Of the visit as a whole: mixtures, sums over zones, lidocaine, and the patient.
std::vector<Check> visit_checks_of(const SessionMap& map);

/// What each substance of the zone's mixture comes to; empty without one.
std::vector<ZoneDose> doses_of(const MapZone& zone, const ClinicFacts& facts);
/// Syringes, needles and time of the visit, and what all zones get; nothing without facts.
std::optional<VisitNeeds> needs_of(const SessionMap& map);

}  // namespace session

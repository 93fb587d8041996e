// SPDX-License-Identifier: MIT
// Where a visit's points must not be: the sites of the last visits, open adverse events, and what
// was marked on the skin. Each is a disc, straight through, as a brush stroke is.
#pragma once

#include "clinic/series.h"
#include "geometry/surface.h"
#include "session/clinic_facts.h"
#include "session/session_map.h"
#include "zones/zone_field.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace session {

/// The field of a zone without these discs, and what was decided on the way.
struct SitesLeft {
    zones::ZoneField field{0};
    clinic::SiteDistance distance;
    std::vector<const PastVisit*> kept;     // visits whose sites are kept away from
    std::vector<const PastVisit*> yielded;  // within the look-back, but not
    std::string why;                        // of those
    double lost_mm2 = 0;                    // to marks and events
};

/// True if the facts name any place to keep away from.
bool has_sites(const ClinicFacts& facts);

/// `allowed` is the zone less what structures forbid. Marks and events always hold; old sites yield
/// to the spacing, the oldest visit first where too little skin would be left.
SitesLeft without_sites(const zones::ZoneField& allowed,
                        const ClinicFacts& facts,
                        const MapZone& zone,
                        const geometry::Surface& surface);

/// The checks of it. `points` are all of the map's.
std::vector<Check> checks_of(const SitesLeft& sites,
                             const ClinicFacts& facts,
                             const MapZone& zone,
                             std::uint32_t zone_index,
                             std::span<const MapPoint> points);

/// A caution that was marked, and which the place lies on: its limit, or nothing.
std::optional<double> marked_limit_mm(const ClinicFacts& facts, glm::dvec3 place);

}  // namespace session

// SPDX-License-Identifier: MIT
// The part of verify that asks the skin: the map's scan, with its zones painted anew.
#pragma once

#include "base/progress.h"
#include "geometry/bvh.h"
#include "geometry/surface.h"
#include "session/failures.h"
#include "session/measure.h"
#include "session/ownership.h"
#include "session/structure_rules.h"
#include "session/verify.h"
#include "session/visit_sites.h"
#include "zones/zone_field.h"

#include <cstdint>
#include <vector>

namespace session {

/// The map on its scan; refers to both.
struct VerifiedSkin {
    VerifiedSkin(const SessionMap& its_map, const geometry::Scan& its_scan);

    const SessionMap& map;
    const geometry::Scan& scan;
    geometry::Topology topology;  // of the scan
    geometry::Surface surface;
    geometry::Bvh bvh;                       // of the surface
    std::vector<zones::ZoneField> painted;   // per zone, rebuilt from its strokes; what it owns
    std::vector<std::vector<Overlap>> lost;  // per zone, to those before it
    std::vector<zones::ZoneField> fields;    // less what is no-go, marks and old sites
    std::vector<SitesLeft> sites;            // per zone, where there are any
    std::vector<double> treated_mm2;         // per zone, with the old sites
    mutable StructureRules structures;       // it remembers what it looked at
};

/// Those of a map's points that are places on the scan.
struct VerifiedPoints {
    std::vector<MeasuredPoint> places;
    std::vector<std::uint32_t> ids;
};

void check_areas(const VerifiedSkin& skin, Failures& failures);

/// Witness places that the program chose lie on the skin.
void check_witness_skin(const VerifiedSkin& skin, Failures& failures);

/// Each point on its triangle, inside its zone, and its needle as stated.
VerifiedPoints check_points(const VerifiedSkin& skin, Failures& failures);

/// Each place that was pinned has its point, on the skin nearest to it, and each pinned point its
/// place.
void check_pinned(const VerifiedSkin& skin, Failures& failures);

/// No point where one was taken away.
void check_removed(const VerifiedSkin& skin, Failures& failures);
void check_left_out(const VerifiedSkin& skin, Failures& failures);

/// Spacing and cover, measured along the skin, and the map's own checks.
void check_distances(const VerifiedSkin& skin,
                     const VerifiedPoints& points,
                     VerifyReport& report,
                     Failures& failures,
                     const base::Progress& progress);

}  // namespace session

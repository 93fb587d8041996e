// SPDX-License-Identifier: MIT
// From sampled places to a session map: needles, order, measures, checks, totals.
#pragma once

#include "base/progress.h"
#include "geometry/scan.h"
#include "geometry/surface.h"
#include "sampling/sampler.h"
#include "session/measure.h"
#include "session/ownership.h"
#include "session/session_map.h"
#include "session/structure_rules.h"
#include "session/visit_sites.h"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace session {

/// For plans that say nothing of the patient.
const ClinicFacts& no_clinic_facts();

struct PlanZone {
    MapZone settings;                           // settings_of(zone)
    const zones::ZoneField* painted = nullptr;  // what the zone owns of what the strokes made
    const zones::ZoneField* field = nullptr;    // less what is no-go: what is filled
    double area_mm2 = 0;
    double treated_mm2 = 0;                 // with the sites of earlier visits; 0: the same
    const SitesLeft* sites = nullptr;       // none: there is nothing to keep away from
    std::pair<double, double> phase{0, 0};  // of a cell, by which rows move along and across
    std::vector<Overlap> lost = {};         // to zones before it
};

/// Why the zone of that number can hold no point, a sentence: it has no skin, or too little.
std::optional<std::string> why_no_point(std::span<const PlanZone> zones, std::size_t zone);
/// Throws base::Error for a zone without skin, or too small for a point.
void require_skin(std::span<const PlanZone> zones);

struct PlanInput {
    const geometry::Scan& scan;
    const geometry::Box& box;  // of the scan
    const geometry::Surface& surface;
    Spreads& spreads;  // on the scan
    std::span<const PlanZone> zones;
    StructureRules& structures;
    const anatomy::Landmarks& landmarks;
    const std::string& scale_statement;
    std::uint32_t seed = 1;
    std::span<const sampling::PinnedPoint> pinned = {};
    const ClinicFacts& clinic = no_clinic_facts();
    bool is_draft = false;  // the points are numbered in a quick order, not in a short one
    const geometry::Bvh* bvh = nullptr;  // of the surface; for zones with a multi-needle head
};

/// The spacing that a zone with an amount states: the least distance that was reached, rounded down
/// to the map's decimals; about what it would be for a point alone.
double reached_spacing_mm(const MapZone& zone, const ZoneMeasure& measure, double area_mm2);

/// The map of these places. Throws base::Error for a zone that got no point.
SessionMap planned_map(const PlanInput& input,
                       const sampling::SampleSet& places,
                       const base::Progress& progress = {});

/// How a map names its scan.
ScanIdentity identity_of(const geometry::Scan& scan);

/// Throws base::Error with the first failed check: such a map must not be written.
void require_no_failed_check(const SessionMap& map);

}  // namespace session

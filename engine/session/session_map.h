// SPDX-License-Identifier: MIT
// The session map: the exported plan of one visit, in format mesomap.session-map version 1
// (assets/schema/session-map.schema.json).
//
// Its text is canonical: one way to write each map, so that two plans can be compared byte by byte
// and any changed digit breaks the checksum. Numbers have fixed decimals: positions and settings 4,
// directions 6, weights 7 (enough to give back their integers in 2^-20).
#pragma once

#include "anatomy/landmarks.h"
#include "session/arrangement.h"
#include "session/canonical_text.h"
#include "session/clinic_facts.h"
#include "session/signature.h"
#include "session/witness.h"
#include "zones/stroke.h"

#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace session {

enum class CheckResult { pass, warn, fail };

/// One rule held against one zone, or against the whole map.
struct Check {
    std::string rule;  // "depth.published.max"; one that ends in ".min" holds a least
    std::string zone;  // empty: the whole map
    CheckResult result = CheckResult::pass;
    double value = 0;
    double limit = 0;
    std::string unit;
    std::string message;  // a sentence with the numbers in it
    std::string source;
    bool operator==(const Check&) const = default;
};

/// Its sentence without the zone that it begins with, to stand under the zone's name.
std::string sentence_in_zone(const Check& check);

/// Where each setting of a zone comes from, in words.
struct SettingSources {
    std::string spacing, depth, angle, volume, needle;
};

/// What one substance of a zone's mixture comes to, by the points that there are.
struct ZoneDose {
    std::string substance;
    double mg_per_point = 0;
    double mg = 0;
    double mg_per_cm2 = 0;
    bool operator==(const ZoneDose&) const = default;
};

/// What a visit needs, and the lidocaine of all sources.
struct VisitNeeds {
    int syringes = 0;
    int needles = 0;
    double least_minutes = 0, most_minutes = 0;
    double lidocaine_mg = 0;
    bool operator==(const VisitNeeds&) const = default;
};

struct MapZone {
    std::string name;
    std::string technique;
    std::string target_layer;
    ZoneAim aim;
    Arrangement arrangement;
    double spacing_mm = 0;  // with an amount: what was reached, rounded down; 0 while not known
    double depth_mm = 0;    // vertical; of a zone that aims at a layer, its deepest point's
    double angle_deg = 90;
    double volume_per_point_ml = 0;
    std::optional<std::string> needle;
    std::optional<double> needle_length_mm;
    SettingSources sources;
    std::vector<zones::PaintStep> strokes;

    double area_cm2 = 0;
    double treated_cm2 = 0;  // with the sites of earlier visits; 0: the same
    std::uint32_t points = 0;
    double volume_ml = 0;
    glm::dvec3 centre_mm{0};             // the mean of its points' places
    std::array<double, 3> witness_mm{};  // of that centre from the witness places
    std::optional<double> min_spacing_mm;
    std::optional<double> largest_gap_mm;  // none: some skin is far from all points
    std::vector<ZoneDose> doses;
};

/// What two points of the zone keep, where the spacing does not vary.
double least_spacing_mm(const MapZone& zone);

/// The number of points that the zone's amount gives on its area; it must have an amount.
double wished_points(const MapZone& zone, double area_mm2);

/// About how far apart so many points are, spread evenly; what a zone states that has one alone.
double expected_spacing_mm(double points, double area_mm2);

struct MapPoint {
    std::uint32_t id = 0;     // 1, 2, 3, ...
    std::uint32_t zone = 0;   // index into the map's zones
    std::uint32_t order = 0;  // 1 is injected first
    bool pinned = false;      // made by hand
    glm::dvec3 position_mm{0};
    glm::dvec3 normal{0};     // out of the skin
    glm::dvec3 direction{0};  // of the needle, into the skin
    double depth_mm = 0;
    double inserted_mm = 0;
    double angle_deg = 90;
    double volume_ml = 0;
    std::uint32_t triangle = 0;  // of the scan
    glm::ivec3 weights{0};       // in 2^-20, sum 2^20
};

struct ScanIdentity {
    std::string sha256;
    std::uint64_t triangles = 0;
    std::string unit = "mm";  // of the file
    double scale = 1;         // mm per unit
    bool operator==(const ScanIdentity&) const = default;
};

struct Totals {
    std::uint32_t zones = 0;
    std::uint32_t points = 0;
    double volume_ml = 0;
    double area_cm2 = 0;
};

/// What a device must keep to as well, beside its own limits: the stricter counts. They are the
/// largest that the map's own points ask for.
struct MapLimits {
    double max_depth_mm = 0;
    double max_inserted_mm = 0;
    double max_volume_per_point_ml = 0;
    double max_volume_ml = 0;
    double max_tilt_deg = 0;  // of a needle from the perpendicular
    std::uint32_t max_points = 0;
    glm::dvec3 low_mm{0}, high_mm{0};  // the box of all places
    bool operator==(const MapLimits&) const = default;
};

/// Who answers for the plan. A map without it is a draft: for people and for simulation.
struct Approval {
    std::string by;
    clinic::Day on;
    clinic::Day expires;         // the last day on which it may be used
    std::string use_id;          // 32 hexadecimal digits: a device uses each once
    std::string draft_checksum;  // of the map before it was approved
    bool operator==(const Approval&) const = default;
};

struct SessionMap {
    std::string made_by;  // made_here() of the program that made it
    std::optional<Approval> approval;
    ScanIdentity scan;
    std::string scale_statement;  // what the practitioner compared with the patient; empty: nothing
    std::uint32_t seed = 1;
    anatomy::Landmarks landmarks;  // as given; none: nothing is known of structures
    std::optional<PatientAxes> patient;
    Witness witness;
    MapLimits limits;
    ClinicFacts clinic;
    std::vector<MapZone> zones;
    std::vector<MapPoint> points;
    std::vector<Check> checks;
    Totals totals;
    std::optional<VisitNeeds> needs;
    std::optional<Signature> signature;  // of an approved map
};

/// Sums of what the zones state, volumes in whole 1/10000 mL.
Totals totals_of(const SessionMap& map);

MapLimits limits_of(const SessionMap& map);

/// The centre of the zone's points, and how far it is from the witness places.
glm::dvec3 centre_of(const SessionMap& map, std::uint32_t zone);
std::array<double, 3> from_witness_mm(const Witness& witness, glm::dvec3 place_mm);

/// "pass", "warn" or "fail".
std::string_view name_of(CheckResult result);

/// This program's version.
std::string_view program_version();

/// The program's version and its clinical tables, as maps carry them: "0.1.0+tables.3fa0c1d2e4b5".
/// Maps from before the tables were told have the version alone.
std::string made_here();

/// The same for people: "mesomap 0.1.0 with the clinical tables 3fa0c1d2e4b5".
std::string made_by_in_words(std::string_view made_by);

/// The canonical text, sealed.
std::string text_of(const SessionMap& map);

/// Reads a map's text strictly: JSON, schema, zone names and weights. Throws base::Error, one
/// sentence. Neither the seal nor any promise is looked at: verify() does that.
SessionMap session_map_in(std::string_view text, std::string_view name);

}  // namespace session

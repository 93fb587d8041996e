// SPDX-License-Identifier: MIT
// What a visit knows beside its zones: the patient, the mixtures, the visits before, what must be
// kept away from, the device, and the practice's own limits. It has no name in it.
#pragma once

#include "clinic/contraindications.h"
#include "clinic/dose.h"
#include "clinic/heads.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace session {

/// What a zone of a past visit was to get, and got.
struct PastZone {
    std::string zone;
    std::uint32_t planned = 0, done = 0, skipped = 0, aborted = 0;  // points
    double planned_ml = 0, given_ml = 0;
    bool as_planned() const { return done == planned && given_ml == planned_ml; }
    bool operator==(const PastZone&) const = default;
};

/// A point of a past visit that was planned and not done.
struct MissedPoint {
    glm::dvec3 place_mm{0};
    std::string zone;
    bool aborted = false;  // begun and not finished; else skipped
    double volume_ml = 0;
    std::string reason = {};
    bool operator==(const MissedPoint&) const = default;
};

/// A visit that took place, with the points that were given. What had been planned for it is the
/// case's alone, where it is known: a map of a later visit needs the places only.
struct PastVisit {
    int number = 0;
    clinic::Day on;
    std::vector<glm::dvec3> places_mm = {};
    std::vector<PastZone> zones = {};
    std::vector<MissedPoint> missed = {};
    bool operator==(const PastVisit&) const = default;
};

/// An adverse event that is not over.
struct OpenEvent {
    glm::dvec3 place_mm{0};
    int grade = 1;
    bool operator==(const OpenEvent&) const = default;
};

/// Something on the skin that the practitioner marked: a row of findings.csv.
struct MarkedFinding {
    std::string finding;
    glm::dvec3 place_mm{0};
    double radius_mm = 0;
    bool operator==(const MarkedFinding&) const = default;
};

/// Of a gun or a pen.
struct DeviceSettings {
    std::string name;
    std::optional<double> dose_step_ml;
    std::optional<double> depth_step_mm;
    std::optional<double> depth_stop_mm;  // no deeper
    std::optional<double> points_per_s;
    bool operator==(const DeviceSettings&) const = default;
};

/// A limit that the practice sets itself: tighter as it likes, looser only with a reason.
struct PracticeRule {
    std::string rule;
    double limit = 0;
    std::string reason;
    bool operator==(const PracticeRule&) const = default;
};

struct EnabledSubstance {
    std::string substance;
    std::string reason;
    bool operator==(const EnabledSubstance&) const = default;
};

struct ClinicFacts {
    std::optional<clinic::PatientFacts> patient;
    std::vector<clinic::Mixture> mixtures;
    double cream_lidocaine_mg = 0, infiltrated_lidocaine_mg = 0;
    int visit = 1;
    std::optional<clinic::Day> on;
    std::vector<PastVisit> past;
    std::vector<OpenEvent> events;
    std::vector<MarkedFinding> marks;
    std::optional<DeviceSettings> device;
    std::vector<PracticeRule> rules;
    std::vector<EnabledSubstance> enabled;
    bool operator==(const ClinicFacts&) const = default;

    bool empty() const { return *this == ClinicFacts{}; }
    const clinic::Mixture* mixture(const std::string& name) const;
    bool enables(const std::string& substance) const;
    /// In the syringes of this visit, each once.
    std::vector<std::string> substances() const;
};

/// As a map carries them: past visits without what had been planned for them.
ClinicFacts for_a_map(ClinicFacts facts);

/// What a zone aims at, beyond its technique.
struct ZoneAim {
    std::optional<std::string> layer;    // of layers.csv: each point has its own depth
    std::optional<std::string> area;     // of areas.csv
    std::optional<std::string> mixture;  // of the visit, by name
    std::optional<clinic::MultiHead> head;
    bool operator==(const ZoneAim&) const = default;

    bool empty() const { return *this == ZoneAim{}; }
};

}  // namespace session

// SPDX-License-Identifier: MIT
// What was given, held against what was planned: an acknowledgement and its map.
#pragma once

#include "session/acknowledgement.h"
#include "session/session_map.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace session {

struct ZoneGiven {
    std::string zone;
    std::uint32_t planned = 0, done = 0, skipped = 0, aborted = 0;
    double planned_ml = 0, given_ml = 0;
    double largest_off_mm = 0;  // of a measured place from the planned one
};

/// A point that was not done as planned.
struct PointNotDone {
    std::uint32_t id = 0;
    std::string zone;
    Outcome outcome = Outcome::skipped;
    double volume_ml = 0;
    std::string reason;
};

struct Given {
    std::vector<ZoneGiven> zones;  // as the map has them
    std::vector<PointNotDone> not_done;
    double planned_ml = 0, given_ml = 0;
    /// Where something went in: measured, or where it was planned. Aborted points count where they
    /// got a volume, so that the next visit keeps away from them.
    std::vector<glm::dvec3> places_mm;
};

/// Throws base::Error, one sentence: for an acknowledgement of another map or another use of it, a
/// point that the map lacks, one that is missing, a volume above the map's limit, or a place that
/// is no place of that point.
Given given_of(const Acknowledgement& acknowledgement,
               std::string_view map_text,
               const SessionMap& map);

/// As acknowledgement_in(), and a signature holds. Throws base::Error, one sentence.
Acknowledgement signed_acknowledgement_in(std::string_view text, std::string_view name);

/// The visit as the next ones look back on it. Throws base::Error for a simulated one.
PastVisit
past_visit_of(const Acknowledgement& acknowledgement, const Given& given, const SessionMap& map);

/// The visit counts as past from now on, and the next one is the case's visit, on no day yet.
/// Throws base::Error if it is past already.
ClinicFacts after_visit(ClinicFacts facts, const PastVisit& past);

/// One entry of "given" in a request's series: the points of the visit that got nothing. Aborted
/// ones that got some count as given there.
nlohmann::ordered_json series_given(const Given& given, const SessionMap& map);

}  // namespace session

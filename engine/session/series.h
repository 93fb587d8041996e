// SPDX-License-Identifier: MIT
// A series of visits from one request: each is planned on what the visits before it gave.
#pragma once

#include "base/progress.h"
#include "clinic/series.h"
#include "session/session_map.h"
#include "session/workspace.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace session {

struct AddedPoint {
    std::string zone;
    glm::dvec3 place_mm{0};
    double volume_ml = 0;
};

/// Where what was given is not what was planned.
struct GivenVisit {
    int visit = 0;
    std::vector<std::uint32_t> skipped;  // ids of the visit's map
    std::vector<AddedPoint> added;
    double spilled_ml = 0;
};

struct SeriesWish {
    clinic::Protocol protocol;
    std::vector<GivenVisit> given;
};

/// The "series" of a request. Throws base::Error where it has none, or for a day that is none.
SeriesWish series_in(std::string_view request, std::string_view name);

struct PlannedVisit {
    int number = 0;
    clinic::Day on;
    SessionMap map;
    clinic::Account account;  // of this visit
    std::string review;       // "review", "stop or change" or nothing
    clinic::Day aspirin_free_from;
};

struct PlannedSeries {
    std::vector<PlannedVisit> visits;
    clinic::Findings checks;  // of the series as a whole
    clinic::Account account;  // of all visits
};

/// Plans visit after visit in the workspace, which holds the request's zones. Throws base::Error
/// for a check that failed.
PlannedSeries
planned_series(Workspace& workspace, const SeriesWish& wish, const base::Progress& progress = {});

/// "visit-01.json"
std::string map_name_of(const PlannedVisit& visit);
/// What was planned and what was given, visit by visit, as JSON (mesomap.series version 1).
std::string text_of(const PlannedSeries& series);

}  // namespace session

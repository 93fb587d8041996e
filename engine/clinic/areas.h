// SPDX-License-Identifier: MIT
// Treatment areas: what is usually done where. Most numbers are from memory, to be approved by a
// clinician; the depth ceiling of an area is hard.
#pragma once

#include "clinic/table.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic {

struct Area {
    std::string id;    // "thigh_outer"
    std::string part;  // "face", "neck and hands", "scalp" or "body"
    std::string skin;  // a region of skin_layers
    std::optional<Sourced<std::string>> technique;
    std::optional<Sourced<std::string>> layer;  // an id of the layers; the shallower of two
    std::optional<Sourced<std::string>> not_planned_because;
    std::optional<Sourced<double>> depth_default_mm;
    std::optional<Sourced<double>> depth_max_mm;
    std::optional<Sourced<double>> spacing_mm;
    std::optional<Sourced<double>> volume_ml;  // a point
    std::optional<Sourced<double>> volume_max_ml;
    std::optional<Sourced<double>> volume_max_ml_per_cm2;
    std::optional<Sourced<double>> session_max_ml;
    std::optional<Sourced<double>> sessions_least, sessions_most;
    std::optional<Sourced<double>> interval_least_days;
    std::vector<int> intervals_days;  // one after the other; the last goes on
};

/// All areas, in the order of the table.
const std::vector<Area>& areas();

/// Throws Error that lists the known ones.
const Area& area(std::string_view id);

/// The skin and the area of a region that landmarks give ("cheek"); none where the table has none.
struct RegionSkin {
    std::string skin;
    std::string area;
};
const RegionSkin* skin_of_region(std::string_view region);

}  // namespace clinic

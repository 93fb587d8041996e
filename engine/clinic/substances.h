// SPDX-License-Identifier: MIT
// What is injected. Most rows are documented by the practitioner, not recommended by anybody.
#pragma once

#include "clinic/table.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic {

struct Substance {
    std::string id;  // "deoxycholic_acid"
    Sourced<std::string> name;
    std::string substance_class;
    Sourced<std::string> standing;  // of the product: "off label"
    std::optional<Sourced<double>> concentration_mg_per_ml;
    std::optional<Sourced<double>> point_most_ml, point_most_mg;
    std::optional<Sourced<double>> spacing_least_mm;
    std::optional<Sourced<double>> most_mg_per_cm2, most_ml_per_cm2;
    std::optional<Sourced<double>> points_most;
    std::optional<Sourced<double>> session_most_ml, session_most_mg;
    std::optional<Sourced<double>> interval_least_days;
    std::optional<Sourced<double>> sessions_most;  // a cap; what is merely usual is in the table
    std::optional<Sourced<std::string>> only_area, only_area_sentence;
    std::optional<Sourced<std::string>> not_mixed;
    std::optional<Sourced<std::string>> contested;         // why no dose is ever filled in
    std::optional<Sourced<std::string>> disabled_because;  // until the practice enables it
    std::optional<Sourced<std::string>> avoid, warning, never;

    bool is_active() const { return substance_class != "diluent"; }
};

/// All substances, in the order of the table.
const std::vector<Substance>& substances();

/// Throws Error that lists the known ones.
const Substance& substance(std::string_view id);

}  // namespace clinic

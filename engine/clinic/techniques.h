// SPDX-License-Identifier: MIT
// Techniques: how to inject. Layer, depth, angle, spacing, volume and needle of each, as published
// and as proposed. A proposed default is to be approved by a clinician.
#pragma once

#include "clinic/table.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic {

/// A published range; sources often give one end only.
struct Range {
    std::optional<Sourced<double>> min;
    std::optional<Sourced<double>> max;
};

struct Needle {
    std::string id;  // "n30_4"
    Sourced<std::string> gauge;
    Sourced<double> outer_diameter_mm;
    Sourced<double> length_mm;
};

struct Technique {
    std::string id;  // "nappage"
    Sourced<std::string> name;
    Sourced<std::string> target_layer;

    Range published_depth_mm;  // vertical, below the skin
    Range published_spacing_mm;
    Range published_volume_ml;          // a point
    Range published_volume_ml_per_cm2;  // where the source doses by area

    Sourced<double> angle_min_deg;  // between needle and skin: 90 is perpendicular
    Sourced<double> angle_default_deg;
    Sourced<double> angle_max_deg;

    // Where a default is missing, the sentence's clause tells why the request must give the value.
    std::optional<Sourced<double>> default_depth_mm;
    std::optional<Sourced<std::string>> depth_missing_because;
    std::optional<Sourced<double>> default_spacing_mm;
    std::optional<Sourced<std::string>> spacing_missing_because;
    Sourced<double> default_volume_ml;

    Sourced<std::string> needle;                         // as published
    std::optional<Sourced<std::string>> default_needle;  // an id of needles.csv
    std::optional<Sourced<double>> needle_length_mm;     // of the default needle or the device
    std::optional<Sourced<std::string>> note;
};

/// All techniques, in the order of the table.
const std::vector<Technique>& techniques();

/// Throws Error that lists the known ones.
const Technique& technique(std::string_view id);

/// The needles of the table. Throws Error that lists the known ones.
const Needle& needle(std::string_view id);

/// The depth of mesotherapy in general: 1 to 4 mm.
const Range& general_depth_mm();

/// Makes techniques of a table's rows. Throws Error where one lacks what each technique needs, or
/// has a field that is not known.
std::vector<Technique> techniques_of(const std::vector<Fact>& facts);

}  // namespace clinic

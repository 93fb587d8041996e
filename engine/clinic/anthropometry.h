// SPDX-License-Identifier: MIT
// How far apart two landmarks of a person can be.
#pragma once

#include "clinic/table.h"

#include <string>
#include <vector>

namespace clinic {

struct BodyDistance {
    std::string id;  // "intercanthal_width"
    std::string from;
    std::string to;
    Sourced<double> least_mm;
    Sourced<double> most_mm;
};

/// All distances, in the order of the table.
const std::vector<BodyDistance>& body_distances();

}  // namespace clinic

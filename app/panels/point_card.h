// SPDX-License-Identifier: MIT
// One injection point in a practitioner's words, for the mouse that rests on it.
#pragma once

#include "panels/form.h"
#include "session/session_map.h"

#include <cstddef>
#include <string>
#include <vector>

namespace panels {

struct PointWords {
    std::string title;                // "forehead  ·  point 12 of 34"
    std::vector<std::string> facts;   // depth and layer, volume, needle, neighbours
    std::vector<std::string> doubts;  // what the checks warn of in its zone
    std::size_t more_doubts = 0;      // that are not told here
};

/// Of the map's i-th point, in the spoken language. "12 of 34" is its turn among the zone's.
PointWords words_of_point(const session::SessionMap& map, std::size_t i);

/// Beside the mouse.
void point_card(const PointWords& words, const Form& form);

}  // namespace panels

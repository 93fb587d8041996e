// SPDX-License-Identifier: MIT
// The landmarks of the body that the program knows: what they are called, and where to find them.
#pragma once

#include "clinic/table.h"

#include <string>
#include <string_view>
#include <vector>

namespace clinic {

enum class LandmarkView { front, side, top, back };

struct LandmarkFacts {
    std::string id;          // "tragion"
    std::string part;        // "head" or "body"
    bool has_sides = false;  // there is a left and a right one
    std::string name;        // in plain words: "notch above the ear flap"
    Sourced<std::string> where;
    LandmarkView seen_from = LandmarkView::front;
    bool asked = false;  // from whoever marks a scan by hand; the others help where they are known
};

/// All of them, in the order in which they are asked for.
const std::vector<LandmarkFacts>& landmarks();

}  // namespace clinic

// SPDX-License-Identifier: MIT
// What a dry run takes an injector to be: the tool's shape behind the needle, its speeds, and its
// own limits. From memory all of them: who owns a device reads them off it.
#pragma once

#include "clinic/table.h"

#include <string>
#include <string_view>
#include <vector>

namespace clinic {

struct Injector {
    std::string id;  // "arm"
    std::string name;
    // From the needle's end: the hub, a cone, and behind it the head, a cylinder.
    double hub_mm = 0, hub_front_radius_mm = 0, hub_radius_mm = 0;
    double head_mm = 0, head_radius_mm = 0;
    double standoff_mm = 0;         // between tip and skin before and after each injection
    double travel_mm_per_s = 0;     // between points
    double approach_mm_per_s = 0;   // from the stand-off to the skin, and back
    double insertion_mm_per_s = 0;  // in the skin
    double dose_ml_per_s = 0;
    double settle_s = 0;  // after each dose
    double most_depth_mm = 0, most_volume_ml = 0;
    std::string source;
    Standing standing = Standing::from_memory;
};

const std::vector<Injector>& injectors();

/// Throws Error that lists the known ones.
const Injector& injector(std::string_view id);

}  // namespace clinic

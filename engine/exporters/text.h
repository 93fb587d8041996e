// SPDX-License-Identifier: MIT
// Numbers and orders as the exports write them: canonical, so that one map gives one text.
#pragma once

#include "session/session_map.h"

#include <glm/mat3x3.hpp>
#include <glm/vec3.hpp>

#include <string>
#include <vector>

namespace exporters {

/// With so many decimals, never "-0.0000".
std::string number(double value, int decimals);
/// Three of them, with a mark between.
std::string numbers(glm::dvec3 v, int decimals, const char* between);

/// The points as they are injected.
std::vector<const session::MapPoint*> in_order(const session::SessionMap& map);

/// Axes at a point, of length 1, as columns: z as given, x as level as can be in the scan's own
/// axes. Right-handed.
glm::dmat3 axes_along(glm::dvec3 z);

}  // namespace exporters

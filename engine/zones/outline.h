// SPDX-License-Identifier: MIT
// An outline on the skin: the closed line through its corners, and what lies inside.
#pragma once

#include "geometry/bvh.h"
#include "geometry/surface.h"
#include "zones/path_on_skin.h"
#include "zones/stroke.h"
#include "zones/zone_field.h"

#include <span>
#include <vector>

namespace zones {

/// The places that a straight line along the skin goes through, from a to b. Throws base::Error if
/// the skin does not lead there.
std::vector<PathPlace>
straight_on_skin(const PathPlace& a, const PathPlace& b, const geometry::Surface& surface);

/// The nearest skin. Throws base::Error for a place that is too far off it.
PathPlace place_on_skin(glm::dvec3 p, const geometry::Surface& surface, const geometry::Bvh& bvh);

/// The field of what lies inside. Throws base::Error for less than three corners, for one off the
/// skin, and where the skin has no inside: corners on parts that are not connected, or a line
/// around a handle such as a pierced ear.
ZoneField
outline_field(const Outline& outline, const geometry::Surface& surface, const geometry::Bvh& bvh);

}  // namespace zones

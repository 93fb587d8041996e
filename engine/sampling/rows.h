// SPDX-License-Identifier: MIT
// A guide line for rows, where nobody has drawn one.
#pragma once

#include "sampling/skin.h"
#include "zones/zone_field.h"

#include <vector>

namespace sampling {

/// Through the middle of the zone, in this direction as seen from straight above the middle, to the
/// zone's border on both sides; on the scan. Throws base::Error if the zone is empty or smaller
/// than some millimetres, or the direction is the skin's normal.
std::vector<geometry::SurfacePoint>
guide_through(const Skin& skin, const zones::ZoneField& field, glm::dvec3 direction);

}  // namespace sampling

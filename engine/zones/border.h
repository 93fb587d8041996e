// SPDX-License-Identifier: MIT
// The border of a zone, where its field is zero, and how far the skin is from it.
#pragma once

#include "geometry/surface.h"
#include "zones/reach.h"
#include "zones/zone_field.h"

#include <vector>

namespace zones {

/// How far from the border vertices are looked for, in mm.
struct BorderBand {
    double inside_mm = 0;
    double outside_mm = 0;
};

/// The vertices around the border in rising order, to the band's limits and a rim of two edges
/// beyond them, with their straight-line distance to it. As a stroke's reach does, the search runs
/// over the skin and does not enter skin that faces away from the border.
std::vector<ReachedVertex>
near_border(const geometry::Surface& surface, const ZoneField& field, const BorderBand& band);

/// The same zone with its true distances: a field that min, max or a change of its pieces left
/// with the right border only.
ZoneField with_true_distances(const geometry::Surface& surface, const ZoneField& field);

}  // namespace zones

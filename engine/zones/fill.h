// SPDX-License-Identifier: MIT
// Filling up to creases: what the bucket reaches.
#pragma once

#include "geometry/bvh.h"
#include "geometry/surface.h"
#include "zones/stroke.h"
#include "zones/zone_field.h"

namespace zones {

/// A crease is told by how much the skin turns on this length; the scan's noise is smoothed over
/// about a third of it first.
inline constexpr double crease_mm = 4;

/// The field of what the fill reaches from its place. `painted` stops it. Throws base::Error for a
/// place off the skin, or where there is nothing to do because the place is (or is not) painted.
ZoneField fill_field(const Fill& fill,
                     const ZoneField& painted,
                     const geometry::Surface& surface,
                     const geometry::Bvh& bvh);

}  // namespace zones

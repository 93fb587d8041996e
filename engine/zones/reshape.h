// SPDX-License-Identifier: MIT
// Changes of a zone as a whole: grow, shrink, smooth, fill holes, remove islands, invert.
#pragma once

#include "geometry/surface.h"
#include "zones/stroke.h"
#include "zones/zone_field.h"

namespace zones {

/// Growing and shrinking are by the straight-line distance from the border, as a brush of that
/// radius along it would do. Smoothing closes bays and takes away spits that are narrower than
/// twice its size, so that no corner has a smaller radius. The largest piece is no island, and
/// what reaches the scan's own border is no hole. Inverting stays on connected skin.
/// Throws base::Error where nothing of the zone would be left.
ZoneField
reshaped(const ZoneField& field, const Reshape& reshape, const geometry::Surface& surface);

}  // namespace zones

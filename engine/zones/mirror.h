// SPDX-License-Identifier: MIT
// A zone seen in a mirror. No person is quite alike left and right, so what comes of it is only as
// good as the plane, and has to be checked.
#pragma once

#include "geometry/bvh.h"
#include "geometry/surface.h"
#include "zones/stroke.h"
#include "zones/zone_field.h"

namespace zones {

/// How far the mirrored skin may be from the skin that it is laid on.
inline constexpr double most_uneven_mm = 15;

/// Each place of the skin takes over what the zone is at the nearest skin to its mirror image, if
/// that faces the same way. Throws base::Error where nothing of the zone has an image on the skin.
ZoneField mirrored(const ZoneField& field,
                   const Mirroring& mirror,
                   const geometry::Surface& surface,
                   const geometry::Bvh& bvh);

}  // namespace zones

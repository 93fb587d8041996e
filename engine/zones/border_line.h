// SPDX-License-Identifier: MIT
// The border of a zone as lines on the surface, for drawing: where the field is zero.
#pragma once

#include "geometry/surface.h"
#include "zones/zone_field.h"

#include <vector>

namespace zones {

struct BorderLine {
    std::vector<geometry::SurfacePoint> places;  // on edges of the surface, the zone on their left
    bool is_closed = true;                       // else it ends at an edge of the skin
};

/// All of them, in rising order of their first triangle.
std::vector<BorderLine> border_lines(const geometry::Surface& surface, const ZoneField& field);

}  // namespace zones

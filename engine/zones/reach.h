// SPDX-License-Identifier: MIT
// Which vertices of the surface a stroke reaches, and how far each is from its path.
#pragma once

#include "geometry/bvh.h"
#include "geometry/surface.h"
#include "zones/stroke.h"

#include <vector>

namespace zones {

struct ReachedVertex {
    geometry::VertexId vertex;
    float distance_mm = 0;  // straight-line distance to the snapped path
};

/// The reached vertices in rising order, out to the radius and a rim of two edges beyond it, so
/// that the zero line of a field is always interpolated between true distances. Never jumps to a
/// facing surface (lip to lip, through an ear): the flood runs over the skin, inside the ball,
/// where normals are within 90 degrees of the path's. Throws base::Error if a place of the path is
/// farther than `snap_limit_mm` from the skin, or if the radius is not above 0 mm. The bvh is over
/// the surface's own mesh. Between two places the path bends along the skin, in steps of 1 mm.
std::vector<ReachedVertex> reached_by(const Stroke& stroke,
                                      const geometry::Surface& surface,
                                      const geometry::Bvh& bvh,
                                      double snap_limit_mm = 10);

}  // namespace zones

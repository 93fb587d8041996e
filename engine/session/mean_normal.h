// SPDX-License-Identifier: MIT
// The mean normal that a map promises (needle_pose.h), found again by brute force: all triangles of
// a grid of cells are looked at, and connected by joining sets instead of by a flood.
#pragma once

#include "geometry/surface.h"
#include "geometry/surface_point.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace session {

class MeanNormal {
public:
    /// The surface must outlive this. `largest_radius_mm` bounds what is asked for later.
    MeanNormal(const geometry::Surface& surface, double largest_radius_mm);

    glm::dvec3 at(const geometry::SurfacePoint& place, double radius_mm) const;

private:
    std::vector<std::uint32_t> triangles_around(glm::dvec3 centre) const;

    const geometry::Surface& surface_;
    double cell_mm_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> cells_;  // by centroid
};

}  // namespace session

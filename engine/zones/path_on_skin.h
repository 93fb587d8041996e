// SPDX-License-Identifier: MIT
// A path that the practitioner drew, on the skin: a stroke's, or a line that points follow.
#pragma once

#include "geometry/bvh.h"
#include "geometry/surface.h"
#include "geometry/surface_point.h"

#include <glm/vec3.hpp>

#include <span>
#include <string>
#include <vector>

namespace zones {

inline constexpr double usual_snap_limit_mm = 10;

struct PathPlace {
    glm::dvec3 position{0};
    glm::dvec3 normal{0};  // of the skin there, not of unit length
    geometry::SurfacePoint on_surface;
    bool given = true;  // by the user; false for places put between
};

struct PathRules {
    std::string whose = "stroke";  // for the sentence that refuses a place
    double step_mm = 1;            // between two places the path bends along the skin in such steps
    double snap_limit_mm = usual_snap_limit_mm;
};

/// Each place snapped to the nearest skin, with places between so that the path follows the skin.
/// Throws base::Error for a place farther off the skin than the limit. The bvh is over the
/// surface's own mesh.
std::vector<PathPlace> path_on_skin(std::span<const glm::dvec3> path_mm,
                                    const PathRules& rules,
                                    const geometry::Surface& surface,
                                    const geometry::Bvh& bvh);

}  // namespace zones

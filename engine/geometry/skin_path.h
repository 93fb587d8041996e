// SPDX-License-Identifier: MIT
// The straight line along the skin between two places: a path over connected triangles that no
// small change makes shorter. It depends on the skin alone, never on how it is looked at, and it
// cannot jump: it crosses edges that join two triangles and nothing else.
//
// A strip of triangles is found by A* and pulled taut by the funnel (Lee and Preparata 1984); where
// the taut path bends around a vertex that could be passed on the other side, the strip is moved
// there (Xin and Wang, "Efficiently determining a locally exact shortest path on polyhedral
// surfaces", 2007).
#pragma once

#include "geometry/surface_point.h"
#include "geometry/topology.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace geometry {

struct SkinPath {
    std::vector<SurfacePoint> places;      // from the first place to the last, one on each edge
                                           // that is crossed
    std::vector<std::uint32_t> crossings;  // the half-edges that the path leaves a triangle by
    double length_mm = 0;
};

/// None where no path leads: the places lie on parts that are not connected.
std::optional<SkinPath> skin_path(const Mesh& mesh,
                                  const Topology& topology,
                                  const SurfacePoint& from,
                                  const SurfacePoint& to);

/// Of the path's places, those that are at least `step_mm` apart, with both ends.
std::vector<glm::dvec3> thinned(const Mesh& mesh, const SkinPath& path, double step_mm);

}  // namespace geometry

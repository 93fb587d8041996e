// SPDX-License-Identifier: MIT
// The shortest way from place to place through a strip of triangles: for curves on the skin that no
// plane cuts out.
#pragma once

#include "sampling/skin_curve.h"

namespace sampling {

/// The place on edge `e` (from corner e to corner e + 1) of a triangle, as weights.
glm::ivec3 on_edge(int e, double share);

/// The same place, as weights in the triangle over the edge, whose edge is `over`.
glm::ivec3 across_edge(int e, int over, glm::ivec3 weights);

/// Throws base::Error if no strip connects the two.
SkinCurve shortest_in_strip(const SkinMetric& skin, const SkinPlace& a, const SkinPlace& b);

}  // namespace sampling

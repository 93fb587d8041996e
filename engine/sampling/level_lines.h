// SPDX-License-Identifier: MIT
// The curves on which a value, given per vertex of the surface and linear between them, has a
// level: the border of a zone, a row, the midline.
#pragma once

#include "sampling/skin_curve.h"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace sampling {

/// The value of a vertex that has none: no curve runs on the triangles around it.
constexpr std::int32_t no_value = std::numeric_limits<std::int32_t>::max();

/// The curves on these triangles of the metric, values below the level on their right (seen from
/// outside). Closed, or from a wall (or a triangle not asked for) to another. In the order of the
/// triangles in which they begin.
std::vector<SkinCurve> level_lines(const Skin& skin,
                                   std::span<const std::int32_t> values,
                                   std::int32_t level,
                                   std::span<const std::uint32_t> triangles);

}  // namespace sampling

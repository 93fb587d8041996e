// SPDX-License-Identifier: MIT
// How the points of a zone are arranged. Every pattern keeps the spacing; what else it promises is
// said with it.
#pragma once

#include "geometry/surface_point.h"

#include <cstdint>
#include <variant>
#include <vector>

namespace sampling {

/// Maximal and random: no place of the zone farther than the spacing from a point.
struct BlueNoise {
    bool operator==(const BlueNoise&) const = default;
};

/// Maximal and relaxed: the same two promises with some fifth fewer points.
struct Even {
    bool operator==(const Even&) const = default;
};

/// A chosen number of points, spread as evenly as they can be. Their spacing is a result, not a
/// promise: SampleZone::spacing_mm is not used.
struct FixedNumber {
    std::uint32_t points = 0;
    bool operator==(const FixedNumber&) const = default;
};

/// Nappage: rows at equal distances from a guide line, which bend with the skin; every second row
/// is shifted by half a step. SampleZone::spacing_mm is the step along a row.
struct Rows {
    std::vector<geometry::SurfacePoint> guide;  // on the scan; at least two places
    double row_spacing_mm = 10;                 // between two rows, along the skin
};

/// Along a drawn line (a wrinkle, the hairline): each point the first place on the line that is the
/// spacing away from those before.
struct AlongLine {
    std::vector<geometry::SurfacePoint> line;  // on the scan; at least two places
};

using Pattern = std::variant<BlueNoise, Even, FixedNumber, Rows, AlongLine>;

}  // namespace sampling

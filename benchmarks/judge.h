// SPDX-License-Identifier: MIT
// The judge of the benchmark: how well a set of points keeps its distance and covers the skin, by
// true distances along it (geometry::SkinDistance). It knows nothing of who made the points, and
// sees all samplers' points in the same form: places in space.
#pragma once

#include "geometry/mesh.h"

#include <cstddef>
#include <span>

namespace bench {

struct Judgement {
    double farthest_off_skin_mm = 0;  // of a given place to the skin that it is laid on
    double least_mm = 0;              // of two points; infinity if no two are within 1.5 spacings
    std::size_t pairs_too_close = 0;  // nearer than the spacing less 1 micrometre
    // The place of the skin that is farthest from a point is this far, at least and at most. Looked
    // for up to four spacings away; infinite if it is farther, as on a part without points.
    double gap_at_least_mm = 0;
    double gap_at_most_mm = 0;
    double filling = 0;  // points times spacing squared over area
};

struct JudgeSettings {
    double spacing_mm = 0;
    double gap_tolerance = 0.001;  // between the two bounds of the gap, in spacings
    unsigned threads = 0;          // 0: one per core
};

/// The whole mesh is meant to be covered. Each place is laid on the nearest skin first; throws
/// base::Error for one farther than 1 mm from it.
Judgement judge(const geometry::Mesh& mesh,
                std::span<const glm::dvec3> places,
                const JudgeSettings& settings);

}  // namespace bench

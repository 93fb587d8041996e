// SPDX-License-Identifier: MIT
// How evenly points lie. A hexagonal grid has six neighbours alike and equal shares of skin; the
// distance to the nearest alone says little.
#pragma once

#include "base/progress.h"
#include "sampling/patches.h"
#include "sampling/skin.h"

#include <span>

namespace sampling {

/// Coefficients of variation over the points that others surround; 0 if there is none.
struct Evenness {
    double neighbours_cv = 0;  // of the distances along the skin to the six nearest, in spacings
    double areas_cv = 0;       // of the skin that is nearer to the point than to any other
};

/// Throws base::Error where distances cannot be measured.
Evenness evenness_of(const Skin& skin,
                     const Patches& patches,
                     std::span<const shared::Candidate> points,
                     const base::Progress& progress);

}  // namespace sampling

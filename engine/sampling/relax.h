// SPDX-License-Identifier: MIT
// Relaxing: points move apart until each has an equal share of the zone (Lloyd 1982), along the
// skin.
//
// A point looks around once: its disc (disc.h) gives every patch of skin nearby a place in the
// point's own plane, exact in distance and direction. In these planes many steps are taken, each
// towards the middle of the skin that is nearest to the point. Whoever gets far walks straight on
// along the skin to where it got, and looks around anew. Sums are integers, so that neither threads
// nor the order of the patches matter.
#pragma once

#include "base/progress.h"
#include "sampling/patches.h"
#include "sampling/skin.h"

#include <functional>
#include <span>
#include <vector>

namespace sampling {

struct Relaxing {
    int steps = 60;
    unsigned threads = 0;  // 0: one per core
    /// Points go where it says true, if it is there; it is asked by several threads.
    std::function<bool(const shared::Candidate&)> allowed = {};
};

/// The points moved, in their order. `fixed` ones have their share of the zone, and stay. The
/// result does not depend on the number of threads.
std::vector<shared::Candidate> relaxed(const Skin& skin,
                                       const Patches& patches,
                                       std::vector<shared::Candidate> points,
                                       std::span<const shared::Candidate> fixed,
                                       const Relaxing& how,
                                       const base::Progress& progress);

}  // namespace sampling

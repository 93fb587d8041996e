// SPDX-License-Identifier: MIT
#include "sampling/level_scheme.h"

#include "base/error.h"
#include "shared/sampler_interface.h"

#include <algorithm>

namespace sampling {
namespace {

constexpr float usual_levels = 10;

}  // namespace

float share_done(int level)
{
    return std::min(float(level) / usual_levels, 0.99f);
}

std::vector<Chosen> run_levels(Passes& passes, const base::Progress& progress)
{
    passes.begin();
    for (int level = 0; level < shared::most_levels; ++level) {
        const Passes::Left left = passes.grow(level);
        while (left.candidates > 0 && passes.choose() > 0) {
            passes.spread(level);
            progress.report(share_done(level));
        }
        if (left.cells == 0) return passes.chosen();
        progress.report(share_done(level + 1));
    }
    base::check(false, "every cell is covered or decided after enough levels");
    return {};
}

}  // namespace sampling

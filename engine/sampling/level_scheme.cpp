// SPDX-License-Identifier: MIT
#include "sampling/level_scheme.h"

#include "base/error.h"

#include <algorithm>
#include <tuple>

namespace sampling {
namespace {

constexpr int most_levels =
    40;  // cells shrink to a quarter each level: 4^-40 is below any triangle
constexpr float usual_levels = 10;

/// Zone by zone, in order of acceptance priority: the same on every device.
SampleSet in_order(std::vector<Chosen> chosen)
{
    std::ranges::sort(chosen, [](const Chosen& a, const Chosen& b) {
        const auto key = [](const Chosen& c) {
            return std::tie(
                c.candidate.zone, c.level, c.candidate.hash, c.candidate.name, c.candidate.place);
        };
        return key(a) < key(b);
    });
    SampleSet set;
    for (const auto& [candidate, level] : chosen)
        set.points.push_back({candidate.zone, candidate.triangle, candidate.weights});
    return set;
}

}  // namespace

SampleSet run_levels(Passes& passes, const base::Progress& progress)
{
    for (int level = 0; level < most_levels; ++level) {
        const Passes::Left left = passes.grow(level);
        while (left.candidates > 0 && passes.choose() > 0) {
            passes.spread(level);
            progress.report(std::min(float(level) / usual_levels, 0.99f));
        }
        if (left.cells == 0) return in_order(passes.chosen());
        progress.report(std::min(float(level + 1) / usual_levels, 0.99f));
    }
    base::check(false, "every cell is covered or decided after enough levels");
    return {};
}

}  // namespace sampling

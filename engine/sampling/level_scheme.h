// SPDX-License-Identifier: MIT
// The level scheme: maximal Poisson-disk sampling that is sequential dart throwing in effect, run
// in parallel rounds.
//
// The zone's skin starts as cells of about half a spacing squared. Each level, every cell that is
// not yet wholly covered splits and offers at most one candidate, drawn from its own place and the
// seed. Among the level's candidates the best of each neighbourhood are chosen, round by round;
// each chosen one spreads its disc along the skin, rejects what it covers and covers cells. When no
// cell is left, no gap is left. (Ebeida et al. 2012 on cells; Bowers et al. 2010 and Ying et al.
// 2013 on surfaces; Blelloch et al. 2012 on rounds that equal the sequential order.)
//
// The passes, and the bodies in shaders/shared that both devices run, each told in its own file:
//
//     begin    the discs of points that are there already               as spread
//     grow     per cell: is it covered; split, keep, offer a candidate  grow.h, covered.h, cells.h
//     choose   per candidate: is it the best of its neighbourhood       choose.h
//     spread   per chosen one: its disc, by unfolding the skin around   disc.h, bend.h, arrivals.h,
//              it, without windows that cannot matter,                  dominated.h,
//              and what that covers                                     cover.h, windows.h
//
// On the processor (cpu_sampler.cpp, the one to read first) the passes are called by run_levels. On
// the GPU (shaders/compute/sampler_*.comp) they are kernels, and the loop is told as phases, so
// that it need not wait for the host: shared/sampler_interface.h.
#pragma once

#include "sampling/domain.h"

#include <vector>

namespace sampling {

/// A candidate that was chosen, and the level at which it was; level -1 for those that were given.
struct Chosen {
    shared::Candidate candidate;
    std::int32_t level = 0;
};

class Passes {
public:
    struct Left {
        std::size_t cells = 0;
        std::size_t candidates = 0;
    };

    virtual ~Passes() = default;

    /// Spreads the discs of the points that are there already.
    virtual void begin() = 0;
    /// Tests, splits and keeps cells, collects this level's candidates and files them by triangle
    /// and by cube.
    virtual Left grow(int level) = 0;
    /// Chooses open candidates that no better open one is near to; gives their number, 0 when none
    /// is open.
    virtual std::size_t choose() = 0;
    /// Spreads the discs of those chosen last.
    virtual void spread(int level) = 0;
    /// All chosen ones, in any order, without those that were given.
    virtual std::vector<Chosen> chosen() = 0;
};

/// The points of a run as the caller gets them: in an order that no device or edit changes.
SampleSet in_order(std::vector<Chosen> chosen, const Domain& domain);

/// The share of the work that is done when a level begins.
float share_done(int level);

/// Runs the passes to the end.
std::vector<Chosen> run_levels(Passes& passes, const base::Progress& progress);

}  // namespace sampling

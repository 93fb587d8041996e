// SPDX-License-Identifier: MIT
// Points placed one after the other, in an order that somebody else has chosen: a candidate is
// placed if it keeps its spacing from all that were placed before. The level scheme in one thread
// and without cells; patterns lay their points with it.
#pragma once

#include "sampling/disc.h"
#include "sampling/skin.h"
#include "shared/cells.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace sampling {

constexpr double least_spacing_mm = 0.5;
constexpr double most_spacing_mm = 100;  // keeps plane coordinates below 2^27

class Placer {
public:
    /// `reach` is the largest spacing of all candidates to come, units. The skin must outlive this.
    Placer(const Skin& skin, std::int32_t reach);

    /// False, and nothing placed, if a point placed before is nearer to it than the larger of their
    /// spacings. Throws base::Error where distances cannot be measured.
    bool place(const shared::Candidate& candidate);

    /// Places it whatever is near: a pinned point.
    void place_anyway(const shared::Candidate& candidate);

    bool is_free(const shared::Candidate& candidate) const;

    const std::vector<shared::Candidate>& placed() const { return placed_; }

private:
    const Skin& skin_;
    std::int32_t reach_;
    Disc disc_;
    std::unordered_map<std::uint32_t, std::vector<shared::Window>> windows_;  // by triangle
    std::vector<shared::Candidate> placed_;
};

/// A candidate at a place of the skin, kept off its triangle's edges. `rank` says when it goes.
shared::Candidate candidate_at(const Skin& skin,
                               const SkinPlace& place,
                               std::uint32_t zone,
                               std::int32_t spacing,
                               std::uint32_t rank);

/// Spacing in units, with the micrometre that pays for the rounding of distances. Throws
/// base::Error outside 0.5 to 100 mm.
std::int32_t spacing_units(double spacing_mm);

}  // namespace sampling

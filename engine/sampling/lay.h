// SPDX-License-Identifier: MIT
// Patterns: what each lays down before the level scheme fills (or does not fill) the zone. All lay
// with the one Placer of the run, which knows the pinned points and the zones before: so every
// pattern keeps the spacing, whatever it wishes for. On the processor, and the same for all
// devices.
#pragma once

#include "base/progress.h"
#include "sampling/domain.h"
#include "sampling/placer.h"

namespace sampling {

/// True if the level scheme fills what the pattern leaves uncovered.
bool fills(const Pattern& pattern);

/// True if points of the zone are laid before the level scheme fills.
bool lays(const SampleZone& zone);

/// Lays the patterns of all zones, in their order. The domain has the roots and cells of every zone
/// and the pinned points; the laid points join Domain::given, and the cells of zones that are not
/// filled go.
void lay_patterns(const SampleRequest& request, Domain& domain, const base::Progress& progress);

/// Where a pattern is laid.
struct Ground {
    const SampleRequest& request;
    const Domain& domain;
    std::uint32_t zone = 0;
    std::int32_t spacing = 0;  // units, SampleZone::spacing_mm
    Placer& placer;
    const base::Progress& progress;
};

/// Border::rim_first: before the pattern, for patterns that fill.
void lay_rim(const Ground& ground);

/// SampleZone::mirror: the midline and pairs, before the pattern, for patterns that fill.
void lay_mirrored(const MirrorPlane& mirror, const Ground& ground);

void lay_even(const Ground& ground);
void lay_fixed_number(const FixedNumber& wish, const Ground& ground);
void lay_rows(const Rows& wish, const Ground& ground);
void lay_along_line(const AlongLine& wish, const Ground& ground);

}  // namespace sampling

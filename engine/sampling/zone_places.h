// SPDX-License-Identifier: MIT
// What a pattern asks its zone at a place of the skin.
#pragma once

#include "sampling/lay.h"

namespace sampling {

class ZonePlaces {
public:
    explicit ZonePlaces(const Ground& ground);

    /// Inside, and farther from the border than the inset.
    bool contains(const SkinPlace& place) const;

    /// The spacing to keep there, units.
    std::int32_t spacing_at(const SkinPlace& place) const;
    double spacing_mm_at(const SkinPlace& place) const;

    /// The field with the inset added, in its steps: inside is below zero.
    std::int32_t signed_distance(std::uint32_t vertex) const { return field_[vertex] + inset_; }

    /// The triangles that reach inside, in rising order.
    std::vector<std::uint32_t> triangles() const;

    /// The next point of this zone to be laid.
    shared::Candidate candidate(const SkinPlace& place) const;

private:
    const Ground& ground_;
    const SampleZone& zone_;
    std::span<const std::int16_t> field_;
    std::int32_t inset_;  // steps of the field
};

}  // namespace sampling

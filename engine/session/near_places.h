// SPDX-License-Identifier: MIT
// Places in whole 1/10000 mm, their distances as whole numbers, and which of them are near to each.
#pragma once

#include <glm/vec3.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace session {

using Place = glm::i64vec3;  // in 1/10000 mm, below 2^28 each: 10 m are 10^8

Place in_place_steps(glm::dvec3 position_mm);

std::int64_t squared_distance(Place a, Place b);

/// Along the straight line, rounded down to 1/10000 mm.
std::int64_t straight_distance(Place a, Place b);

/// The nearest places of each place, nearest first, ties by number.
class NearPlaces {
public:
    NearPlaces(std::span<const Place> places, std::size_t how_many);

    std::span<const std::uint32_t> of(std::size_t place) const
    {
        return std::span(near_).subspan(place * each_, each_);
    }

private:
    std::size_t each_;
    std::vector<std::uint32_t> near_;
};

}  // namespace session

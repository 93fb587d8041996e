// SPDX-License-Identifier: MIT
// In which order the points are injected: a walk that always goes on to the nearest point of the
// zone that is still to do, from the zone's highest point in the first zone and from the last point
// in the others.
#pragma once

#include <glm/vec3.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace session {

struct OrderedPlace {
    std::uint32_t zone = 0;
    glm::dvec3 position_mm{0};  // in steps of 1/10000 mm
};

/// For each point its place in the walk, 1, 2, 3, ...; zones follow each other. Decided by
/// integers, ties by index.
std::vector<std::uint32_t> visiting_order(std::span<const OrderedPlace> points);

}  // namespace session

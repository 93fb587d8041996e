// SPDX-License-Identifier: MIT
// In which order the points are injected: zone by zone, as the plan lists them, each on a short
// path (session/short_path.h) that comes from the zone before and leaves toward the next.
//
// Lengths are straight lines: a hand or a tool is lifted between two points. Whether a straight
// line leads through the face is for those who move a tool along it.
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

/// For each point its place in the walk, 1, 2, 3, ...; zones follow each other. Never longer than
/// the walk to the nearest point that is left. Of both directions the one that begins higher.
/// Decided by integers, ties by index.
std::vector<std::uint32_t> visiting_order(std::span<const OrderedPlace> points);

/// The same of the walk to the nearest point that is left, many times quicker: for points that
/// change with the next move of a hand.
std::vector<std::uint32_t> quick_order(std::span<const OrderedPlace> points);

/// The points in the order of the walk that always goes on to the nearest point of the zone that is
/// left, from the first zone's highest point on: what visiting_order() improves.
std::vector<std::uint32_t> nearest_walk(std::span<const OrderedPlace> points);

/// Of a walk through these points, given by their numbers.
double walk_length_mm(std::span<const OrderedPlace> points, std::span<const std::uint32_t> walk);

}  // namespace session

// SPDX-License-Identifier: MIT
// No path through these places, whatever its ends, is shorter than this. Held and Karp, The
// Traveling-Salesman Problem and Minimum Spanning Trees (1970, 1971): a spanning tree is no longer
// than a path, and stays so when each place gets a price that its two neighbours pay; prices are
// raised where the tree has too many branches (subgradient ascent). For even places the bound is
// about 1 % below the shortest path.
#pragma once

#include <glm/vec3.hpp>

#include <span>

namespace session {

/// `path_mm` is the length of some path: how far the bound may reach. From about 700 places on
/// fewer rounds are made, from 10,000 on one: then it is the spanning tree's length.
double path_bound_mm(std::span<const glm::dvec3> places_mm, double path_mm);

}  // namespace session

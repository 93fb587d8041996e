// SPDX-License-Identifier: MIT
// A short way through a set of places, each visited once: 2-opt and Or-opt over the nearest
// neighbours, then a fixed number of small kicks (two neighbouring stretches swapped) of which
// those are kept that do not lengthen it. Bentley, Fast Algorithms for Geometric Traveling Salesman
// Problems (1992); Johnson and McGeoch, The Traveling Salesman Problem: A Case Study (1997).
//
// All lengths are whole numbers and the kicks come from a fixed seed: the same places give the same
// path on every machine.
#pragma once

#include "session/near_places.h"

namespace session {

/// Where the path comes from and where it goes on to. Empty: it may begin or end anywhere.
struct PathEnds {
    std::vector<std::int64_t> entry;  // what it costs to begin at each place
    std::vector<std::int64_t> exit;   // what it costs to end at each place
};

/// The places' numbers in the order of the path; never longer than `start`, which must hold each
/// once.
std::vector<std::uint32_t> short_path(std::span<const Place> places,
                                      const NearPlaces& near,
                                      const PathEnds& ends,
                                      std::vector<std::uint32_t> start);

}  // namespace session

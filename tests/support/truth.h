// SPDX-License-Identifier: MIT
// The regions of the reference models as their generator wrote them down, and how well others agree
// with them.
#pragma once

#include <string>
#include <vector>

namespace test {

/// Of each triangle of the model's file: "left_cheek".
std::vector<std::string> region_truth_of(const std::string& model);

struct Overlap {
    double ours_mm2 = 0, truth_mm2 = 0, both_mm2 = 0;
    /// Intersection over union.
    double score() const { return both_mm2 / (ours_mm2 + truth_mm2 - both_mm2); }
};

}  // namespace test

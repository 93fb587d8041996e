// SPDX-License-Identifier: MIT
// Places in words, as the clinical tables give them: "alare up 14.1 lateral 1.6".
#pragma once

#include "anatomy/landmarks.h"
#include "anatomy/local_frame.h"

#include <string>
#include <string_view>
#include <vector>

namespace anatomy {

enum class Side { middle, left, right };

/// "left ", "right " or nothing.
std::string_view prefix_of(Side side);

/// A place in words. It starts at a landmark, or at a share of the straight way between two
/// ("gonion~menton@0.33"); a paired one is the side's own where no side is written. Then it goes so
/// many mm up, down, lateral, medial, front or back, or to so many mm from_midline.
class PlaceInWords {
public:
    explicit PlaceInWords(std::string_view words);  // throws Error where they make no sense

    /// The full names of the landmarks that it needs.
    std::vector<std::string> needed(Side side) const;

    /// Where it is in the scan's axes, on the skin or not; the larger of the landmarks' spreads is
    /// kept. Throws Error for a missing landmark.
    Landmark at(const Landmarks& landmarks, const LocalFrame& frame, Side side) const;

private:
    struct Move {
        std::string direction;
        double mm = 0;
    };
    std::vector<std::string> landmarks_;  // one or two
    double share_ = 0;                    // of the way from the first to the second
    std::vector<Move> moves_;
};

}  // namespace anatomy

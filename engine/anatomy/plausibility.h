// SPDX-License-Identifier: MIT
// Can these be the landmarks of a person? A landmark that was clicked in the wrong place puts
// arteries in the wrong place, so what is not possible is refused and what is unusual is said.
#pragma once

#include "anatomy/landmarks.h"
#include "anatomy/skin_place.h"

#include <string>
#include <vector>

namespace anatomy {

struct Finding {
    enum class Weight { unusual, impossible };
    Weight weight = Weight::unusual;
    std::string sentence;
};

inline constexpr double on_skin_mm = 3;        // farther off the skin is unusual, ...
inline constexpr double off_skin_mm = 10;      // ... and so far off it is no landmark of this scan
inline constexpr double uneven_mm = 6;         // a pair may mirror each other so badly, ...
inline constexpr double not_mirrored_mm = 20;  // ... and cannot so badly
inline constexpr double uneven_trunk_mm = 30;  // who stands askew is so uneven, ...
inline constexpr double trunk_not_mirrored_mm = 80;  // ... and nobody so badly

/// On the skin, in their order from top to bottom, left on the left, pairs that mirror each other,
/// distances that people have. The worst first; empty if all is as it should be.
std::vector<Finding> findings_on(const Landmarks& landmarks, const SkinView& skin);

/// Throws Error with the first impossible one.
void require_possible(const std::vector<Finding>& findings);

}  // namespace anatomy

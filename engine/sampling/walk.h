// SPDX-License-Identifier: MIT
// Straight on along the skin: the exponential map.
#pragma once

#include "sampling/skin.h"

#include <optional>

namespace sampling {

/// Where one gets from a place by going straight on along the skin, by a step that is seen in its
/// triangle laid flat (units). Nothing where that leads over a border, or nowhere.
std::optional<SkinPlace> walked(const SkinMetric& skin, const SkinPlace& from, glm::ivec2 step);

}  // namespace sampling

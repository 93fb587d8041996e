// SPDX-License-Identifier: MIT
// Landmarks that were not given, where the given ones tell about where they are. What leans on an
// estimate is wider by its spread, and the user is told.
#pragma once

#include "anatomy/landmarks.h"
#include "anatomy/local_frame.h"
#include "anatomy/skin_place.h"

#include <string>
#include <vector>

namespace anatomy {

/// Adds what can be estimated of a head's missing landmarks; one sentence for each. Tragion and
/// gonion are never estimated.
std::vector<std::string>
add_estimates(Landmarks& landmarks, const LocalFrame& head, const SkinView& skin);

}  // namespace anatomy

// SPDX-License-Identifier: MIT
// The rules that a planned zone is held against. Each gives a sentence with the numbers in it, and
// never the word "safe".
#pragma once

#include "session/measure.h"
#include "session/session_map.h"

#include <vector>

namespace session {

/// All rules that apply to the zone with these settings, as planned and measured. A `fail` means
/// that the map must not leave the program: the spacing or the cover is not kept, the needle is too
/// short, or the depth is beyond both what is published for the technique and mesotherapy's 4 mm.
/// What is merely outside a published range gives `warn`.
std::vector<Check> checks_of(const MapZone& zone, const ZoneMeasure& measured);

}  // namespace session

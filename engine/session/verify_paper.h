// SPDX-License-Identifier: MIT
// The part of verify that needs no scan.
#pragma once

#include "session/failures.h"
#include "session/session_map.h"

#include <string_view>

namespace session {

/// The seal, the numbers and sums, the settings of each zone and the dose of each point.
void check_paper(std::string_view text, const SessionMap& map, Failures& failures);

/// Witness, patient's directions, zone centres, limits and approval.
void check_frame(std::string_view text, const SessionMap& map, Failures& failures);

}  // namespace session

// SPDX-License-Identifier: MIT
// The practice's own limits, laid over the checks of a map: tighter as it likes; looser only with a
// written reason, which the check then carries. What the program promises, what a drug's label
// stops, and a contraindication are not loosened.
#pragma once

#include "session/clinic_facts.h"
#include "session/session_map.h"

#include <vector>

namespace session {

/// Throws base::Error for a looser limit without a reason, or of a rule that is not loosened.
void apply_practice(const ClinicFacts& facts, std::vector<Check>& checks);

}  // namespace session

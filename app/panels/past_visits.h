// SPDX-License-Identifier: MIT
// The visits that took place, with what was planned and what was given. Where the two differ a sign
// says so; the scene shows the points of the visit that is chosen.
#pragma once

#include "panels/form.h"

namespace panels {

/// `shown` is the number of the chosen visit, 0 for none.
void past_visits(const session::ClinicFacts& facts, int& shown, const Form& form);

}  // namespace panels

// SPDX-License-Identifier: MIT
// How the points of the chosen zone are arranged: the pattern, a number or a dose in place of the
// spacing, the border, left and right.
#pragma once

#include "panels/form.h"

namespace panels {

/// The pattern's list, with the distance between rows where there are rows.
void pattern_lines(const session::Zone& zone, Form& form, Commands& commands);

/// What is asked for more rarely, folded away at first.
void further_arrangement(const session::Zone& zone, Form& form, Commands& commands);

}  // namespace panels

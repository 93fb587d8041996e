// SPDX-License-Identifier: MIT
// What is injected: the mixtures of the visit with their ingredients, which zone gets which, and
// the doses that come of it with their limits.
#pragma once

#include "panels/form.h"
#include "panels/visit_panel.h"
#include "shell/planner.h"

namespace panels {

/// This form and the visit's, as far as they are open. `plan` is of the case as it is, or null
/// while it is being made.
Commands
visit_forms(VisitForms& open, const session::Case& now, const shell::Plan* plan, Form& form);

}  // namespace panels

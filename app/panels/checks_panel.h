// SPDX-License-Identifier: MIT
// The rules that the plan is held against, as sentences: what fails, what to look at, what passes.
#pragma once

#include "panels/form.h"
#include "shell/planner.h"

namespace panels {

/// `plan` is null until there is one; `works` while a newer one is being made.
void checks_panel(const shell::Plan* plan, bool works, const Form& form);

}  // namespace panels

// SPDX-License-Identifier: MIT
// The rules that the plan is held against, as sentences: what fails, what to look at, what passes.
// Alike ones are put together.
#pragma once

#include "panels/form.h"
#include "shell/planner.h"

namespace panels {

/// `plan` is null until there is one; `works` while a newer one is being made. Gives the name of a
/// zone that the practitioner wants to see.
std::optional<std::string> checks_panel(const shell::Plan* plan, bool works, const Form& form);

}  // namespace panels

// SPDX-License-Identifier: MIT
// What was done, in words, the latest at the top; a click goes there.
#pragma once

#include "panels/form.h"
#include "session/history.h"

namespace panels {

/// How many steps are to be taken: below 0 back, above 0 forward again.
int history_panel(const session::History& history, const Form& form);

}  // namespace panels

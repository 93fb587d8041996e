// SPDX-License-Identifier: MIT
// The settings of the program: how it looks, speaks and listens to the mouse.
#pragma once

#include "panels/form.h"
#include "shell/preferences.h"

namespace panels {

/// A popup of its own, open as long as `is_open`. Changes `chosen`; true if it did.
bool preferences_panel(bool& is_open,
                       shell::Preferences& chosen,
                       const std::string& device,
                       const Form& form);

/// The table of keys and mouse, likewise.
void keys_panel(bool& is_open, tools::Habit habit, const Form& form);

}  // namespace panels

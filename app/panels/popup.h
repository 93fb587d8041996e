// SPDX-License-Identifier: MIT
// Dialogs in the middle of the window, which lie over everything until they are closed.
#pragma once

#include "panels/form.h"

#include <cstddef>
#include <optional>
#include <span>

namespace panels {

/// True if its content is to be drawn, and then end_popup() follows. Esc closes it. What stands
/// behind ### in the title names it in every language.
bool begin_popup(const char* title, bool& is_open, float width, const Form& form);
void end_popup(bool is_open);

/// One of a few, side by side; which one was pressed.
std::optional<std::size_t>
segments(std::span<const char* const> names, std::size_t now, const Form& form);

}  // namespace panels

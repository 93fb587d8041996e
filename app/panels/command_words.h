// SPDX-License-Identifier: MIT
// Commands as a person tells them: "Spacing of forehead: 8 → 10 mm".
#pragma once

#include "session/history.h"

#include <string>

namespace panels {

/// Of the history's i-th command, in the spoken language. What a number was before is taken from
/// the commands before it.
std::string words_of(const session::History& history, std::size_t i);

/// "Undo: Paint forehead"; empty if there is nothing.
std::string would_undo(const session::History& history);
std::string would_redo(const session::History& history);

}  // namespace panels

// SPDX-License-Identifier: MIT
// What is marked on the skin: which kind the next click places, how large, and what is there.
#pragma once

#include "panels/form.h"
#include "tools/mark_tool.h"

#include <string>

namespace panels {

/// "mole (naevus)", "Reaction, grade 2"
std::string words_of(const tools::MarkKind& kind);

struct MarkWishes {
    Commands commands;
    bool end = false;
};
MarkWishes marks_panel(tools::MarkTool& tool, const session::ClinicFacts& facts, Form& form);

}  // namespace panels

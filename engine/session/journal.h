// SPDX-License-Identifier: MIT
// The journal: every step of a case in the order in which it was taken, undo and redo among them.
// Taken again in that order, the steps give the same case with the same history.
#pragma once

#include "session/command.h"

#include <optional>
#include <span>
#include <vector>

namespace session {

enum class StepKind { done, undone, redone };

struct JournalStep {
    StepKind kind = StepKind::done;
    std::optional<Command> command;  // of a done one
};

/// The commands that stand after all steps, without what was undone: taken in this order, they give
/// the same case. Throws base::Error for steps that undo or redo what is not there.
std::vector<Command> standing_commands(std::span<const JournalStep> steps);

/// Where a workspace leaves its steps.
class Journal {
public:
    virtual ~Journal() = default;

    /// The steps are kept for good before this returns. Throws base::Error if that cannot be, and
    /// then none of them is taken.
    virtual void keep(std::span<const JournalStep> steps) = 0;
};

}  // namespace session

// SPDX-License-Identifier: MIT
// Undo and redo. Applying a command gives back how to take it back.
#pragma once

#include "session/case.h"
#include "session/command.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace session {

/// How to take one command back, and the memory that this takes.
struct Undo {
    std::function<void(Case&)> revert;
    std::size_t bytes = 0;
};

/// Applies the command to the case; where it throws base::Error, the case is as before.
Undo apply(Case& current, const Command& command);

/// The commands done and undone.
class History {
public:
    /// Above `limit_bytes` the oldest commands can no longer be undone.
    explicit History(std::size_t limit_bytes = 64u << 20)
        : limit_bytes_(limit_bytes)
    {
    }

    void done(Command command, Undo undo);
    /// Takes the last command back. False if there is none.
    bool undo(Case& current);
    /// Does the last undone command again. False if there is none.
    bool redo(Case& current);

    /// What redo() would do; there must be something.
    const Command& next_redo() const { return undone_.back(); }

    /// The commands done that undo() can still take back, from the oldest, then those undone, in
    /// the order in which redo() does them.
    const Command& command(std::size_t i) const
    {
        return i < done_.size() ? done_[i].command
                                : undone_[undone_.size() - 1 - (i - done_.size())];
    }

    std::size_t undoable() const { return done_.size(); }
    std::size_t redoable() const { return undone_.size(); }

private:
    struct Step {
        Command command;
        Undo undo;
    };

    void remember(Step step);

    std::size_t limit_bytes_;
    std::size_t bytes_ = 0;
    std::vector<Step> done_;
    std::vector<Command> undone_;
};

}  // namespace session

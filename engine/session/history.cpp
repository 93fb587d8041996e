// SPDX-License-Identifier: MIT
#include "session/history.h"

namespace session {

void History::done(Command command, Undo undo)
{
    undone_.clear();
    remember({std::move(command), std::move(undo)});
}

bool History::undo(Case& current)
{
    if (done_.empty()) return false;
    Step step = std::move(done_.back());
    done_.pop_back();
    bytes_ -= step.undo.bytes;
    step.undo.revert(current);
    ++current.revision;
    undone_.push_back(std::move(step.command));
    return true;
}

bool History::redo(Case& current)
{
    if (undone_.empty()) return false;
    Command command = std::move(undone_.back());
    undone_.pop_back();
    Undo undo = session::apply(current, command);
    remember({std::move(command), std::move(undo)});
    return true;
}

void History::remember(Step step)
{
    bytes_ += step.undo.bytes;
    done_.push_back(std::move(step));
    std::size_t too_old = 0;
    while (bytes_ > limit_bytes_ && too_old + 1 < done_.size())
        bytes_ -= done_[too_old++].undo.bytes;
    done_.erase(done_.begin(), done_.begin() + static_cast<std::ptrdiff_t>(too_old));
}

}  // namespace session

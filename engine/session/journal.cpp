// SPDX-License-Identifier: MIT
#include "session/journal.h"

#include "base/error.h"

#include <utility>

namespace session {
namespace {

void move_last(std::vector<Command>& from, std::vector<Command>& to)
{
    if (from.empty()) throw base::Error("The journal has a step back or forth without another.");
    to.push_back(std::move(from.back()));
    from.pop_back();
}

}  // namespace

std::vector<Command> standing_commands(std::span<const JournalStep> steps)
{
    std::vector<Command> standing, undone;
    for (const JournalStep& step : steps) {
        switch (step.kind) {
        case StepKind::done:
            standing.push_back(*step.command);
            undone.clear();
            break;
        case StepKind::undone:
            move_last(standing, undone);
            break;
        case StepKind::redone:
            move_last(undone, standing);
            break;
        }
    }
    return standing;
}

}  // namespace session

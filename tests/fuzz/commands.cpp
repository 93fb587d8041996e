// SPDX-License-Identifier: MIT
// Scripts, and the lines of a case's journal: read, written, done and taken back.
#include "case_text.h"
#include "session/history.h"
#include "target.h"

namespace {

void hold_to_one_way_of_writing(const session::Command& command)
{
    const std::string line = session::line_of(command);
    fuzz::promise(session::line_of(session::command_in(line, "line")) == line,
                  "a command is the same after writing and reading");
}

/// What is taken back leaves no trace, and what is refused neither.
void hold_to_undo(session::Case& current, const session::Command& command)
{
    const std::string before = test::text_of(current);
    if (const auto undo = fuzz::accepted([&] { return session::apply(current, command); })) {
        undo->revert(current);
        fuzz::promise(test::text_of(current) == before, "undo gives the case as it was");
        session::apply(current, command);
    } else {
        fuzz::promise(test::text_of(current) == before, "a refused command changes nothing");
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto commands =
        fuzz::accepted([&] { return session::commands_in(fuzz::text_of(data, size), "script"); });
    if (!commands) return 0;
    session::Case current;
    for (const session::Command& command : *commands) {
        hold_to_one_way_of_writing(command);
        hold_to_undo(current, command);
    }
    return 0;
}

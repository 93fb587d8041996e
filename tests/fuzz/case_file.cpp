// SPDX-License-Identifier: MIT
// Case files: what SQLite makes of a damaged one, and our journal in it. The file lies in memory:
// its bytes go through the same doors as those of any other.
#include "session/case_file.h"
#include "session/history.h"
#include "target.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace {

namespace fs = std::filesystem;

/// A place for one case, where nothing was before and nothing stays.
class Place {
public:
    Place()
        : folder_(fs::path("/dev/shm") / ("mesomap-fuzz-" + std::to_string(::getpid())))
    {
        fs::remove_all(folder_);
        fs::create_directory(folder_);
    }
    Place(const Place&) = delete;
    ~Place() { fs::remove_all(folder_); }
    fs::path file() const { return folder_ / "case"; }

private:
    fs::path folder_;
};

/// Takes the steps again as go_on_with() does, without the skin that a workspace needs.
void take_again(const std::vector<session::JournalStep>& steps)
{
    session::Case current;
    session::History history;
    for (const session::JournalStep& step : steps)
        if (step.kind == session::StepKind::undone)
            history.undo(current);
        else if (step.kind == session::StepKind::redone)
            history.redo(current);
        else
            history.done(*step.command, session::apply(current, *step.command));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const Place place;
    std::ofstream(place.file(), std::ios::binary) << fuzz::text_of(data, size);
    fuzz::accepted([&] {
        const session::CaseFile file(place.file());
        fuzz::accepted([&] { return file.scan(); });
        take_again(file.steps());
        return true;
    });
    return 0;
}

// SPDX-License-Identifier: MIT
#include "shell/case_copy.h"

#include "base/error.h"
#include "shell/texts.h"

#include <fmt/format.h>

#include <system_error>

namespace shell {

namespace fs = std::filesystem;

fs::path free_copy_name(const fs::path& case_file)
{
    const std::string name = case_file.stem().string(), ending = case_file.extension().string();
    fs::path copy = case_file.parent_path() / (name + " copy" + ending);
    std::error_code refused;
    for (int number = 2; fs::exists(copy, refused); ++number)
        copy = case_file.parent_path() / fmt::format("{} copy {}{}", name, number, ending);
    return copy;
}

fs::path save_copy_beside(const Subject& subject)
{
    if (!subject.save_copy)
        throw base::Error(say("This plan is kept in no case, so there is nothing to copy: open the "
                              "scan from the start screen to begin one."));
    const fs::path copy = fs::absolute(free_copy_name(subject.file));
    subject.save_copy(copy);
    return copy;
}

}  // namespace shell

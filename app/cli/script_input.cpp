// SPDX-License-Identifier: MIT
#include "cli/script_input.h"

#include "base/file.h"

namespace cli {
namespace {

constexpr std::uintmax_t largest_script_bytes = 64u << 20;

}  // namespace

std::vector<session::Command> load_script(const std::filesystem::path& file)
{
    return session::commands_in(base::read_file(file, largest_script_bytes),
                                file.filename().string());
}

}  // namespace cli

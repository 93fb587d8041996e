// SPDX-License-Identifier: MIT
// Scripts on the command line: commands, one JSON line each.
#pragma once

#include "session/command.h"

#include <filesystem>
#include <vector>

namespace cli {

/// Throws base::Error, one sentence with the line in it.
std::vector<session::Command> load_script(const std::filesystem::path& file);

}  // namespace cli

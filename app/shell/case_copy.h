// SPDX-License-Identifier: MIT
// A copy of the case that is open, beside it.
#pragma once

#include "shell/window_shell.h"

#include <filesystem>

namespace shell {

/// A name that is still free: "face copy.mesocase", "face copy 2.mesocase", ...
std::filesystem::path free_copy_name(const std::filesystem::path& case_file);

/// Gives the file. Throws base::Error where the plan is kept in no case, or the copy cannot be
/// written; then no file is left.
std::filesystem::path save_copy_beside(const Subject& subject);

}  // namespace shell

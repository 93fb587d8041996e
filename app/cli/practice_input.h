// SPDX-License-Identifier: MIT
// The practice's own file of limits.
#pragma once

#include "session/workspace.h"

#include <filesystem>

namespace cli {

/// Adds the practice's limits to what the case knows. Throws base::Error for a file that is none.
void take_practice(const std::filesystem::path& file, session::Workspace& workspace);

}  // namespace cli

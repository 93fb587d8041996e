// SPDX-License-Identifier: MIT
// Where the program keeps what is the user's own.
#pragma once

#include <filesystem>

namespace cli {

/// XDG_DATA_HOME/mesomap, else ~/.local/share/mesomap.
std::filesystem::path data_folder();

}  // namespace cli

// SPDX-License-Identifier: MIT
#include "cli/data_folder.h"

#include <cstdlib>

namespace cli {

namespace fs = std::filesystem;

fs::path data_folder()
{
    const char* data = std::getenv("XDG_DATA_HOME");
    const char* home = std::getenv("HOME");
    const fs::path base = data && fs::path(data).is_absolute() ? fs::path(data)
                          : home                               ? fs::path(home) / ".local" / "share"
                                                               : fs::temp_directory_path();
    return base / "mesomap";
}

}  // namespace cli

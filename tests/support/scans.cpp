// SPDX-License-Identifier: MIT
#include "scans.h"

#include <cstdlib>

namespace test {

namespace fs = std::filesystem;

fs::path source_folder()
{
    return MESOMAP_SOURCE_FOLDER;
}

fs::path reference_model(const char* name)
{
    return source_folder() / "assets" / "models" / name;
}

fs::path fixture(const char* name)
{
    return source_folder() / "tests" / "fixtures" / name;
}

fs::path real_scan(const char* name)
{
    const char* folder = std::getenv("MESOMAP_SCANS");
    const fs::path file =
        (folder ? fs::path(folder) : source_folder() / ".." / "shared" / "scans") / name;
    return fs::exists(file) ? file : fs::path();
}

}  // namespace test

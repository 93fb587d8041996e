// SPDX-License-Identifier: MIT
// What the parent and the child of an import agree on.
#pragma once

#include <string>

namespace geometry {

/// What a child reads: a scan, or a file beside it.
enum class ImportKind { scan, library, picture };

struct ImportJob {
    ImportKind kind = ImportKind::scan;
    std::string detail;  // of a scan its extension, of a library the material that is wanted
};

inline constexpr const char* import_child_word = "import-child";
inline constexpr int import_input_fd = 3;    // the file's bytes, sealed
inline constexpr int import_result_fd = 4;   // gets one packed block (packed_mesh.h)
inline constexpr int import_child_done = 0;  // exit code: the block is complete

}  // namespace geometry

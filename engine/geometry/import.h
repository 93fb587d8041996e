// SPDX-License-Identifier: MIT
// Reading scan files, which may be hostile: every reader runs in a child process with limits, and
// the parent believes nothing of what comes back before it passed one validation gate.
#pragma once

#include "base/progress.h"
#include "geometry/scan.h"

#include <filesystem>
#include <string_view>

namespace geometry {

struct ImportOptions {
    /// The program that answers `import-child`; a program that imports calls run_import_child early
    /// in its main.
    std::filesystem::path child_program = "/proc/self/exe";
    double time_limit_s = 60;
    std::size_t memory_limit_bytes = std::size_t(4) << 30;
    bool hashes = true;  // without it the mesh has no sha256: for a mere look at the scan
};

/// Reads OBJ, PLY, STL, glTF/GLB, 3MF and what else Assimp knows. Throws Error with one sentence.
ImportedMesh import_mesh(const std::filesystem::path& file, const ImportOptions& options = {});

/// The same from a file's bytes; the name's ending says what they are. They touch no disk.
/// `picture` are those of the picture beside it; empty if there was none.
ImportedMesh import_bytes(std::string_view bytes,
                          const std::filesystem::path& name,
                          std::string_view picture = {},
                          const ImportOptions& options = {});

/// True if the command line asks for the child's work; then run_import_child does it and gives the
/// exit code.
bool is_import_child(int argc, char** argv);
int run_import_child(int argc, char** argv);

}  // namespace geometry

// SPDX-License-Identifier: MIT
// Files: read whole with a limit, written beside and renamed, so that a reader never sees half of
// one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace base {

/// The bytes of a regular file. Throws Error if it is missing, a folder, unreadable or above
/// `limit_bytes`.
std::string read_file(const std::filesystem::path& path, std::uintmax_t limit_bytes = 1u << 30);

/// For its owner alone, whatever the umask: what we write is about a patient. Writes beside `path`,
/// flushes to the disk, reads it again, compares and renames: afterwards the file is the old or the
/// new one, whole. Throws Error, and then leaves no file behind.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// Renames, and waits until the disk has the new name. Throws Error.
void move_file(const std::filesystem::path& from, const std::filesystem::path& to);

struct FileToWrite {
    std::filesystem::path path;
    std::string bytes;
};

/// Writes all of them or none: each is staged beside its place before the first takes it, and gives
/// it back if a later one cannot. Throws Error, also if two of them are the same file.
void write_files(std::span<const FileToWrite> files);

}  // namespace base

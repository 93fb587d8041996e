// SPDX-License-Identifier: MIT
// What a folder holds, as the file dialog lists it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace shell {

/// The formats that scans come in, and cases; with the dot, in small letters.
bool can_be_opened(const std::filesystem::path& file);
bool is_case(const std::filesystem::path& file);

struct FolderEntry {
    std::string name;
    bool is_folder = false;
    std::uintmax_t bytes = 0;
    bool operator==(const FolderEntry&) const = default;
};

struct FolderList {
    std::filesystem::path folder;      // absolute
    std::vector<FolderEntry> entries;  // folders first, each in order of their names
    std::string problem;               // why it cannot be listed; empty if it can
};

/// What is looked for: what can be opened, or what was said to have been given (JSON).
enum class Sought { scans_and_cases, acknowledgements };

/// Folders, and files that may be what is looked for; nothing whose name begins with a dot.
FolderList list_of(const std::filesystem::path& folder, Sought sought = Sought::scans_and_cases);
bool may_be_acknowledgement(const std::filesystem::path& file);
/// The same as patterns of names, in small and in large letters: "*.ply", "*.PLY".
std::vector<std::string> patterns_of(Sought sought);

/// "820 KB", "14.2 MB".
std::string size_in_words(std::uintmax_t bytes);

/// What a typed path means in a folder: absolute, or below the folder, or below home after a ~.
std::filesystem::path path_typed(std::string_view typed, const std::filesystem::path& folder);

/// Where people keep files: home, documents, downloads, and the desktop, as far as they exist.
std::vector<std::filesystem::path> usual_folders();

}  // namespace shell

// SPDX-License-Identifier: MIT
#include "shell/folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <tuple>

namespace shell {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view case_extension = ".mesocase";
constexpr std::array scan_extensions{".obj",
                                     ".ply",
                                     ".stl",
                                     ".glb",
                                     ".gltf",
                                     ".3mf",
                                     ".fbx",
                                     ".dae",
                                     ".off",
                                     ".3ds",
                                     ".x3d",
                                     ".wrl"};

std::string lower_case(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

}  // namespace

bool is_case(const fs::path& file)
{
    return lower_case(file.extension().string()) == case_extension;
}

bool can_be_opened(const fs::path& file)
{
    return is_case(file) ||
           std::ranges::count(scan_extensions, lower_case(file.extension().string())) > 0;
}

bool may_be_acknowledgement(const fs::path& file)
{
    return lower_case(file.extension().string()) == ".json";
}

std::vector<std::string> patterns_of(Sought sought)
{
    std::vector<std::string> extensions{".json"};
    if (sought == Sought::scans_and_cases) {
        extensions.assign(scan_extensions.begin(), scan_extensions.end());
        extensions.emplace_back(case_extension);
    }
    std::vector<std::string> patterns;
    for (const std::string& one : extensions) {
        patterns.push_back("*" + one);
        std::string large = one;
        std::ranges::transform(
            large, large.begin(), [](unsigned char c) { return std::toupper(c); });
        patterns.push_back("*" + large);
    }
    return patterns;
}

FolderList list_of(const fs::path& folder, Sought sought)
{
    const auto is_sought =
        sought == Sought::scans_and_cases ? can_be_opened : may_be_acknowledgement;
    FolderList list{fs::absolute(folder).lexically_normal(), {}, {}};
    std::error_code problem;
    for (fs::directory_iterator entry(list.folder, problem), end; !problem && entry != end;
         entry.increment(problem)) {
        std::error_code gone;  // between two looks, or a broken link
        FolderEntry one{entry->path().filename().string(), entry->is_directory(gone), 0};
        if (one.name.starts_with('.')) continue;
        if (!one.is_folder && !is_sought(entry->path())) continue;
        if (!one.is_folder) one.bytes = entry->file_size(gone);
        if (!gone) list.entries.push_back(std::move(one));
    }
    if (problem)
        list.problem =
            fmt::format("{} cannot be listed: {}.", list.folder.string(), problem.message());
    std::ranges::sort(list.entries, {}, [](const FolderEntry& one) {
        return std::tuple(!one.is_folder, lower_case(one.name), one.name);
    });
    return list;
}

std::string size_in_words(std::uintmax_t bytes)
{
    if (bytes < 1'000'000) return fmt::format("{:.0f} KB", double(bytes) / 1e3 + 0.5);
    return fmt::format("{:.1f} MB", double(bytes) / 1e6);
}

fs::path path_typed(std::string_view typed, const fs::path& folder)
{
    const char* home = std::getenv("HOME");
    if (home && (typed == "~" || typed.starts_with("~/")))
        return (fs::path(home) / typed.substr(std::min<std::size_t>(2, typed.size())))
            .lexically_normal();
    return (folder / typed).lexically_normal();
}

std::vector<fs::path> usual_folders()
{
    const char* home = std::getenv("HOME");
    if (!home) return {};
    std::vector<fs::path> all;
    std::error_code missing;
    for (const fs::path& one : {fs::path(home),
                                fs::path(home) / "Documents",
                                fs::path(home) / "Downloads",
                                fs::path(home) / "Desktop"})
        if (fs::is_directory(one, missing)) all.push_back(one);
    return all;
}

}  // namespace shell

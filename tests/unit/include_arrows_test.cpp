// SPDX-License-Identifier: MIT
// The architecture, held to its word: every #include "<module>/..." in engine/ follows
// engine/modules.txt.
#include "scans.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace {

namespace fs = std::filesystem;
using Arrows = std::map<std::string, std::set<std::string>>;

Arrows arrows_in(const fs::path& file)
{
    Arrows arrows;
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t colon = line.find(':');
        if (line.starts_with('#') || colon == std::string::npos) continue;
        std::istringstream uses(line.substr(colon + 1));
        auto& allowed = arrows[line.substr(0, colon)];
        for (std::string module; uses >> module;)
            allowed.insert(module);
    }
    return arrows;
}

/// Sentences about includes of `file` that leave `module` against the arrows.
std::string wrong_includes(const fs::path& file, const std::string& module, const Arrows& arrows)
{
    static const std::regex include("^\\s*#\\s*include\\s*\"([a-z]+)/");
    std::string sentences;
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        std::smatch found;
        if (!std::regex_search(line, found, include)) continue;
        const std::string used = found[1];
        const bool is_module = arrows.contains(used) || used == "app" || used == "cli";
        if (is_module && used != module && !arrows.at(module).contains(used))
            sentences += file.string() + ": " + module + " must not include " + line + "\n";
    }
    return sentences;
}

std::string wrong_includes_below(const fs::path& engine)
{
    const Arrows arrows = arrows_in(engine / "modules.txt");
    std::string sentences;
    for (const auto& [module, allowed] : arrows)
        for (const auto& entry : fs::recursive_directory_iterator(engine / module))
            if (entry.path().extension() == ".h" || entry.path().extension() == ".cpp")
                sentences += wrong_includes(entry.path(), module, arrows);
    return sentences;
}

TEST(IncludeArrows, EveryIncludeInTheEngineFollowsTheList)
{
    EXPECT_EQ(wrong_includes_below(test::source_folder() / "engine"), "");
}

TEST(IncludeArrows, AnIncludeAgainstTheArrowIsFound)
{
    const fs::path engine = fs::path(testing::TempDir()) / "arrows";
    for (const char* module : {"base", "geometry"})
        fs::create_directories(engine / module);
    std::ofstream(engine / "modules.txt") << "base:\ngeometry: base\n";
    std::ofstream(engine / "base" / "wrong.h") << "#include \"geometry/mesh.h\"\n";
    EXPECT_NE(wrong_includes_below(engine), "");
}

}  // namespace

// SPDX-License-Identifier: MIT
// docs/safety/, held to its word: each control of a hazard names tests that exist, and the list of
// third-party parts is the list of what `./dev` installs for the program.
#include "scans.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Words = std::set<std::string>;

std::string text_of(const fs::path& file)
{
    std::ifstream stream(file);
    EXPECT_TRUE(stream) << file;
    return {std::istreambuf_iterator<char>(stream), {}};
}

Words found_in(const std::string& text, const std::regex& form)
{
    Words found;
    for (std::sregex_iterator one(text.begin(), text.end(), form), end; one != end; ++one)
        found.insert(one->size() > 2 ? one->str(1) + "." + one->str(2) : one->str(1));
    return found;
}

/// As in the sources: "Suite.Test", and those that CMake names.
Words all_tests()
{
    static const std::regex test(
        R"((?:^|\n)(?:TEST|TEST_F|TEST_P|TYPED_TEST)\(\s*(\w+),\s*(\w+)\s*\))");
    static const std::regex named(R"(add_test\(NAME ([\w.]+))");
    Words all;
    for (const auto& file : fs::recursive_directory_iterator(test::source_folder() / "tests")) {
        if (file.path().extension() == ".cpp") all.merge(found_in(text_of(file.path()), test));
        if (file.path().filename() == "CMakeLists.txt")
            all.merge(found_in(text_of(file.path()), named));
    }
    return all;
}

std::vector<std::vector<std::string>> rows_of(const char* name)
{
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(text_of(test::source_folder() / "docs/safety" / name));
    for (std::string line; std::getline(lines, line);) {
        std::istringstream fields(line);
        rows.emplace_back();
        for (std::string field; std::getline(fields, field, ',');)
            rows.back().push_back(field);
    }
    return rows;
}

TEST(SafetyFile, EachControlNamesTestsThatExist)
{
    const Words tests = all_tests();
    ASSERT_GT(tests.size(), 500u) << "they were not found";
    const auto rows = rows_of("hazards.csv");
    Words ids;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        ASSERT_EQ(rows[i].size(), rows[0].size()) << rows[i][0];
        EXPECT_TRUE(ids.insert(rows[i][0]).second) << rows[i][0] << " is there twice";
        for (const std::string& field : rows[i])
            EXPECT_FALSE(field.empty()) << rows[i][0];
        std::istringstream names(rows[i].back());
        for (std::string name; names >> name;)
            EXPECT_TRUE(tests.contains(name)) << rows[i][0] << " names " << name;
    }
    EXPECT_GE(ids.size(), 20u);
}

TEST(SafetyFile, ListsEachLibraryThatDevInstalls)
{
    static const std::regex library(
        R"(\s(lib[\w.+-]+-dev|nlohmann-json3-dev|zlib1g-dev)(?=\s|\)))");
    const std::string dev = text_of(test::source_folder() / "dev");
    const std::size_t begin = dev.find("packages=("), end = dev.find("\n)", begin);
    Words installed = found_in(dev.substr(begin, end - begin), library);
    for (const char* only_for_tests : {"libgtest-dev", "libgmock-dev", "libcgal-dev"})
        installed.erase(only_for_tests);
    Words listed;
    for (const auto& row : rows_of("third-party.csv"))
        if (row[0].ends_with("-dev")) listed.insert(row[0]);
    EXPECT_EQ(listed, installed);
}

}  // namespace

// SPDX-License-Identifier: MIT
#include "base/file.h"
#include "program.h"
#include "shell/folder.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace {

namespace fs = std::filesystem;

TEST(FileDialog, ListsFoldersFirstAndOnlyWhatCanBeOpened)
{
    const fs::path folder = test::fresh_folder("dialog");
    for (const char* name : {"b.PLY", "a.mesocase", "notes.txt", ".hidden.ply"})
        base::write_file(folder / name, "1234");
    fs::create_directories(folder / "scans");
    fs::create_directories(folder / ".cache");
    const shell::FolderList list = shell::list_of(folder);
    EXPECT_EQ(list.problem, "");
    const std::vector<shell::FolderEntry> wished{
        {"scans", true, 0}, {"a.mesocase", false, 4}, {"b.PLY", false, 4}};
    EXPECT_EQ(list.entries, wished);
}

TEST(FileDialog, SaysWhyAFolderCannotBeListed)
{
    const shell::FolderList list = shell::list_of(test::fresh_folder("dialog") / "missing");
    EXPECT_NE(list.problem.find("missing cannot be listed"), std::string::npos) << list.problem;
    EXPECT_TRUE(list.entries.empty());
}

TEST(FileDialog, UnderstandsTypedPaths)
{
    ::setenv("HOME", "/home/ann", 1);
    EXPECT_EQ(shell::path_typed("a.ply", "/scans"), "/scans/a.ply");
    EXPECT_EQ(shell::path_typed("../b.ply", "/scans"), "/b.ply");
    EXPECT_EQ(shell::path_typed("/else/c.ply", "/scans"), "/else/c.ply");
    EXPECT_EQ(shell::path_typed("~/d.ply", "/scans"), "/home/ann/d.ply");
}

TEST(FileDialog, WritesSizesAsPeopleReadThem)
{
    EXPECT_EQ(shell::size_in_words(0), "0 KB");
    EXPECT_EQ(shell::size_in_words(820'000), "820 KB");
    EXPECT_EQ(shell::size_in_words(14'240'000), "14.2 MB");
}

}  // namespace

// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

fs::path fresh_folder(const char* name)
{
    const fs::path folder = fs::path(testing::TempDir()) / name;
    fs::remove_all(folder);
    fs::create_directories(folder);
    return folder;
}

TEST(File, WhatWasWrittenIsReadBack)
{
    const fs::path file = fresh_folder("file_round") / "a.txt";
    base::write_file(file, "one");
    base::write_file(file, "two");
    EXPECT_EQ(base::read_file(file), "two");
}

TEST(File, AFailedWriteLeavesNoFileBehind)
{
    const fs::path folder = fresh_folder("file_failed");
    EXPECT_THROW(base::write_file(folder, "text"), base::Error);
    EXPECT_THROW(base::write_file(folder / "none" / "a.txt", "text"), base::Error);
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST(File, SeveralAreWrittenAllOrNone)
{
    const fs::path folder = fresh_folder("file_several");
    base::write_file(folder / "a.txt", "old");
    const std::vector<base::FileToWrite> bad{{folder / "a.txt", "new"}, {folder / "no" / "b", ""}};
    EXPECT_THROW(base::write_files(bad), base::Error);
    EXPECT_EQ(base::read_file(folder / "a.txt"), "old");
    const std::vector<base::FileToWrite> same{{folder / "c", "1"}, {folder / "." / "c", "2"}};
    EXPECT_THROW(base::write_files(same), base::Error);
    EXPECT_FALSE(fs::exists(folder / "c"));
    const std::vector<base::FileToWrite> good{{folder / "a.txt", "new"}, {folder / "b", "too"}};
    base::write_files(good);
    EXPECT_EQ(base::read_file(folder / "a.txt") + base::read_file(folder / "b"), "newtoo");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 2);
}

TEST(File, MissingFoldersAndHugeFilesAreRefusedWithASentence)
{
    const fs::path folder = fresh_folder("file_refused");
    base::write_file(folder / "big.txt", "123456789");
    EXPECT_THROW(base::read_file(folder / "missing.txt"), base::Error);
    EXPECT_THROW(base::read_file(folder), base::Error);
    EXPECT_THROW(base::read_file(folder / "big.txt", 8), base::Error);
}

TEST(Hash, Sha256MatchesThePublishedExample)
{
    // FIPS 180-2, appendix B.1.
    EXPECT_EQ(base::sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace

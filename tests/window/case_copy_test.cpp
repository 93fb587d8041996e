// SPDX-License-Identifier: MIT
// A copy of a large case in the real window, which goes on meanwhile.
#include "base/file.h"
#include "desk.h"
#include "program.h"
#include "scans.h"
#include "session/database.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>

namespace {

namespace fs = std::filesystem;
using test::Frame;

// In a window of 1440 x 900.
constexpr int cancel_x = 868, cancel_y = 140;

class CopyInTheWindow : public testing::Test {
protected:
    void SetUp() override
    {
        if (const std::string reason = test::no_desk_reason(); !reason.empty())
            GTEST_SKIP() << reason;
        base::write_file(file, base::read_file(test::fixture("version_1.mesocase")));
        grow();
        window.emplace(
            display, std::vector<std::string>{"window", file.string(), "--device", "cpu"}, folder);
        opened = window->wait_until_ready();
    }

    /// Opens as fast as before, but takes long to copy: it has much that is no longer used.
    void grow() const
    {
        const session::Database database = session::Database::open(file);
        database.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                     "PRAGMA secure_delete = OFF;"
                     "CREATE TABLE much (bytes BLOB);"
                     "INSERT INTO much VALUES (zeroblob(600000000));"
                     "DROP TABLE much");
    }
    bool copies() const { return fs::exists(folder / "ann copy.mesocase.new"); }
    Frame wait_for_answer()
    {
        window->press("n");
        return window->wait_for(
            "a zone", [this](const Frame& frame) { return frame.revision > opened.revision; });
    }
    Frame wait_for_word()
    {
        return window->wait_for("a word", [](const Frame& frame) { return !frame.result.empty(); });
    }
    void close()
    {
        display.hand({"key", "ctrl+q"});
        EXPECT_EQ(window->wait_for_the_end(), 0);
        EXPECT_EQ(window->printed(), "");
    }

    fs::path folder = test::fresh_folder("case_copy"), file = folder / "ann.mesocase";
    test::Display display;
    std::optional<test::Window> window;
    Frame opened;
};

TEST_F(CopyInTheWindow, GoesOnBesideTheWorkAndIsFinishedBeforeItCloses)
{
    window->press("ctrl+shift+s");
    wait_for_answer();
    EXPECT_TRUE(copies()) << "the zone was there before the copy";
    close();
    EXPECT_FALSE(copies());
    EXPECT_GT(fs::file_size(folder / "ann copy.mesocase"), 590'000'000u);
    const auto audit =
        test::run_program({"audit", "verify", (folder / "ann copy.mesocase").string()});
    EXPECT_EQ(audit.exit_code, 0) << audit.errors;
}

TEST_F(CopyInTheWindow, IsCancelledAndLeavesNoFile)
{
    window->press("ctrl+shift+s");
    wait_for_answer();
    window->click(cancel_x, cancel_y);
    EXPECT_EQ(wait_for_word().result, "The copy was not saved.");
    EXPECT_FALSE(copies());
    EXPECT_FALSE(fs::exists(folder / "ann copy.mesocase"));
    close();
}

TEST_F(CopyInTheWindow, IsCancelledByEscape)
{
    window->press("ctrl+shift+s");
    wait_for_answer();
    window->press("Escape");
    EXPECT_EQ(wait_for_word().result, "The copy was not saved.");
    close();
    EXPECT_FALSE(fs::exists(folder / "ann copy.mesocase"));
}

}  // namespace

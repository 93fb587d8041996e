// SPDX-License-Identifier: MIT
// The start screen and the ways from it, with mouse and keys.
#include "base/file.h"
#include "desk.h"
#include "drop.h"
#include "program.h"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

#include <sys/stat.h>

namespace {

using test::Frame;

// In a window of 1440 x 900.
constexpr int face_card_x = 630, face_card_y = 260;

bool is_open(const Frame& frame)
{
    return frame.ready && frame.revision > 0;  // the reference person's landmarks
}

bool at_the_start(const Frame& frame)
{
    return frame.screen == "start";
}

bool listens(const Frame& frame)
{
    return frame.listens;
}

TEST(StartScreen, LeadsToAReferencePersonWhoseCaseIsListedNextTime)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    const auto folder = test::fresh_folder("start");
    const test::Display display;
    test::Window window(display, {}, folder);
    window.wait_for("the start screen", at_the_start);
    window.click(face_card_x, face_card_y);
    window.wait_for("the face", is_open);
    EXPECT_TRUE(std::filesystem::exists(folder / "data/mesomap/cases/face.mesocase"));
    const std::string preferences = base::read_file(folder / "config/mesomap/preferences.json");
    EXPECT_NE(preferences.find("face.mesocase"), std::string::npos) << preferences;

    display.hand({"key", "ctrl+w"});
    window.wait_for("the start screen", at_the_start);
    display.hand({"key", "ctrl+o"});
    window.wait_for("the dialog", listens);
    display.hand({"type", (folder / "data/mesomap/cases/face.mesocase").string()});
    display.hand({"key", "Return"});
    window.wait_for("the case again", is_open);
    EXPECT_TRUE(std::filesystem::exists(folder / "data/mesomap/cases/face.mesocase-wal"));
    window.terminate();  // as the end of the desktop's session does
    EXPECT_EQ(window.wait_for_the_end(), 0);
    EXPECT_EQ(window.printed(), "");
    EXPECT_FALSE(std::filesystem::exists(folder / "data/mesomap/cases/face.mesocase-wal"));
}

TEST(StartScreen, TakesAScanThatIsDroppedOnItAndNothingElse)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    const auto folder = test::fresh_folder("start");
    const auto scan = folder / "ann's first (100 %).ply";
    std::filesystem::copy_file(MESOMAP_REFERENCE_FACE, scan);
    base::write_file(folder / "letter.txt", "no scan");
    const test::Display display;
    test::Window window(display, {}, folder);
    window.wait_for("the start screen", at_the_start);
    test::drop(display, folder / "letter.txt");
    window.wait_for("the sentence", [](const Frame& frame) {
        return frame.result.find("letter.txt") != std::string::npos;
    });
    test::drop(display, scan);
    window.wait_for("the scan", [](const Frame& frame) { return frame.screen == "work"; });
    display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);
    EXPECT_EQ(window.printed(), "");
}

TEST(StartScreen, SaysWhyAFileCannotBeOpenedAndStays)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    const auto folder = test::fresh_folder("start");
    base::write_file(folder / "broken.ply", "ply\nnot at all\n");
    const test::Display display;
    test::Window window(display, {}, folder);
    window.wait_for("the start screen", at_the_start);
    display.hand({"key", "ctrl+o"});
    window.wait_for("the dialog", listens);
    display.hand({"type", (folder / "broken.ply").string()});
    display.hand({"key", "Return"});
    window.wait_for("the sentence", [](const Frame& frame) {
        return frame.result.find("broken.ply") != std::string::npos;
    });
    EXPECT_FALSE(std::filesystem::exists(folder / "data/mesomap/cases/broken.mesocase"));
    display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);
}

class DesktopsFileDialog : public testing::Test {
protected:
    void SetUp() override
    {
        if (const std::string reason = test::no_desk_reason(); !reason.empty())
            GTEST_SKIP() << reason;
    }
    /// Stands for zenity.
    void write_chooser(const std::string& script)
    {
        base::write_file(folder / "chooser", "#!/bin/sh\n" + script);
        std::filesystem::permissions(folder / "chooser", std::filesystem::perms::owner_all);
    }

    std::filesystem::path folder = test::fresh_folder("desktops_dialog");
};

TEST_F(DesktopsFileDialog, IsAskedForScansAndItsAnswerOpened)
{
    std::filesystem::copy_file(MESOMAP_REFERENCE_FACE, folder / "ann's scan.ply");
    write_chooser("printf '%s\\n' \"$@\" > asked\necho \"$PWD/ann's scan.ply\"\n");
    const test::Display display;
    test::Window window(display, {}, folder);
    window.wait_for("the start screen", at_the_start);
    display.hand({"key", "ctrl+o"});
    window.wait_for("the scan", [](const Frame& frame) { return frame.screen == "work"; });
    const std::string asked = base::read_file(folder / "asked");
    EXPECT_NE(asked.find("--file-selection\n"), std::string::npos) << asked;
    EXPECT_NE(asked.find("*.ply *.PLY"), std::string::npos) << asked;
    EXPECT_NE(asked.find("*.mesocase"), std::string::npos) << asked;
    display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);
    EXPECT_EQ(window.printed(), "");
}

TEST_F(DesktopsFileDialog, GivesWayToOursWhereItFails)
{
    write_chooser("echo /nowhere/to-be-opened.ply\nexit 255\n");
    const test::Display display;
    test::Window window(display, {}, folder);
    window.wait_for("the start screen", at_the_start);
    display.hand({"key", "ctrl+o"});
    window.wait_for("our dialog", listens);
    display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);
}

TEST_F(DesktopsFileDialog, EndsWithTheWindow)
{
    ASSERT_EQ(::mkfifo((folder / "started").c_str(), 0600), 0);
    write_chooser("echo $$ > started\nexec sleep 600\n");
    const test::Display display;
    test::Window window(display, {}, folder);
    window.wait_for("the start screen", at_the_start);
    display.hand({"key", "ctrl+o"});
    pid_t dialog = 0;
    std::ifstream(folder / "started") >> dialog;  // waits for it
    ASSERT_GT(dialog, 0);
    EXPECT_EQ(::kill(dialog, 0), 0);
    display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);
    EXPECT_NE(::kill(dialog, 0), 0) << "it is still there";
}

}  // namespace

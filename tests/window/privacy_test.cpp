// SPDX-License-Identifier: MIT
// What the window keeps to itself: with a patient's name in the case, nothing that nobody asked for
// tells it. That it speaks to nobody, all window tests see: they run under network_guard.
#include "base/file.h"
#include "desk.h"
#include "program.h"
#include "scans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;
using test::Frame;
using testing::HasSubstr;

constexpr const char* planted = "Xaverius Plantagenet";
constexpr const char* script =
    R"({"command":"add_zone","zone":"Xaverius Plantagenet","technique":"skin_booster"}
{"command":"paint_stroke","zone":"Xaverius Plantagenet","mode":"add","radius_mm":14,"path_mm":[[0,60,100]]}
)";

void make_case(const fs::path& file)
{
    const fs::path commands = file.parent_path() / "asked-for.jsonl";
    base::write_file(commands, script);
    const auto made = test::run_program({"run",
                                         commands.string(),
                                         "--scan",
                                         test::reference_model("face.ply").string(),
                                         "--case",
                                         file.string()});
    ASSERT_EQ(made.exit_code, 0) << made.errors;
    ASSERT_THAT(base::read_file(file), HasSubstr(planted)) << "it was planted";
}

/// Where the window lived: preferences, data, temporary files, what it printed.
void expect_nothing_planted_in(const fs::path& folder)
{
    int files = 0;
    for (const auto& one : fs::recursive_directory_iterator(folder)) {
        if (!one.is_regular_file()) continue;
        ++files;
        EXPECT_THAT(base::read_file(one.path()), testing::Not(HasSubstr(planted))) << one.path();
    }
    EXPECT_GE(files, 2) << "preferences and what was printed, at least";
}

TEST(WindowPrivacy, TitleLogsPreferencesAndTemporaryFilesTellNothingOfThePatient)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    const auto asked_for = test::fresh_folder("private_case"), home = test::fresh_folder("private");
    const auto file = asked_for / "case.mesocase";
    make_case(file);
    const test::Display display;
    test::Window window(display,
                        {"window", file.string(), "--device", "cpu"},
                        home,
                        {"TMPDIR=" + home.string(),
                         "XDG_RUNTIME_DIR=" + home.string(),
                         "XDG_CACHE_HOME=" + (home / "cache").string()});
    window.wait_for("the plan", [](const Frame& frame) { return frame.ready && frame.points > 0; });
    EXPECT_NO_THROW(display.hand({"search", "--name", "^Mesomap$"})) << "the title is another";
    window.press("ctrl+z");
    window.press("ctrl+y");
    display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);
    EXPECT_EQ(window.printed(), "");
    expect_nothing_planted_in(home);
}

}  // namespace

// SPDX-License-Identifier: MIT
#include "base/file.h"
#include "program.h"
#include "shell/preferences.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace {

using shell::Preferences;

TEST(Preferences, ComeBackAsTheyWereSaved)
{
    const auto file = test::fresh_folder("preferences") / "below" / "preferences.json";
    Preferences chosen{.look = shell::Look::light,
                       .language = shell::Language::german,
                       .habit = tools::Habit::blender,
                       .ui_scale = 1.5f};
    chosen.was_opened("/cases/b\xc3\xa4r.mesocase");
    save_preferences(chosen, file);
    EXPECT_EQ(shell::load_preferences(file), chosen);
}

TEST(Preferences, OfADamagedOrHostileFileAreAsAtFirst)
{
    ::setenv("LC_ALL", "C", 1);
    const auto file = test::fresh_folder("preferences") / "preferences.json";
    for (const char* text : {"",
                             "{",
                             "[]",
                             "7",
                             R"({"look": 3, "language": "xx", "navigation": null, "recent": 5})",
                             R"({"recent": [1, {}], "ui_scale": "big"})"}) {
        base::write_file(file, text);
        EXPECT_EQ(shell::load_preferences(file), Preferences()) << text;
    }
    base::write_file(file, R"({"ui_scale": 40})");
    EXPECT_EQ(shell::load_preferences(file).ui_scale, shell::most_ui_scale);
}

TEST(Preferences, KeepTheLatestFilesOnceEach)
{
    Preferences chosen;
    for (int i = 0; i < 12; ++i)
        chosen.was_opened("/cases/" + std::to_string(i));
    chosen.was_opened("/cases/9");
    ASSERT_EQ(chosen.recent.size(), 8u);
    EXPECT_EQ(chosen.recent[0], "/cases/9");
    EXPECT_EQ(chosen.recent[1], "/cases/11");
    EXPECT_EQ(chosen.folder, "/cases");
}

TEST(Preferences, LieInTheUsersConfigurationFolder)
{
    ::setenv("XDG_CONFIG_HOME", "/somewhere", 1);
    EXPECT_EQ(shell::preferences_file(), "/somewhere/mesomap/preferences.json");
    ::setenv("XDG_CONFIG_HOME", "not/absolute", 1);
    ::setenv("HOME", "/home/ann", 1);
    EXPECT_EQ(shell::preferences_file(), "/home/ann/.config/mesomap/preferences.json");
}

TEST(Preferences, StepThroughTheSizesAndStopAtTheEnds)
{
    EXPECT_EQ(shell::ui_scale_beside(1, 1), 1.1f);
    EXPECT_EQ(shell::ui_scale_beside(1, -1), 0.9f);
    EXPECT_EQ(shell::ui_scale_beside(3, 1), 3);
    EXPECT_EQ(shell::ui_scale_beside(0.75f, -1), 0.75f);
}

}  // namespace

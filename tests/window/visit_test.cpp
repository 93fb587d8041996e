// SPDX-License-Identifier: MIT
// Who is treated with what, typed in the real window.
#include "base/file.h"
#include "desk.h"
#include "panels/visit_fields.h"
#include "program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace {

using test::Frame;
using testing::HasSubstr;

// In a window of 1440 x 900: skin of the reference face, which the first view shows whole.
constexpr int forehead_x = 700, forehead_y = 250;

class VisitInTheWindow : public testing::Test {
protected:
    void SetUp() override
    {
        if (const std::string reason = test::no_desk_reason(); !reason.empty())
            GTEST_SKIP() << reason;
    }

    void type(test::Window& window, const std::string& letters)
    {
        for (const char letter : letters)
            window.press(std::string(1, letter));
    }
    std::string result_of_export(test::Window& window)
    {
        window.press("ctrl+s");
        return window
            .wait_for("what became of the export",
                      [](const Frame& frame) { return !frame.result.empty(); })
            .result;
    }
};

TEST_F(VisitInTheWindow, OfAPatientWithSomethingAgainstItIsNotExported)
{
    const std::filesystem::path folder = test::fresh_folder("window_visit");
    const test::Display display;
    test::Window window(display, {"window", MESOMAP_REFERENCE_FACE}, folder);
    window.wait_until_ready();
    window.move_to(forehead_x, forehead_y);
    window.press("n");
    window.wait_for_revision(1);
    display.hand({"mousedown", "1"});
    window.move_to(forehead_x + 24, forehead_y + 8);
    display.hand({"mouseup", "1"});
    window.wait_for_revision(2);

    window.press("c");
    window.wait_for("the age's field", [](const Frame& f) { return f.covered && f.listens; });
    type(window, "41");
    window.press("Tab");
    window.wait_for_revision(3);
    type(window, "62");
    window.press("Tab");
    window.wait_for_revision(4);
    type(window, "168");
    window.press("Tab");
    window.wait_for_revision(5);
    type(window, "22");
    window.press("Tab");
    window.wait_for_revision(6);
    type(window, "pregn");
    window.press("Return");
    window.wait_for_revision(7);
    window.press("Escape");
    window.press("Escape");
    window.wait_for("the form gone", [](const Frame& f) { return !f.covered; });
    EXPECT_THAT(result_of_export(window), HasSubstr("pregnancy or breastfeeding: no treatment"));
    EXPECT_FALSE(std::filesystem::exists(folder / "session-map.json"));

    window.press("ctrl+z");
    window.wait_for_revision(8);
    EXPECT_THAT(result_of_export(window), HasSubstr("Wrote "));
    const std::string map = base::read_file(folder / "session-map.json");
    EXPECT_NE(map.find(R"("patient":{"age_years":41.0,"weight_kg":62.0,"height_cm":168.0)"),
              map.npos);
    EXPECT_EQ(map.find("pregnancy"), map.npos);
    display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);
    EXPECT_EQ(window.printed(), "");
}

TEST_F(VisitInTheWindow, TakesWhatWasMeasuredByUltrasoundAndOnlyWhatCanBe)
{
    const std::filesystem::path folder = test::fresh_folder("window_ultrasound");
    const std::string ann = (folder / "ann.mesocase").string();
    const test::Display display;
    test::Window window(display, {"window", MESOMAP_REFERENCE_FACE, "--case", ann}, folder);
    window.wait_until_ready();
    window.press("c");
    window.wait_for("the age's field", [](const Frame& f) { return f.covered && f.listens; });
    for (int field = 0; field < 6; ++field)  // age, weight, height, index, conditions, allergies
        window.press("Tab");
    type(window, "fore");
    window.press("Return");
    window.wait_for_revision(1);  // and the skin's field listens
    type(window, "1");
    window.press("period");
    type(window, "8");
    window.press("Tab");
    window.wait_for_revision(2);
    window.hold("shift");
    window.press("Tab");
    window.let_go("shift");
    type(window, "90");  // mm of skin
    window.press("Tab");
    type(window, "3");  // the fat
    window.press("Tab");
    window.wait_for_revision(3);
    display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);
    const std::string script = (folder / "script.jsonl").string();
    const auto told = test::run_program({"case", "script", ann, "--out", script});
    ASSERT_EQ(told.exit_code, 0) << told.errors;
    EXPECT_THAT(base::read_file(script),
                HasSubstr(R"("measured":[{"fat_mm":3.0,"skin":"forehead","total_mm":1.8}])"));
}

TEST(DayTyped, IsReadAsPeopleWriteIt)
{
    const auto day = clinic::day_in("2026-12-24");
    EXPECT_EQ(panels::day_typed("2026-12-24"), day);
    EXPECT_EQ(panels::day_typed(" 24.12.2026 "), day);
    EXPECT_EQ(panels::day_typed("4.1.2027"), clinic::day_in("2027-01-04"));
    for (const char* none : {"", "tomorrow", "31.2.2026", "24.12.2026x", "24.12"})
        EXPECT_FALSE(panels::day_typed(none)) << none;
}

}  // namespace

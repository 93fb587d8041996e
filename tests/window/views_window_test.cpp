// SPDX-License-Identifier: MIT
// Views recorded in the real window with a real mouse, shown again in it, and made a film of.
#include "base/file.h"
#include "desk.h"
#include "golden.h"
#include "program.h"
#include "screen.h"
#include "tools/views.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

namespace {

using test::Frame;
using tools::ViewStep;

// In a window of 1440 x 900: skin of the reference face, which the first view shows whole.
constexpr int forehead_x = 700, forehead_y = 250;
constexpr int beside_x = 1300, beside_y = 890;  // no scene
const shell::Rectangle amid_the_scene{{400, 400}, {600, 400}};

std::filesystem::path plan_of_face()
{
    return std::filesystem::path(MESOMAP_REFERENCE_FACE).replace_extension(".request.json");
}

class ViewsInTheWindow : public testing::Test {
protected:
    void SetUp() override
    {
        if (const std::string reason = test::no_desk_reason(); !reason.empty())
            GTEST_SKIP() << reason;
    }

    /// A window on the planned face with the mouse on its forehead.
    void open(const std::vector<std::string>& views)
    {
        window.reset();
        std::vector<std::string> words{
            "window", MESOMAP_REFERENCE_FACE, "--request", plan_of_face().string()};
        words.insert(words.end(), views.begin(), views.end());
        window.emplace(display, words, folder);
        window->wait_for("the plan", [](const Frame& f) { return f.ready && f.points > 0; });
        window->move_to(forehead_x, forehead_y);
    }
    void turn_zoom_and_look_from_the_left()
    {
        display.hand({"mousedown", "3"});
        window->wait_for("the button", [](const Frame& f) { return f.held; });
        for (int step = 1; step <= 5; ++step)
            window->move_to(forehead_x + 15 * step, forehead_y + 4 * step);
        display.hand({"mouseup", "3"});
        window->wait_for("the button let go", [](const Frame& f) { return !f.held; });
        window->move_to(forehead_x, forehead_y);
        display.hand({"click", "4"});  // the wheel
        window->press("2");
        window->press("Right");
    }
    void show_the_patient_and_come_back()
    {
        window->press("p");
        window->wait_for("the patient view", [](const Frame& f) { return f.screen == "patient"; });
        window->press("p");
        window->wait_for("the work", [](const Frame& f) { return f.screen == "work"; });
    }
    /// What the window shows in the end, when it rests and the mouse is away.
    render::Picture picture()
    {
        window->move_to(beside_x, beside_y);
        window->wait_for("all of the scene", [](const Frame& f) { return f.shows_all && f.ready; });
        return test::part_of(test::screen_of(display.name()), amid_the_scene);
    }
    void close()
    {
        display.hand({"key", "ctrl+q"});
        EXPECT_EQ(window->wait_for_the_end(), 0);
        EXPECT_EQ(window->printed(), "");
    }
    std::string map_exported()
    {
        window->press("ctrl+s");
        window->wait_for("the map", [](const Frame& f) { return !f.result.empty(); });
        return base::read_file(folder / "session-map.json");
    }
    std::vector<ViewStep> views(const char* file)
    {
        return tools::views_in(base::read_file(folder / file), file);
    }

    std::filesystem::path folder = test::fresh_folder("window_views");
    test::Display display;
    std::optional<test::Window> window;
};

std::vector<tools::Stance> stances(const std::vector<ViewStep>& views)
{
    std::vector<tools::Stance> all;
    std::ranges::transform(views, std::back_inserter(all), &ViewStep::stance);
    return all;
}

TEST_F(ViewsInTheWindow, AreShownAgainAsTheyWereRecorded)
{
    open({"--record", "film.jsonl"});
    turn_zoom_and_look_from_the_left();
    show_the_patient_and_come_back();
    const render::Picture recorded = picture();
    close();
    const std::vector<ViewStep> first = views("film.jsonl");
    ASSERT_GT(first.size(), 8u);
    EXPECT_EQ(std::ranges::count(first, true, &ViewStep::to_patient), 1);

    open({"--replay", "film.jsonl", "--record", "again.jsonl"});
    bool saw_patient = false;
    window->wait_for("the patient view, and the work again", [&](const Frame& f) {
        saw_patient |= f.screen == "patient";
        return saw_patient && f.screen == "work";
    });
    EXPECT_EQ(test::difference(picture(), recorded).most, 0);
    close();
    // The second window's own first view, before the film begins, may stand before.
    const auto again = stances(views("again.jsonl")), once = stances(first);
    ASSERT_GE(again.size(), once.size());
    for (std::size_t i = 0; i < once.size(); ++i) {
        const tools::Stance& one = once[once.size() - 1 - i];
        const tools::Stance& other = again[again.size() - 1 - i];
        EXPECT_NEAR(one.distance_mm, other.distance_mm, 1e-9) << i;
        EXPECT_NEAR(one.yaw, other.yaw, 1e-12) << i;
        EXPECT_NEAR(one.pitch, other.pitch, 1e-12) << i;
        EXPECT_NEAR(one.pivot_mm.x, other.pivot_mm.x, 1e-9) << i;
    }
}

TEST_F(ViewsInTheWindow, LeaveNoStepInTheCase)
{
    window.emplace(display,
                   std::vector<std::string>{"window",
                                            MESOMAP_REFERENCE_FACE,
                                            "--request",
                                            plan_of_face().string(),
                                            "--case",
                                            "ann.mesocase",
                                            "--record",
                                            "film.jsonl"},
                   folder);
    const Frame before =
        window->wait_for("the plan", [](const Frame& f) { return f.ready && f.points > 0; });
    window->move_to(forehead_x, forehead_y);
    turn_zoom_and_look_from_the_left();
    const Frame after = window->wait_until_ready();
    EXPECT_EQ(after.revision, before.revision);
    const std::string exported = map_exported();
    close();

    // The case's commands as a script, on a fresh scan, give the same map.
    const auto in_folder = [&](const char* file) { return (folder / file).string(); };
    const auto wrote = test::run_program(
        {"case", "script", in_folder("ann.mesocase"), "--out", in_folder("script.jsonl")});
    ASSERT_EQ(wrote.exit_code, 0) << wrote.errors;
    EXPECT_EQ(base::read_file(folder / "script.jsonl").find("distance_mm"), std::string::npos);
    const auto replayed = test::run_program({"run",
                                             in_folder("script.jsonl"),
                                             "--scan",
                                             MESOMAP_REFERENCE_FACE,
                                             "--map",
                                             in_folder("replayed.json")});
    ASSERT_EQ(replayed.exit_code, 0) << replayed.errors;
    EXPECT_EQ(base::read_file(folder / "replayed.json"), exported);

    // And in a window.
    window.emplace(display,
                   std::vector<std::string>{
                       "window", MESOMAP_REFERENCE_FACE, "--script", in_folder("script.jsonl")},
                   folder);
    window->wait_for("the plan", [](const Frame& f) { return f.ready && f.points > 0; });
    window->move_to(forehead_x, forehead_y);
    EXPECT_EQ(map_exported(), exported);
    close();
}

}  // namespace

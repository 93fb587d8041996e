// SPDX-License-Identifier: MIT
#include "base/file.h"
#include "desk.h"
#include "program.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace {

using test::Frame;

// In a window of 1440 x 900: skin of the reference face, which the first view shows whole.
constexpr int forehead_x = 700, forehead_y = 250;
// The list of arrangements, and its second entry once it is open.
constexpr int arrangement_x = 1280, arrangement_y = 134, even_spread_y = 196;

std::string text(int number)
{
    return std::to_string(number);
}

struct Bench {
    explicit Bench(const std::vector<std::string>& more = {})
    {
        std::vector<std::string> arguments{"window", MESOMAP_REFERENCE_FACE};
        arguments.insert(arguments.end(), more.begin(), more.end());
        open(arguments);
    }

    std::filesystem::path folder = test::fresh_folder("window");
    test::Display display;
    std::optional<test::Window> opened;

    void open(const std::vector<std::string>& arguments)
    {
        opened.reset();  // kills one that is still there
        opened.emplace(display, arguments, folder);
    }

    Frame wait_until_ready() { return opened->wait_until_ready(); }
    Frame wait_for_revision(unsigned long revision) { return opened->wait_for_revision(revision); }
    void move_to(int x, int y) { opened->move_to(x, y); }
    void press_key(const std::string& key) { display.hand({"key", key}); }
    void paint_a_stroke()
    {
        move_to(forehead_x, forehead_y);
        display.hand({"mousedown", "1"});
        for (int step = 1; step <= 4; ++step)
            move_to(forehead_x + 12 * step, forehead_y + 4 * step);
        display.hand({"mouseup", "1"});
    }
    /// From the program's start on.
    Frame paint_a_new_zone()
    {
        wait_until_ready();
        move_to(forehead_x, forehead_y);
        press_key("n");
        wait_for_revision(1);
        paint_a_stroke();
        return wait_for_revision(2);
    }
};

TEST(Window, PlansOnScreenAndTheMapHoldsItsPromises)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    Bench bench;
    const Frame painted = bench.paint_a_new_zone();
    EXPECT_EQ(painted.strokes, 1u);
    EXPECT_GT(painted.points, 5u);

    bench.press_key("ctrl+z");
    EXPECT_EQ(bench.wait_for_revision(3).points, 0u);
    bench.press_key("ctrl+shift+z");
    EXPECT_EQ(bench.wait_for_revision(4).points, painted.points);

    bench.press_key("ctrl+s");
    const Frame exported =
        bench.opened->wait_for("the map", [](const Frame& frame) { return !frame.result.empty(); });
    EXPECT_EQ(exported.result.substr(0, 6), "Wrote ") << exported.result;

    std::vector<std::string> storm{"search", "--name", "Mesomap"};
    constexpr int sizes = 200, last_width = 1210, last_height = 730;
    for (int i = 0; i < sizes; ++i) {
        const bool last = i + 1 == sizes;
        const int width = last ? last_width : 400 + 37 * i % 1040;
        const int height = last ? last_height : 300 + 53 * i % 600;
        for (const std::string& word : {std::string("windowsize"), text(width), text(height)})
            storm.push_back(word);
    }
    bench.display.hand(storm);
    bench.opened->wait_for("the storm's last size", [](const Frame& frame) {
        return frame.width == last_width && frame.height == last_height;
    });
    bench.press_key("ctrl+q");
    EXPECT_EQ(bench.opened->wait_for_the_end(), 0);
    EXPECT_EQ(bench.opened->printed(), "") << "validation is silent, and so is the program";

    const auto verified = test::run_program(
        {"verify", (bench.folder / "session-map.json").string(), "--scan", MESOMAP_REFERENCE_FACE});
    EXPECT_EQ(verified.exit_code, 0) << verified.errors;
}

TEST(Window, KilledWhileWorkingItGoesOnWhereItWas)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    Bench bench({"--case", "ann.mesocase"});
    const Frame painted = bench.paint_a_new_zone();
    ASSERT_GT(painted.points, 5u);

    bench.open({"window", "ann.mesocase"});
    const Frame again = bench.wait_for_revision(2);
    EXPECT_EQ(again.strokes, 1u);
    EXPECT_EQ(again.points, painted.points);
    bench.move_to(forehead_x, forehead_y);
    bench.press_key("ctrl+z");
    EXPECT_EQ(bench.wait_for_revision(3).strokes, 0u);
    bench.press_key("ctrl+shift+z");
    EXPECT_EQ(bench.wait_for_revision(4).points, painted.points);
    bench.press_key("ctrl+s");
    bench.opened->wait_for("the map", [](const Frame& frame) { return !frame.result.empty(); });
    bench.press_key("ctrl+q");
    EXPECT_EQ(bench.opened->wait_for_the_end(), 0);

    base::write_file(bench.folder / "nothing.jsonl", "");
    const auto replayed = test::run_program({"run",
                                             (bench.folder / "nothing.jsonl").string(),
                                             "--case",
                                             (bench.folder / "ann.mesocase").string(),
                                             "--map",
                                             (bench.folder / "replayed.json").string()});
    EXPECT_EQ(replayed.exit_code, 0) << replayed.errors;
    EXPECT_EQ(base::read_file(bench.folder / "replayed.json"),
              base::read_file(bench.folder / "session-map.json"));
}

TEST(Window, PlansWithThePatientOfARequestAsTheCommandLineDoes)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    const std::filesystem::path folder = test::fresh_folder("window_with_patient");
    const std::string request = (folder / "request.json").string();
    base::write_file(request, R"({"format": "mesomap.request", "version": 1, "seed": 7,
        "clinic": {"patient": {"age_years": 41, "sex": "female", "weight_kg": 62,
                               "conditions": [{"item": "autoimmune"}]},
                   "mixtures": [{"name": "glow", "ingredients": [
                       {"substance": "ha_skin_booster", "volume_ml": 2}]}]},
        "zones": [{"name": "left cheek", "technique": "skin_booster", "layer": "mid_dermis",
                   "area": "malar", "mixture": "glow", "spacing_mm": 8,
                   "strokes": [{"mode": "add", "radius_mm": 22,
                                "path_mm": [[40, -25, 60]]}]}]})");
    const std::string planned = (folder / "planned.json").string();
    const auto result =
        test::run_program({"plan", request, "--scan", MESOMAP_REFERENCE_FACE, "--out", planned});
    ASSERT_EQ(result.exit_code, 0) << result.errors;

    const test::Display display;
    test::Window window(display, {"window", MESOMAP_REFERENCE_FACE, "--request", request}, folder);
    window.wait_for("a plan", [](const Frame& frame) { return frame.ready && frame.points > 0; });
    display.hand({"mousemove", text(forehead_x), text(forehead_y)});
    display.hand({"key", "ctrl+s"});
    window.wait_for("the map", [](const Frame& frame) { return !frame.result.empty(); });
    display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);
    const std::string exported = base::read_file(folder / "session-map.json");
    EXPECT_EQ(exported, base::read_file(planned));
    EXPECT_NE(exported.find("autoimmune"), std::string::npos);
}

TEST(Window, SpreadsFewerPointsEvenlyWhenToldTo)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    Bench bench;
    const Frame painted = bench.paint_a_new_zone();

    bench.opened->click(arrangement_x, arrangement_y);
    bench.opened->wait_for("an open list", [](const Frame& frame) { return frame.covered; });
    bench.opened->click(arrangement_x, even_spread_y);
    const Frame even = bench.wait_for_revision(3);
    EXPECT_LT(even.points, painted.points);
    EXPECT_GT(even.points, painted.points / 2);
    bench.press_key("ctrl+q");
    EXPECT_EQ(bench.opened->wait_for_the_end(), 0);
}

TEST(Window, LetsThePointsFollowTheBrush)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    Bench bench;
    bench.wait_until_ready();
    bench.move_to(forehead_x, forehead_y);
    bench.opened->press("n");
    bench.wait_for_revision(1);
    bench.display.hand({"mousedown", "1"});
    unsigned long before = 0;
    for (int step = 1; step <= 4; ++step) {
        bench.move_to(forehead_x + 15 * step, forehead_y);
        const auto more = [=](const Frame& f) { return f.held && f.ready && f.points > before; };
        const Frame followed = bench.opened->wait_for("more points", more);
        EXPECT_EQ(followed.revision, 1u) << "the stroke is not done";
        before = followed.points;
    }
    bench.opened->press("Escape");  // and the stroke was never there
    bench.opened->wait_for("no points", [](const Frame& f) { return f.ready && f.points == 0; });
    bench.display.hand({"mouseup", "1"});
    bench.press_key("ctrl+q");
    EXPECT_EQ(bench.opened->wait_for_the_end(), 0);
    EXPECT_EQ(bench.opened->printed(), "");
}

TEST(Window, ShowsAllOfTheSceneWhenItRests)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    std::filesystem::path landmarks = MESOMAP_REFERENCE_FACE;
    landmarks.replace_extension(".landmarks.json");
    Bench bench({"--landmarks", landmarks.string()});
    const auto shows_all = [](const Frame& frame) { return frame.shows_all; };
    bench.wait_until_ready();
    EXPECT_EQ(bench.opened->wait_for("all of the scene", shows_all).revision, 1u)
        << "the landmarks that were given are in the case";
    bench.move_to(forehead_x, forehead_y);
    bench.display.hand({"mousedown", "3"});
    for (int step = 1; step <= 12; ++step)
        bench.move_to(forehead_x + 8 * step, forehead_y);
    // The button stays down: it is the view that rests, and nothing else happens.
    bench.opened->wait_for("all of the scene, turned", shows_all);
    bench.display.hand({"mouseup", "3"});
    bench.press_key("ctrl+q");
    EXPECT_EQ(bench.opened->wait_for_the_end(), 0);
    EXPECT_EQ(bench.opened->printed(), "");
}

TEST(Window, ThatCannotReadItsScanEndsWithTheSentence)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    const std::filesystem::path folder = test::fresh_folder("window_without_scan");
    const test::Display display;
    test::Window window(display, {"window", "missing.ply"}, folder);
    EXPECT_EQ(window.wait_for_the_end(), 1);
    const std::string printed = window.printed();
    EXPECT_EQ(printed.substr(0, 9), "mesomap: ") << printed;
    EXPECT_NE(printed.find("missing.ply"), std::string::npos) << printed;
    EXPECT_EQ(std::count(printed.begin(), printed.end(), '\n'), 1) << printed;
}

TEST(Window, SaysInOneSentenceThatThereIsNoDisplay)
{
    ::unsetenv("DISPLAY");
    ::unsetenv("WAYLAND_DISPLAY");
    const auto result = test::run_program({"window", MESOMAP_REFERENCE_FACE});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_NE(result.errors.find("needs a display"), std::string::npos) << result.errors;
    EXPECT_EQ(std::count(result.errors.begin(), result.errors.end(), '\n'), 1) << result.errors;
}

}  // namespace

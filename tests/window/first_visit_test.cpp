// SPDX-License-Identifier: MIT
// From the start of the program to a verified map, as somebody would who has read nothing: what is
// clicked says on screen what it does. README.md lists the actions.
#include "desk.h"
#include "program.h"
#include "scans.h"

#include <gtest/gtest.h>

namespace {

using test::Frame;

constexpr int most_actions = 12;

// In a window of 1440 x 900.
struct Place {
    int x, y;
};
constexpr Place open_a_scan{244, 214}, add_zone{142, 570}, size_compared{32, 234},
    export_map{143, 875};
constexpr Place cheek[] = {{640, 400}, {650, 410}, {660, 420}, {665, 430}};

/// The program and somebody who uses it: each call is an action.
struct Newcomer {
    std::filesystem::path folder = test::fresh_folder("first_visit");
    test::Display display;
    test::Window window{display, {}, folder};
    int actions = 1;  // the program was started

    void click(Place place)
    {
        ++actions;
        window.click(place.x, place.y);
    }
    void type(const std::string& text)
    {
        ++actions;
        display.hand({"type", text});
    }
    void press(const std::string& key)
    {
        ++actions;
        window.press(key);
    }
    void paint_the_cheek()
    {
        ++actions;
        window.move_to(cheek[0].x, cheek[0].y);
        display.hand({"mousedown", "1"});
        for (const Place place : cheek)
            window.move_to(place.x, place.y);
        display.hand({"mouseup", "1"});
    }
};

void expect_a_verified_map_of(const std::filesystem::path& scan)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    Newcomer newcomer;
    test::Window& window = newcomer.window;
    window.wait_for("the start screen", [](const Frame& f) { return f.screen == "start"; });
    newcomer.click(open_a_scan);
    window.wait_for("the dialog", [](const Frame& f) { return f.listens; });
    newcomer.type(scan.string());
    newcomer.press("Return");
    window.wait_for("the scan",
                    [](const Frame& f) { return f.screen == "work" && f.ready && f.shows_all; });
    newcomer.click(size_compared);
    window.wait_for_revision(1);
    newcomer.click(add_zone);
    window.wait_for_revision(2);
    newcomer.paint_the_cheek();
    window.wait_for("points", [](const Frame& f) { return f.ready && f.points > 5; });
    newcomer.click(export_map);
    const Frame exported =
        window.wait_for("the map", [](const Frame& f) { return !f.result.empty(); });
    EXPECT_EQ(exported.result.substr(0, 6), "Wrote ") << exported.result;
    EXPECT_LE(newcomer.actions, most_actions);
    newcomer.display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);

    const std::string map = (newcomer.folder / "session-map.json").string();
    const auto verified = test::run_program({"verify", map, "--scan", scan.string()});
    EXPECT_EQ(verified.exit_code, 0) << verified.errors;
}

TEST(FirstVisit, GetsFromTheStartToAVerifiedMapInTwelveActions)
{
    // A copy: the name is not one that the program knows.
    const auto folder = test::fresh_folder("first_visit_scan");
    std::filesystem::copy_file(MESOMAP_REFERENCE_FACE, folder / "face-scan.ply");
    expect_a_verified_map_of(folder / "face-scan.ply");
}

TEST(FirstVisit, GetsThereOnARealHeadToo)
{
    const auto head = test::real_scan("head-02.ply");
    if (head.empty()) GTEST_SKIP() << "no real scans";
    expect_a_verified_map_of(std::filesystem::absolute(head));
}

}  // namespace

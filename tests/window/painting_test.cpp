// SPDX-License-Identifier: MIT
// Painting with all tools in the real window, and the same again without it.
#include "base/file.h"
#include "desk.h"
#include "program.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace {

using test::Frame;

// In a window of 1440 x 900, on the reference face as the first view shows it.
struct Place {
    int x, y;
};
constexpr Place right_brow{640, 250}, left_brow{790, 270}, forehead{715, 255};
constexpr Place cheek_corners[] = {{600, 420}, {650, 400}, {640, 480}, {600, 470}};
constexpr Place neck{700, 640};
constexpr Place patient_heading{60, 124}, change_shape{150, 483}, mirror_within{240, 721};

/// A window on the reference face with a case.
struct Studio {
    std::filesystem::path folder = test::fresh_folder("painting");
    test::Display display;
    test::Window window{
        display, {"window", MESOMAP_REFERENCE_FACE, "--case", "paint.mesocase"}, folder};

    void click(Place place) { window.click(place.x, place.y); }
    void move_to(Place place) { window.move_to(place.x, place.y); }
    Frame wait_for_revision(unsigned long revision) { return window.wait_for_revision(revision); }
};

TEST(Painting, WithEveryToolGivesTheMapThatTheJournalGivesAgain)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    Studio studio;
    studio.window.wait_until_ready();
    studio.move_to(right_brow);
    studio.window.press("n");
    studio.wait_for_revision(1);

    studio.click(right_brow);  // a dab, then a straight line from it
    const Frame dab = studio.wait_for_revision(2);
    studio.window.hold("shift");
    studio.click(left_brow);
    studio.window.let_go("shift");
    const Frame line = studio.wait_for_revision(3);
    EXPECT_GT(line.points, 3 * dab.points);

    studio.move_to(forehead);  // erased with the key held
    studio.window.hold("e");
    studio.click(forehead);
    const Frame erased = studio.wait_for_revision(4);
    studio.window.let_go("e");
    EXPECT_LT(erased.points, line.points);

    studio.window.press("o");  // an outline on the cheek
    for (const Place corner : cheek_corners)
        studio.click(corner);
    studio.window.press("Return");
    const Frame outlined = studio.wait_for_revision(5);
    EXPECT_GT(outlined.points, erased.points);

    studio.window.press("g");  // the neck, filled
    studio.click(neck);
    const Frame filled = studio.wait_for_revision(6);
    EXPECT_GT(filled.points, outlined.points + 50);
    studio.window.press("ctrl+z");
    EXPECT_EQ(studio.wait_for_revision(7).points, outlined.points);

    studio.click(patient_heading);  // folded, the panel has room for the shapes
    studio.click(change_shape);
    studio.click(mirror_within);
    const Frame mirrored = studio.wait_for_revision(8);
    EXPECT_EQ(mirrored.strokes, 5u);
    EXPECT_GT(mirrored.points, outlined.points);

    studio.window.press("h");  // a point, there or made by the click, tells what it is
    studio.click(right_brow);
    studio.window.wait_for("the point's words",
                           [](const Frame& frame) { return frame.told_point > 0; });

    studio.window.press("ctrl+s");
    studio.window.wait_for("the map", [](const Frame& frame) { return !frame.result.empty(); });
    studio.window.press("ctrl+shift+s");
    studio.display.hand({"key", "ctrl+q"});
    EXPECT_EQ(studio.window.wait_for_the_end(), 0);
    EXPECT_EQ(studio.window.printed(), "") << "validation is silent, and so is the program";

    const auto in_folder = [&](const char* name) { return (studio.folder / name).string(); };
    base::write_file(studio.folder / "nothing.jsonl", "");
    const auto replayed = test::run_program({"run",
                                             in_folder("nothing.jsonl"),
                                             "--case",
                                             in_folder("paint.mesocase"),
                                             "--map",
                                             in_folder("replayed.json")});
    EXPECT_EQ(replayed.exit_code, 0) << replayed.errors;
    EXPECT_EQ(base::read_file(studio.folder / "replayed.json"),
              base::read_file(studio.folder / "session-map.json"));
    const auto of_copy = test::run_program({"run",
                                            in_folder("nothing.jsonl"),
                                            "--case",
                                            in_folder("paint copy.mesocase"),
                                            "--map",
                                            in_folder("copied.json")});
    EXPECT_EQ(of_copy.exit_code, 0) << of_copy.errors;
    EXPECT_EQ(base::read_file(studio.folder / "copied.json"),
              base::read_file(studio.folder / "session-map.json"));
    const auto verified = test::run_program(
        {"verify", in_folder("session-map.json"), "--scan", MESOMAP_REFERENCE_FACE});
    EXPECT_EQ(verified.exit_code, 0) << verified.errors;
}

}  // namespace

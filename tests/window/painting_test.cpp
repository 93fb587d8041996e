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
constexpr Place change_shape{150, 471}, mirror_within{240, 715};

/// A window on the reference face with a case.
struct Studio {
    std::filesystem::path folder = test::fresh_folder("painting");
    test::Display display;
    test::Window window{
        display, {"window", MESOMAP_REFERENCE_FACE, "--case", "paint.mesocase"}, folder};

    void hand(const std::vector<std::string>& words) { display.hand(words); }
    void move_to(Place place)
    {
        hand({"mousemove", std::to_string(place.x), std::to_string(place.y)});
    }
    void click(Place place)
    {
        move_to(place);
        frames();
        hand({"click", "1"});
        frames();
    }
    /// Some frames, so that what was hovered or opened is there.
    void frames()
    {
        const Frame next = window.wait_for("a frame", [](const Frame&) { return true; });
        window.wait_for("two frames more",
                        [n = next.number](const Frame& frame) { return frame.number >= n + 2; });
    }
    Frame wait_for_revision(unsigned long revision)
    {
        return window.wait_for("revision " + std::to_string(revision), [=](const Frame& frame) {
            return frame.revision >= revision && frame.ready;
        });
    }
};

TEST(Painting, WithEveryToolGivesTheMapThatTheJournalGivesAgain)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    Studio studio;
    studio.window.wait_for("a ready window", [](const Frame& frame) { return frame.ready; });
    studio.move_to(right_brow);
    studio.hand({"key", "n"});
    studio.wait_for_revision(1);

    studio.click(right_brow);  // a dab, then a straight line from it
    const Frame dab = studio.wait_for_revision(2);
    studio.hand({"keydown", "shift"});
    studio.click(left_brow);
    studio.hand({"keyup", "shift"});
    const Frame line = studio.wait_for_revision(3);
    EXPECT_GT(line.points, 3 * dab.points);

    studio.move_to(forehead);  // erased with the key held
    studio.hand({"keydown", "e"});
    studio.frames();
    studio.hand({"click", "1"});
    const Frame erased = studio.wait_for_revision(4);
    studio.hand({"keyup", "e"});
    EXPECT_LT(erased.points, line.points);

    studio.hand({"key", "o"});  // an outline on the cheek
    for (const Place corner : cheek_corners)
        studio.click(corner);
    studio.hand({"key", "Return"});
    const Frame outlined = studio.wait_for_revision(5);
    EXPECT_GT(outlined.points, erased.points);

    studio.hand({"key", "g"});  // the neck, filled
    studio.click(neck);
    const Frame filled = studio.wait_for_revision(6);
    EXPECT_GT(filled.points, outlined.points + 50);
    studio.hand({"key", "ctrl+z"});
    EXPECT_EQ(studio.wait_for_revision(7).points, outlined.points);

    studio.click(change_shape);
    studio.click(mirror_within);
    const Frame mirrored = studio.wait_for_revision(8);
    EXPECT_EQ(mirrored.strokes, 5u);
    EXPECT_GT(mirrored.points, outlined.points);

    studio.hand({"key", "ctrl+s"});
    studio.window.wait_for("the map", [](const Frame& frame) { return !frame.result.empty(); });
    studio.hand({"key", "ctrl+q"});
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
    const auto verified = test::run_program(
        {"verify", in_folder("session-map.json"), "--scan", MESOMAP_REFERENCE_FACE});
    EXPECT_EQ(verified.exit_code, 0) << verified.errors;
}

}  // namespace

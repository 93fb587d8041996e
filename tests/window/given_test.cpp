// SPDX-License-Identifier: MIT
// Planned and given in the real window: what was given is dropped on it, and what the practitioner
// sees on the skin is marked with the mouse.
#include "base/file.h"
#include "desk.h"
#include "drop.h"
#include "golden.h"
#include "program.h"
#include "screen.h"
#include "session/acknowledgement.h"
#include "session/session_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <optional>

namespace {

namespace fs = std::filesystem;
using test::Frame;
using testing::HasSubstr;

// In a window of 1440 x 900: the middle of the planned forehead of the reference face.
constexpr int forehead_x = 700, forehead_y = 250;
constexpr int beside_x = 1300, beside_y = 890;  // no scene
const shell::Rectangle scene{{300, 60}, {820, 780}};

class GivenInTheWindow : public testing::Test {
protected:
    void SetUp() override
    {
        if (const std::string reason = test::no_desk_reason(); !reason.empty())
            GTEST_SKIP() << reason;
    }

    Frame open(const std::vector<std::string>& words)
    {
        window.reset();
        window.emplace(display, words, folder);
        const Frame planned =
            window->wait_for("the plan", [](const Frame& f) { return f.ready && f.points > 0; });
        window->move_to(beside_x, beside_y);
        return planned;
    }
    Frame open_new_case()
    {
        const auto request = fs::path(MESOMAP_REFERENCE_FACE).replace_extension(".request.json");
        return open({"window",
                     MESOMAP_REFERENCE_FACE,
                     "--request",
                     request.string(),
                     "--case",
                     "ann.mesocase"});
    }
    std::string map_exported()
    {
        window->press("ctrl+s");
        window->wait_for("the map", [](const Frame& f) { return f.result.starts_with("Wrote"); });
        return base::read_file(folder / "session-map.json");
    }
    void close()
    {
        display.hand({"key", "ctrl+q"});
        EXPECT_EQ(window->wait_for_the_end(), 0);
        EXPECT_EQ(window->printed(), "");
    }
    render::Picture picture()
    {
        window->wait_for("all of the scene", [](const Frame& f) { return f.shows_all && f.ready; });
        return test::part_of(test::screen_of(display.name()), scene);
    }
    std::string in_folder(const char* file) { return (folder / file).string(); }
    std::string script_of(const char* case_file)
    {
        const auto wrote = test::run_program(
            {"case", "script", in_folder(case_file), "--out", in_folder("script.jsonl")});
        EXPECT_EQ(wrote.exit_code, 0) << wrote.errors;
        return base::read_file(folder / "script.jsonl");
    }
    /// By hand, all but two of the points; one of them was begun.
    void write_acknowledgement()
    {
        const std::string text = base::read_file(folder / "session-map.json");
        const session::SessionMap map = session::session_map_in(text, "map");
        session::Acknowledgement given{.map_checksum = session::checksum_in(text),
                                       .use_id = {},
                                       .device = "Dr. Roe",
                                       .device_version = "",
                                       .simulated = false,
                                       .residual_mm = {},
                                       .points = {},
                                       .signature = {}};
        for (const session::MapPoint& point : map.points)
            given.points.push_back({point.id,
                                    session::Outcome::done,
                                    "2026-11-20T10:00:00Z",
                                    {},
                                    point.volume_ml,
                                    ""});
        given.points[3].outcome = session::Outcome::skipped;
        given.points[3].volume_ml = 0;
        given.points[3].reason = "a vein was seen";
        given.points[5].outcome = session::Outcome::aborted;
        given.points[5].volume_ml = 0;
        given.points[5].reason = "pain";
        base::write_file(folder / "done.json", session::text_of(given));
    }

    fs::path folder = test::fresh_folder("window_given");
    test::Display display;
    std::optional<test::Window> window;
};

TEST_F(GivenInTheWindow, IsDroppedOnItAndKeptAsTheCommandLineKeepsIt)
{
    open_new_case();
    map_exported();
    close();
    write_acknowledgement();
    fs::copy_file(folder / "ann.mesocase", folder / "other.mesocase");
    const auto by_command_line = test::run_program({"acknowledge",
                                                    in_folder("done.json"),
                                                    "--map",
                                                    in_folder("session-map.json"),
                                                    "--case",
                                                    in_folder("other.mesocase")});
    ASSERT_EQ(by_command_line.exit_code, 0) << by_command_line.errors;

    const Frame before = open({"window", "ann.mesocase"});
    test::drop(display, folder / "done.json");
    const Frame after = window->wait_for_revision(before.revision + 1);
    test::drop(display, folder / "done.json");  // that visit is known already
    window->press("i");
    EXPECT_EQ(window->wait_until_ready().revision, after.revision);
    close();
    const std::string script = script_of("ann.mesocase");
    EXPECT_EQ(script, script_of("other.mesocase"));
    EXPECT_THAT(script, HasSubstr("a vein was seen"));

    // A later visit's map keeps away from the places, and carries no more of it than them.
    open({"window", "ann.mesocase"});
    const std::string next = map_exported();
    close();
    EXPECT_THAT(next, HasSubstr("\"past\""));
    EXPECT_THAT(next, testing::Not(HasSubstr("missed")));
}

TEST_F(GivenInTheWindow, MarksMadeWithTheMouseKeepPointsAwayUntilTheyAreUndone)
{
    const Frame before = open_new_case();
    window->move_to(forehead_x, forehead_y);
    window->press("s");
    window->click(forehead_x, forehead_y);
    const Frame marked = window->wait_for_revision(before.revision + 1);
    EXPECT_LT(marked.points, before.points);
    window->press("Escape");
    window->move_to(beside_x, beside_y);
    const render::Picture with_mark = picture();
    window->move_to(forehead_x, forehead_y);
    window->press("ctrl+z");
    EXPECT_EQ(window->wait_for_revision(before.revision + 2).points, before.points);
    window->move_to(beside_x, beside_y);
    EXPECT_GT(test::difference(picture(), with_mark).most, 20);

    window->press("ctrl+shift+z");
    EXPECT_EQ(window->wait_for_revision(before.revision + 3).points, marked.points);
    const std::string exported = map_exported();
    close();
    EXPECT_THAT(script_of("ann.mesocase"), HasSubstr("\"command\":\"set_marks\""));
    const auto replayed = test::run_program({"run",
                                             in_folder("script.jsonl"),
                                             "--scan",
                                             MESOMAP_REFERENCE_FACE,
                                             "--map",
                                             in_folder("replayed.json")});
    ASSERT_EQ(replayed.exit_code, 0) << replayed.errors;
    EXPECT_EQ(base::read_file(folder / "replayed.json"), exported);
}

}  // namespace

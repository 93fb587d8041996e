// SPDX-License-Identifier: MIT
// What may happen to a window all day: a device that breaks, an impatient user, a patient who
// looks.
#include "desk.h"
#include "minimise.h"
#include "program.h"

#include <gtest/gtest.h>

namespace {

using test::Frame;

std::vector<std::string> face_with_zones()
{
    std::filesystem::path request = MESOMAP_REFERENCE_FACE;
    request.replace_extension(".request.json");
    return {"window", MESOMAP_REFERENCE_FACE, "--request", request.string()};
}

bool is_planned(const Frame& frame)
{
    return frame.ready && frame.points > 0;
}

TEST(RuggedWindow, GoesOnWithThePlanWhenTheDeviceIsLost)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    const auto folder = test::fresh_folder("rugged");
    const test::Display display;
    test::Window window(display, face_with_zones(), folder, {"MESOMAP_LOSE_DEVICE_AFTER=60"});
    window.wait_for("the plan", is_planned);
    const auto is_second = [](const Frame& frame) { return frame.devices == 2; };
    // Turning the view makes the frames after which the device breaks.
    display.hand({"mousemove", "700", "250", "mousedown", "3"});
    for (int step = 1; step <= 100; ++step) {
        window.move_to(700 + 4 * (step % 50), 250);
        if (is_second(window.wait_for("a frame", [](const Frame&) { return true; }))) break;
    }
    const Frame after = window.wait_for("another device", is_second);
    EXPECT_GT(after.points, 0u);
    display.hand({"mouseup", "3"});
    window.wait_for("all of the scene, on the other device",
                    [&](const Frame& frame) { return is_second(frame) && frame.shows_all; });
    display.hand({"key", "ctrl+s"});
    const Frame exported =
        window.wait_for("the map", [](const Frame& frame) { return !frame.result.empty(); });
    EXPECT_EQ(exported.result.substr(0, 6), "Wrote ") << exported.result;
    display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);
    EXPECT_EQ(window.printed(), "");
}

TEST(RuggedWindow, ShowsThePatientTheirViewAndComesBack)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    const auto folder = test::fresh_folder("rugged");
    const test::Display display;
    test::Window window(display, face_with_zones(), folder);
    window.wait_for("the plan", is_planned);
    display.hand({"key", "p"});
    const auto shows = [](const char* screen) {
        return [screen](const Frame& frame) { return frame.screen == screen; };
    };
    window.wait_for("the patient's view", shows("patient"));
    // None of the work's keys does anything here.
    const Frame before = window.wait_for(
        "all of it", [](const Frame& f) { return f.screen == "patient" && f.shows_all; });
    for (const char* key : {"n", "ctrl+z", "ctrl+o", "question"})
        display.hand({"key", key});
    display.hand({"key", "p"});
    const Frame after = window.wait_for("the work", shows("work"));
    EXPECT_EQ(after.revision, before.revision);
    display.hand({"key", "p"});
    window.wait_for("the patient's view again", shows("patient"));
    display.hand({"key", "Escape"});
    window.wait_for("the work again", shows("work"));
    display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);
    EXPECT_EQ(window.printed(), "");
}

TEST(RuggedWindow, PlansOnWhileItIsMinimisedAndComesBack)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    const auto folder = test::fresh_folder("rugged");
    const test::Display display;
    test::Window window(display, face_with_zones(), folder);
    window.wait_for("the scan", [](const Frame& frame) { return frame.revision > 0; });
    test::minimise(display);
    test::restore(display);
    window.wait_for("the plan", is_planned);
    for (int time = 0; time < 3; ++time) {
        test::minimise(display);
        test::restore(display);
    }
    const Frame again =
        window.wait_for("all of the scene", [](const Frame& frame) { return frame.shows_all; });
    display.hand({"key", "ctrl+s"});
    const Frame exported =
        window.wait_for("the map", [](const Frame& frame) { return !frame.result.empty(); });
    EXPECT_EQ(exported.result.substr(0, 6), "Wrote ") << exported.result;
    EXPECT_EQ(exported.points, again.points);
    test::minimise(display);
    window.terminate();
    EXPECT_EQ(window.wait_for_the_end(), 0) << "also while it is put away";
    EXPECT_EQ(window.printed(), "");
}

TEST(RuggedWindow, ClosesWhileTheScanIsBeingRead)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    const auto folder = test::fresh_folder("rugged");
    const test::Display display;
    test::Window window(
        display, {"window", MESOMAP_REFERENCE_FACE, "--case", "new.mesocase"}, folder);
    window.wait_for("the first frame", [](const Frame&) { return true; });
    display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);
    EXPECT_EQ(window.printed(), "");
}

}  // namespace

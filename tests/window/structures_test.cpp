// SPDX-License-Identifier: MIT
// What is to be respected, drawn on the skin in the real window.
#include "desk.h"
#include "program.h"
#include "screen.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace {

using test::Frame;

// In a window of 1440 x 900, of the reference face as the first view shows it: the patient's right
// eye, which is no-go.
const shell::Rectangle eye{{610, 320}, {60, 20}};

class StructuresInTheWindow : public testing::Test {
protected:
    void SetUp() override
    {
        if (const std::string reason = test::no_desk_reason(); !reason.empty())
            GTEST_SKIP() << reason;
    }

    /// Of the reference face, whose landmarks are known.
    static std::vector<std::string> with_landmarks()
    {
        std::string landmarks = MESOMAP_REFERENCE_FACE;
        landmarks.replace(landmarks.rfind(".ply"), 4, ".landmarks.json");
        return {"window", MESOMAP_REFERENCE_FACE, "--landmarks", landmarks};
    }
};

/// How much more red than green, of 255, in the mean.
double redness(const test::Display& display)
{
    const render::Picture part = test::part_of(test::screen_of(display.name()), eye);
    double sum = 0;
    for (std::size_t i = 0; i < part.rgba.size(); i += 4)
        sum += double(part.rgba[i]) - double(part.rgba[i + 1]);
    return sum / double(part.rgba.size() / 4);
}

TEST_F(StructuresInTheWindow, AreHatchedAndNamedWhileThatIsWished)
{
    const std::filesystem::path folder = test::fresh_folder("window_structures");
    const test::Display display;
    test::Window window(display, with_landmarks(), folder);
    const Frame before = window.wait_until_ready();
    EXPECT_EQ(before.structures, 0u);
    const double bare = redness(display);

    window.press("v");
    const auto named = [](const Frame& frame) { return frame.structures > 0 && frame.shows_all; };
    // Both sides of a face: vessels, nerves and ducts of the table's face and head.
    EXPECT_GE(window.wait_for("names on the skin", named).structures, 25u);
    EXPECT_GT(redness(display), bare + 30);

    // A patient is not shown what could go wrong.
    window.press("p");
    window.wait_for("the patient's view",
                    [](const Frame& f) { return f.screen == "patient" && f.shows_all; });
    EXPECT_LT(redness(display), bare + 15);
    window.press("p");
    window.wait_for("the names again",
                    [&](const Frame& f) { return f.screen == "work" && named(f); });

    window.press("v");
    window.wait_for("bare skin", [](const Frame& f) { return f.structures == 0 && f.shows_all; });
    EXPECT_NEAR(redness(display), bare, 1);
}

TEST_F(StructuresInTheWindow, AreOnlyThoseOfTheLandmarksThatTheCaseHasNow)
{
    const std::filesystem::path folder = test::fresh_folder("window_structures_undone");
    const test::Display display;
    test::Window window(display, with_landmarks(), folder);
    window.wait_until_ready();
    window.press("v");
    window.wait_for("names on the skin", [](const Frame& f) { return f.structures > 0; });
    window.press("ctrl+z");  // the landmarks are gone
    window.wait_for("no names",
                    [](const Frame& f) { return f.revision == 2 && f.structures == 0; });
    window.press("ctrl+y");
    window.wait_for("names again", [](const Frame& f) { return f.structures > 0; });
}

}  // namespace

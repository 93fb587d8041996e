// SPDX-License-Identifier: MIT
// The panels with small, larger and large type, as people have looked at them and found them good
// (tests/golden). A change that is meant is renewed by `./dev golden`, and looked at again.
#include "base/file.h"
#include "desk.h"
#include "golden.h"
#include "program.h"
#include "screen.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace {

using test::Frame;

constexpr int most_frames = 40;    // until all panels have found their size
constexpr double most_apart = 12;  // in 1/255, of any block: other drivers round otherwise
const ImVec2 window_size{1440, 900};

using Pictures = std::map<std::string, render::Picture>;

std::string named(const char* panel, double scale)
{
    return fmt::format("panel-{}-{:.0f}", panel, 100 * scale);
}

Pictures panels_on(const test::Display& display, double scale)
{
    const render::Picture screen = test::screen_of(display.name());
    const shell::WindowLayout layout = shell::layout_of(window_size, float(scale));
    return {{named("left", scale), test::part_of(screen, layout.left)},
            {named("right", scale), test::part_of(screen, layout.right)},
            {named("bar", scale), test::part_of(screen, layout.bar)}};
}

bool are_golden(const Pictures& now)
{
    return std::ranges::all_of(now, [](const auto& one) {
        return test::difference(one.second, test::golden(one.first)).most <= most_apart;
    });
}

/// Of a planned face, once they are as they were found good, or else after some frames.
Pictures panels_at(double scale)
{
    const auto folder = test::fresh_folder("panels");
    const auto preferences = folder / "config" / "mesomap" / "preferences.json";
    std::filesystem::create_directories(preferences.parent_path());
    base::write_file(preferences, fmt::format("{{\"ui_scale\": {}}}", scale));
    std::filesystem::path request = MESOMAP_REFERENCE_FACE, landmarks = request;
    request.replace_extension(".request.json");
    landmarks.replace_extension(".landmarks.json");
    const test::Display display;
    test::Window window(display,
                        {"window",
                         MESOMAP_REFERENCE_FACE,
                         "--request",
                         request.string(),
                         "--landmarks",
                         landmarks.string()},
                        folder);
    window.wait_for("the plan", [](const Frame& f) { return f.ready && f.points > 0; });
    // The pointer makes frames: what a frame before tells of is on the screen then.
    Pictures now;
    for (int frame = 0; frame < most_frames; ++frame) {
        window.move_to(700 + frame, 890);
        now = panels_on(display, scale);
        if (!test::renews_goldens() && are_golden(now)) break;
    }
    return now;
}

TEST(PanelPictures, AreAsTheyWereFoundGoodAndLikeNoOther)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    Pictures all;
    for (const double scale : {1.0, 1.5, 2.0})
        all.merge(panels_at(scale));
    ASSERT_LE(all.size(), 12u);
    for (const auto& [name, picture] : all) {
        if (test::renews_goldens()) write_png(test::golden_file(name), picture);
        for (const auto& [other, unused] : all) {
            const double apart = test::difference(picture, test::golden(other)).most;
            if (other == name) {
                EXPECT_LE(apart, most_apart) << name;
                if (apart > most_apart) write_png(name + "-now.png", picture);  // beside the log
            } else {
                EXPECT_GT(apart, 2 * most_apart) << name << " and " << other;
            }
        }
    }
}

}  // namespace

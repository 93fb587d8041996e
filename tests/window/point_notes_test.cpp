// SPDX-License-Identifier: MIT
// Numbers beside the points and the depth below the one under the mouse, in the real window.
#include "base/file.h"
#include "desk.h"
#include "geometry/import.h"
#include "program.h"
#include "session/session_map.h"
#include "shell/layout.h"
#include "tools/turntable.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace {

using test::Frame;

constexpr const char* request = R"({"format": "mesomap.request", "version": 1, "seed": 7,
    "zones": [{"name": "forehead", "technique": "skin_booster", "spacing_mm": 9,
               "strokes": [{"mode": "add", "radius_mm": 18, "path_mm": [[0, 45, 90]]}]}]})";

/// The window of 1440 x 900 as it opens, without a scan's own turn of the view.
render::Camera first_camera(const geometry::Mesh& scan)
{
    const ImVec2 scene = shell::layout_of({1440, 900}, 1).scene.size;
    tools::Turntable view(geometry::bounds(scan));
    view.resize({double(scene.x), double(scene.y)});
    return view.camera();
}

/// The point that looks most to the front: nothing hides it.
const session::MapPoint& frontmost(const session::SessionMap& map)
{
    return *std::ranges::max_element(
        map.points, {}, [](const session::MapPoint& point) { return point.normal.z; });
}

TEST(PointNotes, TheWindowNumbersThePointsAndShowsTheDepthOfTheOneUnderTheMouse)
{
    if (const std::string reason = test::no_desk_reason(); !reason.empty()) GTEST_SKIP() << reason;
    const std::filesystem::path folder = test::fresh_folder("point_notes");
    base::write_file(folder / "request.json", request);
    const std::string map_file = (folder / "map.json").string();
    const auto planned = test::run_program({"plan",
                                            (folder / "request.json").string(),
                                            "--scan",
                                            MESOMAP_REFERENCE_FACE,
                                            "--out",
                                            map_file});
    ASSERT_EQ(planned.exit_code, 0) << planned.errors;
    const session::SessionMap map = session::session_map_in(base::read_file(map_file), "map");
    ASSERT_GT(map.points.size(), 8u);

    const test::Display display;
    test::Window window(
        display, {"window", MESOMAP_REFERENCE_FACE, "--request", "request.json"}, folder);
    const Frame numbered = window.wait_for("numbers", [&](const Frame& frame) {
        return frame.ready && frame.shows_all && frame.points == map.points.size() &&
               frame.numbers > 0;
    });
    EXPECT_GT(numbered.numbers, map.points.size() / 2);
    EXPECT_LE(numbered.numbers, map.points.size());
    EXPECT_EQ(numbered.inset_of, 0u);

    const session::MapPoint& point = frontmost(map);
    const shell::Rectangle scene = shell::layout_of({1440, 900}, 1).scene;
    const glm::dvec2 at = first_camera(geometry::import_mesh(MESOMAP_REFERENCE_FACE).mesh)
                              .pixel_of(point.position_mm);
    const auto point_there = [&] {
        display.hand({"mousemove",
                      std::to_string(std::lround(at.x + scene.corner.x)),
                      std::to_string(std::lround(at.y + scene.corner.y))});
    };
    point_there();
    const Frame pointed =
        window.wait_for("an inset", [](const Frame& frame) { return frame.inset_of > 0; });
    EXPECT_EQ(pointed.inset_of, point.order);

    display.hand({"key", "t"});
    window.wait_for("no inset", [](const Frame& frame) { return frame.inset_of == 0; });
    display.hand({"key", "i"});
    window.wait_for("no numbers", [](const Frame& frame) { return frame.numbers == 0; });
    // What was switched off stays so for the next window.
    display.hand({"key", "ctrl+q"});
    EXPECT_EQ(window.wait_for_the_end(), 0);
    EXPECT_EQ(window.printed(), "") << "validation is silent";
    const std::string kept = base::read_file(folder / "config/mesomap/preferences.json");
    EXPECT_NE(kept.find("\"numbers\": false"), std::string::npos) << kept;
    EXPECT_NE(kept.find("\"depth\": false"), std::string::npos) << kept;
}

}  // namespace

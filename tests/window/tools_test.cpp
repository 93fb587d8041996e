// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "flat_desk.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <numbers>

namespace {

using Desk = test::FlatDesk;
using tools::Tool;

TEST(LineTool, RunsFromTheLastStrokeToTheClickWithShift)
{
    Desk desk;
    desk.kit.brush.set_radius_mm(3);
    desk.click({30, 50, 0});
    EXPECT_NEAR(desk.area_mm2(), std::numbers::pi * 9, 1);
    ASSERT_TRUE(desk.click({70, 60, 0}, true));
    const double length = glm::distance(glm::dvec3(30, 50, 0), {70, 60, 0});
    EXPECT_NEAR(desk.area_mm2(), std::numbers::pi * 9 + 6 * length, 4);
    desk.click({70, 20, 0}, true);
    EXPECT_NEAR(desk.area_mm2(), std::numbers::pi * 9 + 6 * (length + 40), 25);
}

TEST(LineTool, IsTheSameFromEverySide)
{
    const auto field_seen_from = [](glm::dvec2 turn_px) {
        Desk desk;
        desk.click({30, 50, 0});
        desk.turntable.orbit(turn_px);
        desk.click({70, 60, 0}, true);
        return desk.area_mm2();
    };
    EXPECT_NEAR(field_seen_from({0, 0}), field_seen_from({90, 60}), 1);
}

TEST(OutlineTool, ClosesOnItsFirstCornerAndFillsTheInside)
{
    Desk desk;
    desk.kit.choose(Tool::outline);
    EXPECT_FALSE(desk.click({20, 20, 0}));
    EXPECT_FALSE(desk.click({60, 20, 0}));
    desk.turntable.orbit({60, 40});  // the corners stay where they are
    EXPECT_FALSE(desk.click({60, 60, 0}));
    ASSERT_TRUE(desk.click({20, 20, 0}));
    EXPECT_NEAR(desk.area_mm2(), 800, 4);
    EXPECT_FALSE(desk.kit.outline.is_open());
}

TEST(OutlineTool, MovesACornerThatIsDragged)
{
    Desk desk;
    desk.kit.choose(Tool::outline);
    for (const glm::dvec3 corner : {glm::dvec3(20, 20, 0), {60, 20, 0}, {60, 60, 0}})
        desk.click(corner);
    ASSERT_TRUE(desk.done(desk.hand.key(GLFW_KEY_ENTER, desk.bench())));
    const auto command = desk.drag({60, 60, 0}, {20, 80, 0});
    ASSERT_TRUE(command && std::holds_alternative<session::EditOutline>(*command));
    EXPECT_NEAR(desk.area_mm2(), 1200, 5);
    desk.workspace.undo();
    EXPECT_NEAR(desk.area_mm2(), 800, 4);
}

TEST(OutlineTool, GetsACornerByADoubleClickOnASideAndLosesItAgain)
{
    Desk desk;
    desk.kit.choose(Tool::outline);
    for (const glm::dvec3 corner : {glm::dvec3(20, 20, 0), {60, 20, 0}, {60, 60, 0}})
        desk.click(corner);
    ASSERT_TRUE(desk.done(desk.hand.key(GLFW_KEY_ENTER, desk.bench())));
    EXPECT_FALSE(desk.click({40, 40, 0}));
    const auto added = desk.click({40, 40, 0});  // in the middle of the long side
    ASSERT_TRUE(added && std::holds_alternative<session::EditOutline>(*added));
    EXPECT_EQ(std::get<session::EditOutline>(*added).corners_mm.size(), 4u);
    EXPECT_NEAR(desk.area_mm2(), 800, 4);
    EXPECT_FALSE(desk.kit.outline.is_open()) << "the first click is no corner of another outline";
    desk.drag({40, 40, 0}, {20, 60, 0});
    EXPECT_NEAR(desk.area_mm2(), 1600, 8);
    ASSERT_TRUE(desk.done(desk.hand.key(GLFW_KEY_DELETE, desk.bench())));
    EXPECT_NEAR(desk.area_mm2(), 800, 4);
    desk.handle({.action = shell::PointerAction::move,
                 .at = desk.turntable.camera().pixel_of({60, 20, 0})});
    EXPECT_THROW(desk.hand.key(GLFW_KEY_DELETE, desk.bench()), base::Error) << "of three, none";
}

TEST(OutlineTool, TakesACornerBackAndIsCancelled)
{
    Desk desk;
    desk.kit.choose(Tool::outline);
    desk.click({20, 20, 0});
    desk.click({90, 90, 0});
    desk.hand.key(GLFW_KEY_BACKSPACE, desk.bench());
    desk.click({60, 20, 0});
    desk.click({60, 60, 0});
    ASSERT_TRUE(desk.done(desk.hand.key(GLFW_KEY_ENTER, desk.bench())));
    EXPECT_NEAR(desk.area_mm2(), 800, 4);
    desk.click({10, 90, 0});
    desk.kit.cancel();
    EXPECT_FALSE(desk.hand.key(GLFW_KEY_ENTER, desk.bench()));
}

TEST(FillTool, DoesWhatItsPreviewShows)
{
    Desk desk;
    desk.kit.choose(Tool::fill);
    desk.kit.fill.radius_mm = 15;
    const glm::dvec2 at = desk.turntable.camera().pixel_of({50, 50, 0});
    desk.handle({.action = shell::PointerAction::move, .at = at});
    const auto preview = desk.kit.preview();
    ASSERT_TRUE(preview);
    const zones::ZoneField shown = *preview->field;
    ASSERT_TRUE(desk.click({50, 50, 0}));
    EXPECT_EQ(desk.workspace.field(desk.zone), shown);
    EXPECT_NEAR(desk.area_mm2(), std::numbers::pi * 225, 8);
}

TEST(PointTool, AddsMovesPinsAndTakesAway)
{
    Desk desk;
    desk.kit.brush.set_radius_mm(30);
    desk.click({50, 50, 0});
    desk.kit.choose(Tool::points);
    const auto points = [&] {
        desk.points.clear();
        for (const auto& point : desk.workspace.session_map().points)
            desk.points.push_back(point.position_mm);
    };
    const auto pinned = [&] { return desk.workspace.current().zones[0].arrangement.pinned_mm; };
    points();
    const glm::dvec3 from = desk.points[5];
    ASSERT_TRUE(desk.drag(from, from + glm::dvec3(2, 1, 0)));
    ASSERT_EQ(pinned().size(), 1u);
    EXPECT_LT(glm::distance(pinned()[0], from + glm::dvec3(2, 1, 0)), 0.3);

    points();
    ASSERT_TRUE(desk.drag(pinned()[0], from));
    EXPECT_EQ(pinned().size(), 1u) << "it is the same point";

    points();
    const glm::dvec3 other = desk.points.back();
    desk.handle(
        {.action = shell::PointerAction::move, .at = desk.turntable.camera().pixel_of(other)});
    ASSERT_TRUE(desk.done(desk.hand.key(GLFW_KEY_K, desk.bench())));
    EXPECT_EQ(pinned().size(), 2u);
    const std::size_t before = desk.points.size();
    points();
    EXPECT_EQ(desk.points.size(), before) << "a pinned point stays where it was";
    const auto at = desk.points.front();
    desk.handle({.action = shell::PointerAction::move, .at = desk.turntable.camera().pixel_of(at)});
    ASSERT_TRUE(desk.done(desk.hand.key(GLFW_KEY_DELETE, desk.bench())));
}

TEST(GuideTool, DrawsTheLineThatPointsFollow)
{
    Desk desk;
    desk.kit.brush.set_radius_mm(30);
    desk.click({50, 50, 0});
    desk.kit.choose(Tool::line);
    ASSERT_TRUE(desk.drag({30, 45, 0}, {70, 55, 0}));
    EXPECT_EQ(desk.workspace.current().zones[0].arrangement.pattern.kind,
              session::PatternKind::line);
    for (const auto& point : desk.workspace.session_map().points) {
        const double on_line = 45 + (point.position_mm.x - 30) * 0.25;
        EXPECT_NEAR(point.position_mm.y, on_line, 0.5);
    }
    desk.kit.choose(Tool::rows);
    ASSERT_TRUE(desk.drag({50, 30, 0}, {50, 70, 0}));
    EXPECT_EQ(desk.workspace.current().zones[0].arrangement.pattern.kind,
              session::PatternKind::rows);
    EXPECT_FALSE(desk.drag({50, 30, 0}, {51, 30, 0})) << "a slip of the hand";
}

TEST(Tools, LeaveALockedZoneAlone)
{
    Desk desk;
    desk.workspace.execute(session::LockZone{"cheek", true});
    for (const Tool tool : {Tool::brush, Tool::outline, Tool::fill}) {
        desk.kit.choose(tool);
        EXPECT_THROW(desk.click({50, 50, 0}), base::Error);
    }
}

TEST(Hand, ChangesTheRadiusByTheWheelWithShift)
{
    Desk desk;
    const double radius = desk.kit.brush.radius_mm();
    const glm::dvec3 eye = desk.turntable.camera().eye;
    desk.handle(
        {.action = shell::PointerAction::scroll, .at = {400, 400}, .steps = 1, .shift = true});
    EXPECT_GT(desk.kit.brush.radius_mm(), radius);
    desk.handle(
        {.action = shell::PointerAction::scroll, .at = {400, 400}, .steps = -1, .shift = true});
    EXPECT_EQ(desk.kit.brush.radius_mm(), radius);
    EXPECT_EQ(desk.turntable.camera().eye, eye);
}

}  // namespace

// SPDX-License-Identifier: MIT
#include "flat_desk.h"

#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

namespace {

using shell::PointerAction;
using shell::PointerEvent;
using Desk = test::FlatDesk;

TEST(Hand, MakesOneStrokeOfOneLeftDragOverSkin)
{
    Desk desk;
    const auto command = desk.drag(GLFW_MOUSE_BUTTON_LEFT);
    ASSERT_TRUE(command);
    const auto& painted = std::get<session::PaintStroke>(*command);
    EXPECT_EQ(painted.zone, "cheek");
    EXPECT_EQ(painted.stroke.mode, zones::StrokeMode::add);
    EXPECT_EQ(painted.stroke.path_mm.size(), 2u);
}

TEST(Hand, ErasesWhileControlIsHeld)
{
    Desk desk;
    const auto command = desk.drag(GLFW_MOUSE_BUTTON_LEFT, true);
    ASSERT_TRUE(command);
    EXPECT_EQ(std::get<session::PaintStroke>(*command).stroke.mode, zones::StrokeMode::erase);
}

TEST(Hand, ShowsTheZoneWhileItIsPaintedAsItWillBe)
{
    Desk desk;
    const auto event = [](PointerAction action, double x) {
        return PointerEvent{.action = action, .at = {x, 400}};
    };
    desk.handle(event(PointerAction::press, 360));
    for (double x = 370; x <= 440; x += 10)
        desk.handle(event(PointerAction::move, x));
    const zones::ZoneField preview = desk.kit.brush.preview();
    desk.workspace.execute(*desk.handle(event(PointerAction::release, 440)));
    EXPECT_NEAR(zones::area_mm2(desk.workspace.surface(), preview),
                desk.workspace.area_mm2(desk.zone),
                0.01 * desk.workspace.area_mm2(desk.zone));
}

TEST(Hand, TurnsTheViewWithTheRightButtonAndChangesNothingElse)
{
    Desk desk;
    const glm::dvec3 before = desk.turntable.camera().toward;
    EXPECT_FALSE(desk.drag(GLFW_MOUSE_BUTTON_RIGHT));
    EXPECT_NE(desk.turntable.camera().toward, before);
    EXPECT_EQ(desk.workspace.current().revision, 1u);
}

TEST(Hand, MovesTheViewAsTheUserIsUsedTo)
{
    Desk desk;
    desk.habit = tools::Habit::blender;
    const glm::dvec3 before = desk.turntable.camera().toward;
    EXPECT_FALSE(desk.drag(GLFW_MOUSE_BUTTON_RIGHT));
    EXPECT_EQ(desk.turntable.camera().toward, before);
    EXPECT_FALSE(desk.drag(GLFW_MOUSE_BUTTON_MIDDLE));
    EXPECT_NE(desk.turntable.camera().toward, before);
}

TEST(Hand, CentresTheSkinUnderADoubleClickOfTheTurningButton)
{
    Desk desk;
    const glm::dvec2 place(460, 380);
    for (const auto action : {PointerAction::press,
                              PointerAction::release,
                              PointerAction::press,
                              PointerAction::release})
        desk.handle({.action = action, .at = place, .button = GLFW_MOUSE_BUTTON_RIGHT});
    EXPECT_GT(desk.turntable.place_at_pivot({400, 400}).x, 1);
    EXPECT_GT(desk.turntable.place_at_pivot({400, 400}).y, 1);
}

TEST(Hand, TurnsTheViewWithTheLeftButtonWhereNoZoneIsChosen)
{
    Desk desk;
    desk.zone = session::ZoneId::none();
    const glm::dvec3 before = desk.turntable.camera().toward;
    EXPECT_FALSE(desk.drag(GLFW_MOUSE_BUTTON_LEFT));
    EXPECT_NE(desk.turntable.camera().toward, before);
}

}  // namespace

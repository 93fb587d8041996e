// SPDX-License-Identifier: MIT
#include "sampling/cpu_sampler.h"
#include "shapes.h"
#include "tools/hand.h"

#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

namespace {

using shell::PointerAction;
using shell::PointerEvent;

/// A hand before a flat piece of skin of 100 x 100 mm, seen from the front in 800 x 800 pixels.
struct Desk {
    sampling::CpuSampler sampler;
    session::Workspace workspace{sampler, skin()};
    tools::Turntable turntable;
    tools::Brush brush;
    tools::Hand hand;
    session::ZoneId zone;
    tools::Habit habit = tools::Habit::mesomap;

    static std::shared_ptr<const geometry::Scan> skin()
    {
        auto scan = std::make_shared<geometry::Scan>();
        scan->mesh = test::grid_plane(50, 2);
        return scan;
    }

    Desk()
        : turntable(geometry::bounds(workspace.scan().mesh))
    {
        turntable.resize({800, 800});
        turntable.look_from(render::View::front);
        workspace.execute(session::AddZone{"cheek", "nappage"});
        zone = workspace.current().zones.front().id;
    }

    std::optional<session::Command> handle(PointerEvent event)
    {
        return hand.handle(event,
                           true,
                           {workspace,
                            {workspace.surface(), workspace.bvh()},
                            turntable,
                            brush,
                            zone,
                            false,
                            habit});
    }
    /// A drag over the middle of the skin; gives the command of its end.
    std::optional<session::Command> drag(int button, bool control = false)
    {
        const glm::dvec2 from(380, 400), to(420, 400);
        handle({.action = PointerAction::press, .at = from, .button = button, .control = control});
        handle({.action = PointerAction::move, .at = to});
        return handle({.action = PointerAction::release, .at = to, .button = button});
    }
};

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
    const zones::ZoneField preview = desk.brush.preview();
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

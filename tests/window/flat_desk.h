// SPDX-License-Identifier: MIT
// The tools without a window: a hand, a view and flat skin.
#pragma once

#include "sampling/cpu_sampler.h"
#include "shapes.h"
#include "tools/hand.h"

#include <GLFW/glfw3.h>

#include <memory>
#include <optional>
#include <vector>

namespace test {

/// A hand before a flat piece of skin of 100 x 100 mm, seen from the front in 800 x 800 pixels.
struct FlatDesk {
    sampling::CpuSampler sampler;
    session::Workspace workspace{sampler, skin()};
    tools::Turntable turntable;
    tools::Kit kit;
    tools::Hand hand;
    session::ZoneId zone;
    tools::Habit habit = tools::Habit::mesomap;
    std::vector<glm::dvec3> points = {};  // of the zone's plan

    static std::shared_ptr<const geometry::Scan> skin()
    {
        auto scan = std::make_shared<geometry::Scan>();
        scan->mesh = test::grid_plane(50, 2);
        return scan;
    }

    FlatDesk()
        : turntable(geometry::bounds(workspace.scan().mesh))
    {
        turntable.resize({800, 800});
        turntable.look_from(render::View::front);
        workspace.execute(session::AddZone{"cheek", "nappage"});
        zone = workspace.current().zones.front().id;
    }

    tools::Bench bench()
    {
        return {workspace,
                {workspace.surface(), workspace.bvh()},
                turntable,
                kit,
                zone,
                false,
                habit,
                points};
    }
    std::optional<session::Command> handle(shell::PointerEvent event)
    {
        return hand.handle(event, true, bench());
    }
    /// A drag over the middle of the skin; gives the command of its end.
    std::optional<session::Command> drag(int button, bool control = false)
    {
        const glm::dvec2 from(380, 400), to(420, 400);
        handle({.action = shell::PointerAction::press,
                .at = from,
                .button = button,
                .control = control});
        handle({.action = shell::PointerAction::move, .at = to});
        return handle({.action = shell::PointerAction::release, .at = to, .button = button});
    }
    /// A press and a release at the place of the skin; gives the command of either, done.
    std::optional<session::Command> click(glm::dvec3 place, bool shift = false)
    {
        const glm::dvec2 at = turntable.camera().pixel_of(place);
        const int left = GLFW_MOUSE_BUTTON_LEFT;
        handle({.action = shell::PointerAction::move, .at = at, .shift = shift});
        auto pressed = handle(
            {.action = shell::PointerAction::press, .at = at, .button = left, .shift = shift});
        auto released = handle(
            {.action = shell::PointerAction::release, .at = at, .button = left, .shift = shift});
        return done(pressed ? pressed : released);
    }
    /// From one place of the skin to another.
    std::optional<session::Command> drag(glm::dvec3 from, glm::dvec3 to)
    {
        const auto at = [&](double share) {
            return turntable.camera().pixel_of(from + share * (to - from));
        };
        const int left = GLFW_MOUSE_BUTTON_LEFT;
        handle({.action = shell::PointerAction::press, .at = at(0), .button = left});
        for (int step = 1; step <= 10; ++step)
            handle({.action = shell::PointerAction::move, .at = at(0.1 * step)});
        return done(handle({.action = shell::PointerAction::release, .at = at(1), .button = left}));
    }
    std::optional<session::Command> done(std::optional<session::Command> command)
    {
        if (command) workspace.execute(*command);
        return command;
    }
    double area_mm2() { return workspace.area_mm2(zone); }
};

}  // namespace test

// SPDX-License-Identifier: MIT
// What the mouse does over the scene: left uses the tool on skin, or turns the view beside it; what
// moves the view else is the user's habit (navigation.h). The wheel zooms to the cursor, and a
// double click that paints nothing centres the skin there.
#pragma once

#include "session/workspace.h"
#include "shell/glfw_window.h"
#include "tools/kit.h"
#include "tools/navigation.h"
#include "tools/turntable.h"

#include <optional>
#include <vector>

namespace tools {

/// What the hand works on during one frame. Pixels are the picture's, from its top left corner.
struct Bench {
    session::Workspace& workspace;
    BrushSkin skin;
    Turntable& turntable;
    Kit& kit;
    session::ZoneId selected;
    bool erases = false;
    Habit habit = Habit::mesomap;
    std::vector<glm::dvec3> points = {};  // of the chosen zone's plan

    const session::Zone* zone() const;  // the chosen one
    zones::StrokeMode mode() const
    {
        return erases ? zones::StrokeMode::erase : zones::StrokeMode::add;
    }
    OutlineTool::Ground outline_ground() const { return {*zone(), skin, turntable}; }
    PointTool::Ground point_ground() const { return {*zone(), points, skin, turntable}; }
};

class Hand {
public:
    /// One event, with `at` in the picture's pixels; `inside` tells whether it lies in the picture.
    std::optional<session::Command>
    handle(const shell::PointerEvent& event, bool inside, const Bench& bench);

    /// A key for the tool in hand.
    std::optional<session::Command> key(int key, const Bench& bench);
    /// What the tool in hand shows over the skin.
    Sketch sketch(const Bench& bench, bool shift) const;

    bool drags() const { return drag_ != Drag::none; }
    glm::dvec2 at() const { return at_; }
    bool over_scene() const { return inside_; }

private:
    enum class Drag { none, paint, orbit, pan, zoom };

    std::optional<session::Command> press(const shell::PointerEvent& event, const Bench& bench);
    std::optional<session::Command>
    take_tool(const shell::PointerEvent& event, bool twice, glm::dvec3 place, Bench bench);
    void move_tool(glm::dvec3 place, const Bench& bench);
    void scroll(const shell::PointerEvent& event, const Bench& bench);
    void move(glm::dvec2 from, glm::dvec2 to, const Bench& bench);
    std::optional<session::Command> release(const shell::PointerEvent& event, const Bench& bench);
    bool is_double_click(const shell::PointerEvent& event);

    Drag drag_ = Drag::none;
    int button_ = 0;
    glm::dvec2 at_{0};
    glm::dvec3 zoomed_at_{0};  // by a drag
    bool inside_ = false;
    glm::dvec2 last_press_at_{-1e9};
    double last_press_s_ = -1e9;
};

}  // namespace tools

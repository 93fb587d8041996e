// SPDX-License-Identifier: MIT
// Points by hand: a drag moves one, a click on free skin adds one, a click while erasing takes one
// away. What a hand made is pinned, marked, and checked like the rest.
#pragma once

#include "session/case.h"
#include "session/command.h"
#include "session/session_map.h"
#include "tools/sketch.h"

#include <optional>
#include <vector>

namespace tools {

class PointTool {
public:
    struct Ground {
        const session::Zone& zone;              // the chosen one
        const std::vector<glm::dvec3>& points;  // of its plan
        const BrushSkin& skin;
        const Turntable& view;
    };

    /// The button goes down on the skin.
    std::optional<session::Command>
    press(glm::dvec2 pixel, glm::dvec3 place, bool erases, const Ground& ground);
    void drag_to(glm::dvec3 place);
    std::optional<session::Command> release(const session::Zone& zone);
    void cancel() { held_.reset(); }

    // The point under the mouse.
    std::optional<session::Command> pin(glm::dvec2 pixel, const Ground& ground) const;
    std::optional<session::Command> remove(glm::dvec2 pixel, const Ground& ground) const;

    Sketch sketch(const Ground& ground, glm::dvec2 pixel) const;

private:
    struct Held {
        glm::dvec3 from{0}, to{0};
        bool is_new = false;
        bool moved = false;
    };
    static std::optional<glm::dvec3> point_at(glm::dvec2 pixel, const Ground& ground);
    static glm::dvec3 as_pinned(glm::dvec3 place, const session::Zone& zone);

    std::optional<Held> held_;
};

}  // namespace tools

// SPDX-License-Identifier: MIT
// What the mouse does over the scene: left paints on skin, or turns the view beside it; right
// turns; middle or shift moves; the wheel zooms to the cursor; a double click on the skin centres.
#pragma once

#include "session/workspace.h"
#include "shell/glfw_window.h"
#include "tools/brush.h"
#include "tools/turntable.h"

#include <optional>

namespace tools {

/// What the hand works on during one frame. Pixels are the picture's, from its top left corner.
struct Bench {
    session::Workspace& workspace;
    BrushSkin skin;
    Turntable& turntable;
    Brush& brush;
    session::ZoneId selected;
    bool erases = false;
};

class Hand {
public:
    /// One event, with `at` in the picture's pixels; `inside` tells whether it lies in the picture.
    std::optional<session::Command>
    handle(const shell::PointerEvent& event, bool inside, const Bench& bench);

    bool drags() const { return drag_ != Drag::none; }
    glm::dvec2 at() const { return at_; }
    bool over_scene() const { return inside_; }

private:
    enum class Drag { none, paint, orbit, pan };

    void press(const shell::PointerEvent& event, const Bench& bench);
    void move(glm::dvec2 from, glm::dvec2 to, const Bench& bench);
    std::optional<session::Command> release(const shell::PointerEvent& event, const Bench& bench);
    bool is_double_click(const shell::PointerEvent& event);

    Drag drag_ = Drag::none;
    int button_ = 0;
    glm::dvec2 at_{0};
    bool inside_ = false;
    glm::dvec2 last_press_at_{-1e9};
    double last_press_s_ = -1e9;
};

}  // namespace tools

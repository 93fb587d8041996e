// SPDX-License-Identifier: MIT
// A click: a press of the left button that is released where it began. Tools that take clicks leave
// drags to the view.
#pragma once

#include "shell/glfw_window.h"

#include <optional>

namespace tools {

class Click {
public:
    /// The place of a click that this event completes.
    std::optional<glm::dvec2> handle(const shell::PointerEvent& event, bool inside);

private:
    std::optional<glm::dvec2> pressed_at_;
};

}  // namespace tools

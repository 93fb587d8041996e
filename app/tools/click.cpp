// SPDX-License-Identifier: MIT
#include "tools/click.h"

#include <GLFW/glfw3.h>
#include <glm/geometric.hpp>

#include <utility>

namespace tools {
namespace {

constexpr double still_px = 4;  // so far a hand moves that means to stay

}  // namespace

std::optional<glm::dvec2> Click::handle(const shell::PointerEvent& event, bool inside)
{
    using shell::PointerAction;
    if (event.button != GLFW_MOUSE_BUTTON_LEFT) return std::nullopt;
    if (event.action == PointerAction::press) {
        pressed_at_.reset();
        if (inside && !event.shift) pressed_at_ = event.at;
    }
    if (event.action != PointerAction::release) return std::nullopt;
    const auto from = std::exchange(pressed_at_, std::nullopt);
    if (!from || glm::distance(*from, event.at) > still_px) return std::nullopt;
    return event.at;
}

}  // namespace tools

// SPDX-License-Identifier: MIT
#include "shell/layout.h"

#include <algorithm>
#include <cmath>

namespace shell {

WindowLayout layout_of(ImVec2 window, float scale)
{
    const float left = std::round(std::min(288 * scale, window.x * 0.28f));
    const float right = std::round(std::min(316 * scale, window.x * 0.30f));
    const float bar = std::round(std::min(56 * scale, window.y));
    const float line = std::round(std::min(38 * scale, window.y - bar));
    const float middle = window.x - left - right;
    WindowLayout layout;
    layout.left = {{0, 0}, {left, window.y}};
    layout.right = {{window.x - right, 0}, {right, window.y}};
    layout.bar = {{left, 0}, {middle, bar}};
    layout.scene = {{left, bar}, {middle, window.y - bar - line}};
    layout.line = {{left, window.y - line}, {middle, line}};
    return layout;
}

}  // namespace shell

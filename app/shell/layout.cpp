// SPDX-License-Identifier: MIT
#include "shell/layout.h"

#include <algorithm>
#include <cmath>

namespace shell {
namespace {

constexpr float two_rows_below = 440;  // what the bar holds does not fit into one then

constexpr float corner_shrinks_below = 470;

}  // namespace

float corner_scale(const Rectangle& scene, float scale)
{
    return std::min(scale, std::max(scene.size.x / corner_shrinks_below, scale / 2));
}

WindowLayout layout_of(ImVec2 window, float scale)
{
    const float left = std::round(std::min(288 * scale, window.x * 0.28f));
    const float right = std::round(std::min(316 * scale, window.x * 0.30f));
    const float middle = window.x - left - right;
    const int rows = middle < two_rows_below * scale ? 2 : 1;
    const float bar = std::round(std::min((20 + 36 * float(rows)) * scale, window.y));
    const float line = std::round(std::min(38 * scale, window.y - bar));
    WindowLayout layout;
    layout.left = {{0, 0}, {left, window.y}};
    layout.right = {{window.x - right, 0}, {right, window.y}};
    layout.bar = {{left, 0}, {middle, bar}};
    layout.scene = {{left, bar}, {middle, window.y - bar - line}};
    layout.bar_rows = rows;
    layout.line = {{left, window.y - line}, {middle, line}};
    return layout;
}

}  // namespace shell

// SPDX-License-Identifier: MIT
// Where the parts of the window lie, in its own units: panels at the sides, a bar above the scene
// and a line below it.
#pragma once

#include <imgui.h>

namespace shell {

struct Rectangle {
    ImVec2 corner{0, 0};
    ImVec2 size{0, 0};

    bool contains(double x, double y) const
    {
        return x >= corner.x && y >= corner.y && x < corner.x + size.x && y < corner.y + size.y;
    }
};

struct WindowLayout {
    Rectangle left, right, bar, scene, line;
    int bar_rows = 1;
};

/// Of the view cube and what belongs to it: smaller in a narrow scene, where it would hide the
/// face.
float corner_scale(const Rectangle& scene, float scale);

/// The scene has what the others leave; it may be empty in a small window.
WindowLayout layout_of(ImVec2 window, float scale);

}  // namespace shell

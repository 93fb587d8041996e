// SPDX-License-Identifier: MIT
// What the scene shows beside the skin: switches below the cube.
#pragma once

#include "panels/form.h"
#include "shell/layout.h"

namespace panels {

struct ViewSwitches {
    bool numbers = true;      // beside the points
    bool depth = true;        // below the point under the mouse
    bool structures = false;  // that the landmarks place
};

/// Where it lies in the window. Nothing else takes the mouse there.
shell::Rectangle view_strip_area(const shell::Rectangle& scene, float scale);

/// With the cube above it: the scene's corner that is taken.
shell::Rectangle view_corner_area(const shell::Rectangle& scene, float scale);

/// Which of them was pressed.
struct ViewWishes {
    bool numbers = false;
    bool depth = false;
    bool structures = false;
};
void view_strip(const shell::Rectangle& scene,
                const ViewSwitches& now,
                const Form& form,
                ViewWishes& wishes);

}  // namespace panels

// SPDX-License-Identifier: MIT
// The bar above the scene: the brush, the views, undo and redo.
#pragma once

#include "panels/form.h"
#include "render/camera.h"

namespace panels {

struct ToolbarFacts {
    double radius_mm = 10;
    bool erases = false;
    bool measures = false;
    bool can_undo = false;
    bool can_redo = false;
};

/// What was pressed. None of it changes the case by itself.
struct ToolbarWishes {
    std::optional<double> radius_mm;
    std::optional<bool> erases;
    bool measure = false;  // take the measure, or lay it down
    std::optional<render::View> view;
    bool undo = false;
    bool redo = false;
};

ToolbarWishes toolbar(const ToolbarFacts& now, Form& form);

}  // namespace panels

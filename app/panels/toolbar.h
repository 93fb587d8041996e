// SPDX-License-Identifier: MIT
// The bar above the scene: the brush, the views, undo and redo.
#pragma once

#include "panels/form.h"
#include "render/camera.h"
#include "tools/kit.h"

namespace panels {

struct ToolbarFacts {
    tools::Tool tool = tools::Tool::brush;
    double radius_mm = 10;
    double fill_deg = 40;  // of the creases that a fill stops at
    double fill_mm = 40;
    bool erases = false;
    bool measures = false;
    bool paints = true;  // with the tool; else another one is in hand
    bool can_undo = false;
    bool can_redo = false;
    std::string would_undo = {};  // in words
    std::string would_redo = {};
    int rows = 1;  // of the bar
};

/// What was pressed. None of it changes the case by itself.
struct ToolbarWishes {
    std::optional<double> radius_mm;
    std::optional<double> fill_deg;
    std::optional<double> fill_mm;
    std::optional<bool> erases;
    bool measure = false;  // take the measure, or lay it down
    std::optional<render::View> view;
    bool undo = false;
    bool redo = false;
};

ToolbarWishes toolbar(const ToolbarFacts& now, Form& form);

}  // namespace panels

// SPDX-License-Identifier: MIT
// Small pictures that say what a button does. Drawn as lines, so they are crisp at every size and
// need no font.
#pragma once

#include "panels/form.h"

namespace panels {

enum class Icon {
    home,
    open,
    file,
    patient,
    settings,
    question,
    undo,
    redo,
    history,
    close,
    up,
    warning,
    reset,
    target,
    brush,
    outline,
    bucket,
    points,
    rows,
    line,
    down,
    copy,
    eye,
    hidden,
    locked,
    unlocked,
    bin,
    numbers,
    layers,
    vessel,
};

/// Within a square of `size` around `middle`.
void draw_icon(ImDrawList& drawing, Icon icon, ImVec2 middle, float size, ImU32 colour);

/// A square button with an icon; `says` is its hint, and names it.
bool icon_button(const Form& form, Icon icon, const char* says);

/// A wide button with an icon before its words.
bool labelled_button(const Form& form, Icon icon, const char* words, ImVec2 size);

}  // namespace panels

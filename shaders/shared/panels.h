// SPDX-License-Identifier: MIT
// What the panels' shaders get from the window.
#ifndef SHARED_PANELS_H
#define SHARED_PANELS_H
#include "portable.h"

SHARED_BEGIN

struct PanelsPush {
    vec2 origin;  // of the window, in the panels' own units
    vec2 size;
};
ASSERT_SIZE(PanelsPush, 16)

SHARED_END

#endif

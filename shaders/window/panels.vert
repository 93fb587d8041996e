// SPDX-License-Identifier: MIT
#version 460
#include "shared/panels.h"

layout(push_constant, scalar) uniform Push { PanelsPush window; };

layout(location = 0) in vec2 place;
layout(location = 1) in vec2 texture_place;
layout(location = 2) in vec4 tint;

layout(location = 0) out vec2 letter;
layout(location = 1) out vec4 ink;

void main()
{
    letter = texture_place;
    ink = tint;
    gl_Position = vec4(2.0 * (place - window.origin) / window.size - 1.0, 0.0, 1.0);
}

// SPDX-License-Identifier: MIT
#version 460
#include "shared/scene.h"

layout(set = 0, binding = 0) uniform sampler2D sheet;

layout(push_constant, scalar) uniform Push { OverlayPush tile; };

layout(location = 0) out vec4 colour;

void main()
{
    colour = texelFetch(sheet, ivec2(gl_FragCoord.xy) + tile.origin_px, 0);
}

// SPDX-License-Identifier: MIT
#version 460
#include "light.glsl"

layout(location = 0) in vec3 light;
layout(location = 1) in vec3 tint;
layout(location = 2) flat in uint which;
layout(location = 3) in float from_middle;

layout(location = 0) out vec4 colour;

void main()
{
    // A dark dot with a white rim reads on every zone's colour and on bare skin.
    vec3 dot_albedo = from_middle > 0.74 ? vec3(0.90) : tint * 0.16;
    colour = vec4(to_screen((which == dot_part ? dot_albedo : vec3(0.22, 0.24, 0.27)) * light), 1.0);
}

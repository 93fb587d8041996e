// SPDX-License-Identifier: MIT
#version 460
#include "light.glsl"
#include "shared/scene.h"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };

layout(location = 0) in vec3 place;
layout(location = 1) in vec3 outward;
layout(location = 2) in float open;

layout(location = 0) out vec4 colour;

const vec3 skin_albedo = vec3(0.600, 0.385, 0.290);
const vec3 inside_albedo = vec3(0.15, 0.12, 0.11);

void main()
{
    vec3 v = normalize(frame.eye - place);
    vec3 n = normalize(outward);
    Studio s = studio(frame.right, frame.up, frame.toward);
    vec3 light = gl_FrontFacing ? lit(skin_albedo, n, v, open, 1.0, s)
                                : lit(inside_albedo, -n, v, 0.6, 0.0, s);
    colour = vec4(to_screen(light), 1.0);
}

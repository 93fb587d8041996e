// SPDX-License-Identifier: MIT
#version 460
#include "light.glsl"
#include "relief.glsl"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };

layout(location = 0) in vec3 place;
layout(location = 1) in vec3 outward;
layout(location = 2) in vec4 glow;

layout(location = 0) out vec4 colour;

void main()
{
    vec3 v = normalize(frame.eye - place);
    vec3 slope = relief(place, frame.mm_per_pixel);
    vec3 n = normalize(outward - slope);
    // The relief shades the matt skin only a little: light spreads below it.
    vec3 matt = glow.rgb * (1.0 - dot(slope, frame.key) * vec3(0.35, 0.6, 0.7));
    colour = vec4(to_screen(matt + shine(frame, n, v, glow.a)), 1.0);
}

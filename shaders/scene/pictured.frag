// SPDX-License-Identifier: MIT
#version 460
#include "light.glsl"
#include "relief.glsl"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };
layout(set = 0, binding = 1) uniform sampler2D scanned;  // decoded from sRGB when it is read

layout(location = 0) in vec3 place;
layout(location = 1) in vec3 outward;
layout(location = 2) in vec4 light;
layout(location = 3) in vec3 plain;
layout(location = 4) in vec2 on_scan;

layout(location = 0) out vec4 colour;

void main()
{
    vec3 v = normalize(frame.eye - place);
    vec3 slope = relief(place, frame.mm_per_pixel);
    vec3 n = normalize(outward - slope);
    vec3 pictured = texture(scanned, on_scan).rgb;
    vec3 albedo = on_scan.x < nowhere ? plain : pictured;
    // As in skin.frag.
    vec3 matt = albedo * light.rgb * (1.0 - dot(slope, frame.key) * vec3(0.35, 0.6, 0.7));
    colour = vec4(to_screen(matt + shine(frame, n, v, light.a)), 1.0);
}

// SPDX-License-Identifier: MIT
#version 460
#include "light.glsl"
#include "shared/scene.h"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };

layout(location = 0) in vec3 place;
layout(location = 1) in vec3 facing;
layout(location = 2) in vec3 tint;
layout(location = 3) flat in uint which;
layout(location = 4) in float from_middle;

layout(location = 0) out vec4 colour;

void main()
{
    vec3 v = normalize(frame.eye - place);
    vec3 n = normalize(facing);
    Studio s = studio(frame.right, frame.up, frame.toward);
    // A dark dot with a white rim reads on every zone's colour and on bare skin.
    vec3 dot_albedo = from_middle > 0.74 ? vec3(0.90) : tint * 0.16;
    vec3 albedo = which == dot_part ? dot_albedo : vec3(0.16, 0.18, 0.21);
    float gloss = which == dot_part ? 0.6 : 4.0;
    colour = vec4(to_screen(lit(albedo, n, v, 1.0, gloss, s)), 1.0);
}

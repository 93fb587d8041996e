// SPDX-License-Identifier: MIT
// A mark of about a pixel: a triangle of the disc's area, in about its mean colour. Round and with a rim
// it would look the same and cost twice as much.
#version 460
#include "light.glsl"
#include "mark.glsl"
#include "nearer.glsl"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };
layout(set = 0, binding = 1, scalar) readonly buffer Needles { Needle needles[]; };
layout(set = 0, binding = 2, scalar) readonly buffer Drawn { uint drawn[]; };
layout(push_constant, scalar) uniform Push { NeedlePush style; };

layout(location = 0) flat out vec3 colour;

const float reach = 1.5551;  // of the corners: the area is then pi
const vec2 corners[3] = vec2[](reach * vec2(-0.86603, -0.5), reach * vec2(0.86603, -0.5), reach * vec2(0.0, 1.0));
const float rim = 0.35;  // its share; a little less than the disc has, to stand out from light skin

void main()
{
    Needle needle = needles[drawn[style.first + uint(gl_VertexIndex) / 3u]];
    vec3 light = room(frame, needle.normal) + key_light * max(dot(needle.normal, frame.key), 0.0);
    colour = mix(to_screen(needle.colour * 0.16 * light), to_screen(vec3(0.90) * light), rim);
    vec3 corner = mark_corner(needle, style.mark_mm * corners[uint(gl_VertexIndex) % 3u]);
    gl_Position = nearer(frame, corner, 0.5 * style.mark_mm + 1.0);
}

// SPDX-License-Identifier: MIT
// One part of each injection point: its mark on the skin, the part of the needle that stands out, or
// the part that is inserted, which shows through the skin. A triangle each, so that a hundred
// thousand cost little; and no instances, with which the software driver is slow.
#version 460
#include "light.glsl"
#include "mark.glsl"
#include "nearer.glsl"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };
layout(set = 0, binding = 1, scalar) readonly buffer Needles { Needle needles[]; };
layout(set = 0, binding = 2, scalar) readonly buffer Drawn { uint drawn[]; };
layout(push_constant, scalar) uniform Push { NeedlePush style; };

layout(location = 0) out vec2 at;  // on the mark: -1 to 1; on the needle: across it, and along it,
                                   // both 0 at its pointed end
layout(location = 1) flat out vec3 tint;
layout(location = 2) flat out vec3 light;

// `along` from the skin to the end.
vec3 shaft_corner(Needle needle, float across, float along_mm)
{
    vec3 middle = needle.position + along_mm * needle.outward;
    vec3 aside = cross(needle.outward, normalize(frame.eye - middle));
    return middle + across * style.shaft_mm * aside / max(length(aside), 1e-3);
}

// Corners of a triangle around the unit circle.
const vec2 around_mark[3] = vec2[](vec2(-1.7321, -1.0), vec2(1.7321, -1.0), vec2(0.0, 2.0));
const vec2 along_shaft[3] = vec2[](vec2(0.0, 0.0), vec2(-1.0, 1.0), vec2(1.0, 1.0));

void main()
{
    Needle needle = needles[drawn[style.first + uint(gl_VertexIndex) / 3u]];
    uint corner = uint(gl_VertexIndex) % 3u;
    at = style.part == mark_part ? around_mark[corner] : along_shaft[corner];
    tint = needle.colour;
    light = room(frame, needle.normal) + key_light * max(dot(needle.normal, frame.key), 0.0);
    if (style.part == mark_part) {
        gl_Position = nearer(frame, mark_corner(needle, style.mark_mm * at), 0.5 * style.mark_mm + 1.0);
    } else if (style.part == inserted_part) {
        // Its tip is the pointed end.
        float depth_mm = (1.0 - at.y) * needle.lengths_mm.y;
        gl_Position = nearer(frame, shaft_corner(needle, at.x, -depth_mm), 1.5 * depth_mm + 0.5);
    } else {
        gl_Position = nearer(frame, shaft_corner(needle, at.x, at.y * needle.lengths_mm.x), 0.3);
    }
}

// SPDX-License-Identifier: MIT
// A mark on the skin and the part of the needle that stands out of it.
#version 460
#include "light.glsl"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };
layout(push_constant, scalar) uniform Push { NeedlePush style; };

layout(location = 0) in vec3 model_place;
layout(location = 1) in uint part;
layout(location = 2) in vec3 position;
layout(location = 3) in vec3 normal;
layout(location = 4) in vec3 outward;
layout(location = 5) in float length_mm;
layout(location = 6) in vec3 zone_colour;

layout(location = 0) out vec3 light;
layout(location = 1) out vec3 tint;
layout(location = 2) flat out uint which;
layout(location = 3) out float from_middle;  // of the bead: 0 to 1 at its rim

mat3 axes_along(vec3 z)
{
    vec3 x = normalize(cross(z, abs(z.x) < 0.6 ? vec3(1, 0, 0) : vec3(0, 1, 0)));
    return mat3(x, cross(z, x), z);
}

void main()
{
    vec3 place, facing;
    if (part == dot_part) {
        mat3 axes = axes_along(normal);
        // A flat bead: it shows its colour from everywhere and hides no skin around it.
        place = position + axes * (model_place * vec3(1, 1, 0.35)) * style.dot_mm;
        facing = axes * (model_place * vec3(0.35, 0.35, 1));
    } else {
        mat3 axes = axes_along(outward);
        float taper = mix(0.55, 1.0, model_place.z);
        place = position + axes * vec3(model_place.xy * style.shaft_mm * taper,
                                       model_place.z * length_mm);
        facing = axes * vec3(model_place.xy, 0);
    }
    vec3 n = normalize(facing);
    light = room(frame, n) + key_light * max(dot(n, frame.key), 0.0);
    tint = zone_colour;
    which = part;
    from_middle = length(model_place.xy);
    gl_Position = frame.clip_from_world * vec4(place, 1.0);
}

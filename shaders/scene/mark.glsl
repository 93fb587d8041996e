// SPDX-License-Identifier: MIT
// The mark of an injection point: flat on the skin.
#ifndef MARK_GLSL
#define MARK_GLSL
#include "shared/scene.h"

vec3 mark_corner(Needle needle, vec2 corner_mm)
{
    vec3 normal = needle.normal;
    vec3 x = normalize(cross(normal, abs(normal.x) < 0.6 ? vec3(1, 0, 0) : vec3(0, 1, 0)));
    vec3 y = cross(normal, x);
    return needle.position + corner_mm.x * x + corner_mm.y * y;
}

#endif

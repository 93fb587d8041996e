// SPDX-License-Identifier: MIT
#version 460
#include "shared/scene.h"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in float openness;
layout(location = 3) in int field;

layout(location = 0) out vec3 place;
layout(location = 1) out vec3 outward;
layout(location = 2) out float open;
layout(location = 3) out float border_mm;  // signed distance, negative inside
layout(location = 4) centroid out float covered_mm;  // the same where the pixel is covered

invariant gl_Position;

void main()
{
    place = position;
    outward = normal;
    open = openness;
    border_mm = float(field) * field_step_mm;
    covered_mm = border_mm;
    gl_Position = frame.clip_from_world * vec4(position, 1.0);
}

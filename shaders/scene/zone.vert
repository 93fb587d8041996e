// SPDX-License-Identifier: MIT
#version 460
#include "nearer.glsl"
#include "skin.glsl"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };

layout(push_constant, scalar) uniform Push { ZonePush zone; };

layout(location = 0) in vec3 position;
layout(location = 1) in vec4 shape;
layout(location = 2) in vec4 sky;
layout(location = 3) in int field;

layout(location = 0) out vec3 place;
layout(location = 1) out vec3 outward;
layout(location = 2) out vec4 light;                 // on the skin, and the share of shine
layout(location = 3) out float border_mm;            // signed distance, negative inside
layout(location = 4) centroid out float covered_mm;  // the same where the pixel is covered

invariant gl_Position;

void main()
{
    Spot spot = spot_of(shape, sky);
    place = position;
    outward = spot.normal;
    light = vec4(light_at(frame, spot, mean_albedo),
                 spot.openness * key_share(spot, frame.key));
    border_mm = float(min(field, zone.farthest)) * field_step_mm;
    covered_mm = border_mm;
    gl_Position = frame.clip_from_world * vec4(position, 1.0);
    if (zone.nearer_mm > 0.0) gl_Position = nearer(frame, position, zone.nearer_mm);
}

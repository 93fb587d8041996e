// SPDX-License-Identifier: MIT
#version 460
#include "skin.glsl"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };

layout(location = 0) in vec3 position;
layout(location = 1) in vec4 shape;
layout(location = 2) in vec4 sky;
layout(location = 3) in vec4 tint;

layout(location = 0) out vec3 place;
layout(location = 1) out vec3 outward;
layout(location = 2) out vec4 glow;  // what leaves the matt skin, and the share of shine

// The zones' layers are drawn at exactly the same depth.
invariant gl_Position;

void main()
{
    Spot spot = spot_of(shape, sky);
    vec3 albedo = tint.a > 0.0 ? to_linear(tint.rgb) : complexion(position, spot.thinness);
    place = position;
    outward = spot.normal;
    glow = vec4(albedo * light_at(frame, spot, albedo), spot.openness * key_share(spot, frame.key));
    gl_Position = frame.clip_from_world * vec4(position, 1.0);
}

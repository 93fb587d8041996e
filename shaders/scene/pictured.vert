// SPDX-License-Identifier: MIT
// Skin with a picture on it: as skin.vert, but what the matt skin shows is the picture's for each
// pixel, so only the light on it is computed here.
#version 460
#include "skin.glsl"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };

layout(location = 0) in vec3 position;
layout(location = 1) in vec4 shape;
layout(location = 2) in vec4 sky;
layout(location = 3) in vec4 tint;
layout(location = 4) in vec2 on_picture;

layout(location = 0) out vec3 place;
layout(location = 1) out vec3 outward;
layout(location = 2) out vec4 light;      // on the matt skin, and the share of shine
layout(location = 3) out vec3 plain;      // where the picture shows nothing
layout(location = 4) out vec2 on_scan;

// The zones' layers are drawn at exactly the same depth.
invariant gl_Position;

void main()
{
    Spot spot = spot_of(shape, sky);
    plain = to_linear(tint.rgb);
    place = position;
    outward = spot.normal;
    light = vec4(light_at(frame, spot, plain), spot.openness * key_share(spot, frame.key));
    on_scan = on_picture;
    gl_Position = frame.clip_from_world * vec4(position, 1.0);
}

// SPDX-License-Identifier: MIT
// A calm studio wall: light falls on its middle.
#version 460
#include "shared/scene.h"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };

layout(location = 0) out vec4 colour;

// Steps of half a grey value, spread by a hash of the pixel, keep the gradient free of bands.
float grain(uvec2 pixel)
{
    uint h = pixel.x * 0x9e3779b1u ^ pixel.y * 0x85ebca77u;
    h = (h ^ (h >> 15)) * 0x2c1b3c6du;
    return float(h >> 8) / 16777216.0 - 0.5;
}

void main()
{
    vec2 pixel = gl_FragCoord.xy + frame.origin_px;
    vec2 at = pixel / frame.size_px;
    vec2 off = (at - vec2(0.56, 0.40)) * vec2(frame.size_px.x / frame.size_px.y, 1.0);
    float falloff = clamp(dot(off, off) * 0.9, 0.0, 1.0);
    vec3 wall = mix(vec3(0.945, 0.950, 0.955), vec3(0.735, 0.765, 0.795), falloff);
    wall *= mix(1.0, 0.94, smoothstep(0.55, 1.0, at.y));
    colour = vec4(wall + grain(uvec2(pixel)) / 255.0, 1.0);
}

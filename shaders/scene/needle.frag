// SPDX-License-Identifier: MIT
#version 460
#include "light.glsl"

layout(push_constant, scalar) uniform Push { NeedlePush style; };

layout(location = 0) in vec2 at;
layout(location = 1) flat in vec3 tint;
layout(location = 2) flat in vec3 light;

layout(location = 0) out vec4 colour;

// A dark dot with a white rim reads on every zone's colour and on bare skin.
vec4 mark()
{
    float from_middle = length(at);
    float per_px = max(fwidth(from_middle), 1e-4);
    float rim = clamp((from_middle - 0.70) / per_px + 0.5, 0.0, 1.0);
    float covered = clamp((1.0 - from_middle) / per_px + 0.5, 0.0, 1.0);
    return vec4(to_screen(mix(tint * 0.16, vec3(0.90), rim) * light), covered);
}

// Steel: a light core between dark edges, which stands out from light and from dark.
vec4 steel()
{
    float core = 1.0 - smoothstep(0.30, 0.70, abs(at.x) / max(at.y, 1e-3));
    return vec4(mix(vec3(0.17, 0.19, 0.22), vec3(0.82, 0.85, 0.88), core), 1.0);
}

void main()
{
    colour = style.part == mark_part       ? mark()
             : style.part == standing_part ? steel()
                                           : vec4(0.10, 0.06, 0.07, 0.62);  // through the skin
}

// SPDX-License-Identifier: MIT
// A zone as a film of tinted gel on the skin: denser towards its border, which is a crisp line of
// constant width. The field is interpolated linearly over the triangle, as area and sampler do: the
// border that is seen is the border that counts.
#version 460
#include "light.glsl"
#include "shared/scene.h"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };
layout(push_constant, scalar) uniform Push { ZonePush zone; };

layout(location = 0) in vec3 place;
layout(location = 1) in vec3 outward;
layout(location = 2) in float open;
layout(location = 3) in float border_mm;
layout(location = 4) centroid in float covered_mm;

layout(location = 0) out vec4 colour;

void main()
{
    if (!gl_FrontFacing) discard;
    vec3 v = normalize(frame.eye - place);
    vec3 n = normalize(outward);
    Studio s = studio(frame.right, frame.up, frame.toward);

    // The border is the outer edge of its line. Farther out the field is not a distance any more: a
    // stroke writes two edges past itself, and what follows is far away at once. That far is asked
    // where the pixel is covered: beyond its triangle a steep field is anything.
    // For the same reason the field's slope counts only up to that of a distance: an erasing stroke
    // leaves a step deep inside the zone, which is no border.
    float mm_per_px = max(length(dFdx(place)), length(dFdy(place)));
    float slope = clamp(fwidth(border_mm), 1e-6, 1.5 * mm_per_px);
    float px = border_mm / slope;  // signed, in pixels
    float inside = covered_mm > 0.7 ? 0.0 : clamp(0.5 - px, 0.0, 1.0);
    float line = inside * clamp(zone.border_px + 0.5 + px, 0.0, 1.0);
    float film = inside * mix(0.40, 0.66, exp(border_mm / 2.5));

    vec3 gel = to_screen(lit(zone.colour, n, v, open, 1.2, s));
    vec3 edge = to_screen(lit(zone.colour * 0.55, n, v, 1.0, 0.3, s));
    float alpha = max(film, line);
    colour = vec4(mix(gel, edge, line), alpha);
}

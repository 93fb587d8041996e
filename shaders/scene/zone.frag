// SPDX-License-Identifier: MIT
// A zone as a film of tinted gel on the skin: hatched, denser towards its border, which is a crisp
// line of constant width. The field is interpolated linearly over the triangle, as area and sampler
// do: the border that is seen is the border that counts.
#version 460
#include "light.glsl"

layout(set = 0, binding = 0, scalar) readonly buffer Frame { SceneFrame frame; };
layout(push_constant, scalar) uniform Push { ZonePush zone; };

layout(location = 0) in vec3 place;
layout(location = 1) in vec3 outward;
layout(location = 2) in vec4 light;
layout(location = 3) in float border_mm;
layout(location = 4) centroid in float covered_mm;

layout(location = 0) out vec4 colour;

// Lines that cross the zone at its own angle; their share of the pixel.
float hatch()
{
    float across = dot(place, zone.across) / zone.step_mm;
    float per_px = max(fwidth(across), 1e-6);
    float off_px = abs(fract(across) - 0.5) / per_px;  // from the middle of the nearest line
    float line = clamp(0.5 * zone.line_px + 0.5 - off_px, 0.0, 1.0);
    // Where the skin turns away the lines crowd; there they give way to their mean tone.
    return mix(line, min(zone.line_px * per_px, 1.0), smoothstep(0.18, 0.42, per_px));
}

void main()
{
    vec3 v = normalize(frame.eye - place);
    vec3 n = normalize(outward);

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
    float film = mix(0.34, 0.60, exp(border_mm / 2.2));

    float hatched = hatch();
    vec3 shining = shine(frame, n, v, light.a);
    vec3 gel = to_screen(mix(zone.colour, zone.colour * 0.45, hatched) * light.rgb + 1.3 * shining);
    vec3 edge = to_screen(zone.colour * 0.42 * max(light.rgb, 0.7));
    float alpha = inside * max(mix(film, 0.78, hatched), line);
    colour = vec4(mix(gel, edge, line), alpha);
}

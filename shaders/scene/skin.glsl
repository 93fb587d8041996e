// SPDX-License-Identifier: MIT
// Skin at a vertex: what the vertex carries, and its complexion.
#ifndef SKIN_GLSL
#define SKIN_GLSL
#include "light.glsl"
#include "noise.glsl"

// A unit vector from two numbers (Cigolle et al. 2014, "A Survey of Efficient Representations for
// Independent Unit Vectors").
vec3 unfolded(vec2 oct)
{
    vec3 v = vec3(oct, 1.0 - abs(oct.x) - abs(oct.y));
    float below = max(-v.z, 0.0);
    v.xy -= mix(vec2(-below), vec2(below), greaterThanEqual(v.xy, vec2(0.0)));
    return normalize(v);
}

// From sRGB, by a polynomial that is within 0.002 of it.
vec3 to_linear(vec3 srgb)
{
    return srgb * (srgb * (srgb * 0.305306011 + 0.682171111) + 0.012522878);
}

// shape: normal, curvature, thinness; sky: towards the open sky, with the openness as its fourth.
Spot spot_of(vec4 shape, vec4 sky)
{
    return Spot(unfolded(shape.xy),
                normalize(sky.xyz + vec3(0.0, 1e-6, 0.0)),
                sky.w,
                max(shape.z, 0.0) / curvature_scale_mm,
                max(shape.w, 0.0));
}

const vec3 mean_albedo = vec3(0.690, 0.375, 0.280);

// Blood and pigment differ from place to place; what they take away of red, green and blue.
vec3 complexion(vec3 place, float thinness)
{
    float blood = 0.7 * noise(place / 33.0) + 0.25 * noise(place / 9.0) + 1.3 * thinness;
    float pigment = noise(place / 21.0 + 7.0);
    return mean_albedo * exp(-blood * vec3(0.015, 0.20, 0.15) - pigment * vec3(0.04, 0.06, 0.08));
}

#endif

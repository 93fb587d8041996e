// SPDX-License-Identifier: MIT
// The fine relief of skin: its soft unevenness, and pores and furrows from near. Each scale fades
// out before its bumps come down to the size of pixels.
#ifndef RELIEF_GLSL
#define RELIEF_GLSL
#include "noise.glsl"

float seen(float wave_mm, float mm_per_px)
{
    return 1.0 - smoothstep(0.16, 0.40, mm_per_px / wave_mm);
}

// The slope of the relief, as a vector to take from the normal.
vec3 relief(vec3 place, float mm_per_px)
{
    vec3 slope = vec3(0.0);
    float coarse = seen(2.6, mm_per_px), fine = seen(0.9, mm_per_px), pores = seen(0.35, mm_per_px);
    if (coarse > 0.0) slope += 0.045 * coarse * noise_with_slope(place / 2.6).xyz;
    if (fine > 0.0) slope += 0.075 * fine * noise_with_slope(place / 0.9).xyz;
    if (pores > 0.0) slope += 0.060 * pores * noise_with_slope(place / 0.35).xyz;
    return slope;
}

#endif

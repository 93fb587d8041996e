// SPDX-License-Identifier: MIT
// Studio light for skin: a bright sky dome, a warm key light, a cool fill, a rim from behind; and
// the way from linear light to the screen.
#ifndef LIGHT_GLSL
#define LIGHT_GLSL

const float pi = 3.14159265;

// Light that enters skin leaves it a little farther on, red the farthest: each colour wraps around
// the terminator by its own amount (after Green 2004, "Real-Time Approximations to Subsurface
// Scattering").
const vec3 skin_wrap = vec3(0.40, 0.25, 0.20);

vec3 wrapped(float cosine, vec3 wrap)
{
    vec3 lit = clamp((cosine + wrap) / (1.0 + wrap), 0.0, 1.0);
    return lit * lit * (3.0 - 2.0 * lit) * 0.5 + lit * 0.5;
}

// GGX highlight of one light, with the usual visibility approximation (Karis 2013).
float highlight(vec3 n, vec3 v, vec3 l, float roughness)
{
    vec3 h = normalize(l + v);
    float nh = clamp(dot(n, h), 0.0, 1.0);
    float lh = clamp(dot(l, h), 0.0, 1.0);
    float nl = clamp(dot(n, l), 0.0, 1.0);
    float a2 = roughness * roughness * roughness * roughness;
    float d = nh * nh * (a2 - 1.0) + 1.0;
    float k = (roughness + 1.0) * (roughness + 1.0) / 8.0;
    float visibility = 1.0 / max(lh * lh * (1.0 - k) + k, 1e-3);
    float fresnel = 0.028 + 0.972 * pow(1.0 - lh, 5.0);
    return nl * fresnel * a2 / (pi * d * d) * visibility * 0.25;
}

struct Studio {
    vec3 key, fill, rim;
    vec3 up;
};

Studio studio(vec3 right, vec3 up, vec3 toward)
{
    return Studio(normalize(-0.66 * right + 0.62 * up + 0.50 * toward),
                  normalize(0.85 * right + 0.05 * up + 0.45 * toward),
                  normalize(0.55 * right + 0.45 * up - 0.70 * toward),
                  up);
}

// Light leaving a matt, slightly oily, translucent surface of that colour towards v.
vec3 lit(vec3 albedo, vec3 n, vec3 v, float openness, float gloss, Studio s)
{
    vec3 dome = mix(vec3(0.19, 0.165, 0.155), vec3(0.44, 0.465, 0.50), 0.5 + 0.5 * dot(n, s.up));
    // Light bounced inside a fold is redder than what reached it.
    vec3 shade = pow(vec3(openness), vec3(1.35, 1.75, 1.9));
    vec3 light = dome * shade;
    light += vec3(1.75, 1.60, 1.45) * wrapped(dot(n, s.key), skin_wrap) * mix(shade, vec3(1), 0.35);
    light += vec3(0.27, 0.275, 0.29) * wrapped(dot(n, s.fill), skin_wrap) * shade;
    light += vec3(0.42, 0.42, 0.45) * wrapped(dot(n, s.rim), vec3(0.1)) * shade;
    float edge = pow(1.0 - clamp(dot(n, v), 0.0, 1.0), 4.0);
    vec3 shine = vec3(1.62, 1.52, 1.42) * highlight(n, v, s.key, 0.52) +
                 vec3(0.30, 0.34, 0.40) * highlight(n, v, s.fill, 0.55) + dome * edge * 0.10;
    return albedo * light + shine * gloss * openness;
}

// Filmic curve (Narkowicz 2015, a fit of ACES), then the sRGB transfer function.
vec3 to_screen(vec3 light)
{
    vec3 x = light * 0.62;
    vec3 film = clamp(x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14), 0.0, 1.0);
    return mix(12.92 * film,
               1.055 * pow(max(film, vec3(1e-6)), vec3(1.0 / 2.4)) - 0.055,
               greaterThan(film, vec3(0.0031308)));
}

#endif

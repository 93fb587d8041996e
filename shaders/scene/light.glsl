// SPDX-License-Identifier: MIT
// Studio light: a large key light, the soft light of the room, a rim light from behind; and the way
// from linear light to the screen. What is soft is computed at the vertices, what is sharp for each
// pixel: dense scans have triangles of a few pixels, where a pixel's work is done many times over.
#ifndef LIGHT_GLSL
#define LIGHT_GLSL
#include "shared/scene.h"

const float pi = 3.14159265;

const vec3 key_light = vec3(1.50, 1.42, 1.36);
const vec3 rim_light = vec3(0.55, 0.57, 0.60);

// What a matt white surface that faces n gets from the room.
vec3 room(SceneFrame f, vec3 n)
{
    vec3 d = vec3(dot(n, f.right), dot(n, f.up), dot(n, f.toward));
    return f.sky[0] + f.sky[1] * d.y + f.sky[2] * d.z + f.sky[3] * d.x + f.sky[4] * (d.x * d.y) +
           f.sky[5] * (d.y * d.z) + f.sky[6] * (3.0 * d.z * d.z - 1.0) + f.sky[7] * (d.x * d.z) +
           f.sky[8] * (d.x * d.x - d.y * d.y);
}

// A cosine without its kink: what a light of some size, or light that spreads below the skin, makes
// of the terminator. `spread` in radians.
vec3 softened(float cosine, vec3 spread)
{
    vec3 e2 = spread * spread;
    return (cosine + sqrt(cosine * cosine + e2)) / (1.0 + sqrt(1.0 + e2));
}

// What the skin is like at a vertex.
struct Spot {
    vec3 normal;
    vec3 open;        // the mean direction in which the sky is seen, of unit length
    float openness;   // share of the sky that is seen
    float curvature;  // 1/mm, positive where convex
    float thinness;   // 1 for skin without anything behind it, 0 for thick parts
};

// How far light spreads below the skin, in mm: twice the width of the diffusion profile measured by
// d'Eon and Luebke (GPU Gems 3, 14), since the eye knows skin from nearer than a whole head.
const vec3 scatter_mm = vec3(2.4, 0.75, 0.45);

// Share of the key light that reaches the spot: the sky seen as a cone around its mean direction,
// the light as a disc of some size.
float key_share(Spot spot, vec3 key)
{
    float half_angle = asin(sqrt(clamp(spot.openness, 0.0, 1.0))) + 0.20;
    float off = acos(clamp(dot(spot.open, key), -1.0, 1.0));
    return 1.0 - smoothstep(half_angle - 0.55, half_angle + 0.30, off);
}

// Light on the spot in a fold is partly bounced off skin, which makes it redder (Jimenez et al.
// 2016, "Practical Real-Time Strategies for Accurate Indirect Occlusion").
vec3 with_bounces(float openness, vec3 albedo)
{
    vec3 a = 2.0404 * albedo - 0.3324;
    vec3 b = -4.7951 * albedo + 0.6417;
    vec3 c = 2.7552 * albedo + 0.6903;
    return max(vec3(openness), ((openness * a + b) * openness + c) * openness);
}

// What a matt white, translucent surface shows.
vec3 light_at(SceneFrame f, Spot spot, vec3 albedo)
{
    vec3 key = f.key, rim = f.rim;
    vec3 spread = sqrt(vec3(0.30 * 0.30) + pow(scatter_mm * spot.curvature + vec3(0.16, 0.04, 0.02), vec3(2.0)));
    vec3 soft = with_bounces(spot.openness, albedo);
    float share = key_share(spot, key);
    vec3 shadow = pow(vec3(share), vec3(0.75, 1.0, 1.1));
    vec3 light = room(f, normalize(spot.normal + spot.open)) * soft;
    light += key_light * softened(dot(spot.normal, key), spread) * shadow;
    light += rim_light * softened(dot(spot.normal, rim), spread * 0.6) * soft;
    // Light from behind shines through ears and nostrils.
    light += vec3(0.80, 0.17, 0.08) * spot.thinness * spot.openness * spot.openness *
             (0.3 + 0.7 * clamp(-dot(spot.normal, rim), 0.0, 1.0));
    return light;
}

// GGX distribution, times pi.
float lobe(float nh, float roughness)
{
    float a2 = roughness * roughness * roughness * roughness;
    float d = nh * nh * (a2 - 1.0) + 1.0;
    return a2 / (d * d);
}

float schlick(float cosine)
{
    float x = 1.0 - cosine;
    float x2 = x * x;
    return 0.028 + 0.972 * x2 * x2 * x;
}

// The shine of skin: a broad lobe of its outer cells and a narrow one of the oil on them, with the
// visibility of Kelemen and Szirmay-Kalos (2001); and at grazing angles the room.
vec3 shine(SceneFrame f, vec3 n, vec3 v, float share)
{
    vec3 h = normalize(f.key + v);
    float nh = clamp(dot(n, h), 0.0, 1.0);
    float lh = max(dot(f.key, h), 0.1);
    float nl = clamp(dot(n, f.key), 0.0, 1.0);
    float lobes = 0.75 * lobe(nh, 0.58) + 0.25 * lobe(nh, 0.38);
    float key = nl * lobes * schlick(lh) / (4.0 * lh * lh);
    float nv = clamp(dot(n, v), 0.0, 1.0);
    float mirrored_up = 2.0 * nv * dot(n, f.up) - dot(v, f.up);
    vec3 dome = mix(vec3(0.16, 0.155, 0.15), vec3(0.47, 0.50, 0.54), 0.5 + 0.5 * mirrored_up);
    return share * (key * key_light + schlick(nv) * dome);
}

// To the screen: some of each colour lights up the others, as on film; then the curve of the
// Academy's ACES (Hill's fit) and the sRGB transfer function, both in one rational function of the
// root, which is within 1/255 of them.
vec3 to_screen(vec3 light)
{
    const mat3 bleed =
        mat3(0.87, 0.05, 0.02, 0.10, 0.92, 0.09, 0.03, 0.03, 0.89);  // columns: red, green, blue
    vec3 s = min(sqrt(max(bleed * light, 0.0)), 4.0);
    vec3 above = s * (-0.249216 + s * (4.647898 + s * (-6.925325 + s * 11.934892)));
    vec3 below = 1.0 + s * (-0.956376 + s * (6.578547 + s * (-6.838358 + s * 11.846381)));
    return clamp(above / below, 0.0, 1.0);
}

#endif

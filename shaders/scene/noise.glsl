// SPDX-License-Identifier: MIT
// Smooth noise in space: the same place always has the same value, on every device and from every
// side.
#ifndef NOISE_GLSL
#define NOISE_GLSL

// Eight random values from -1 to 1: of the corners of a cell.
float corner(uvec3 cell)
{
    uint h = cell.x * 0x9e3779b1u ^ cell.y * 0x85ebca77u ^ cell.z * 0xc2b2ae3du;
    h = (h ^ (h >> 15)) * 0x2c1b3c6du;
    return float(int(h)) / 2147483648.0;
}

// Value from -1 to 1 in w, its slope in xyz.
vec4 noise_with_slope(vec3 place)
{
    vec3 whole = floor(place);
    uvec3 c = uvec3(ivec3(whole));
    vec3 t = place - whole;
    vec3 s = t * t * (3.0 - 2.0 * t);
    vec3 ds = 6.0 * t * (1.0 - t);
    vec4 low = vec4(corner(c), corner(c + uvec3(1, 0, 0)), corner(c + uvec3(0, 1, 0)), corner(c + uvec3(1, 1, 0)));
    vec4 high = vec4(corner(c + uvec3(0, 0, 1)), corner(c + uvec3(1, 0, 1)), corner(c + uvec3(0, 1, 1)), corner(c + uvec3(1, 1, 1)));
    vec4 z = mix(low, high, s.z);
    vec4 dz = high - low;
    vec2 y = mix(z.xy, z.zw, s.y);
    vec2 dy = z.zw - z.xy;
    vec2 dzy = mix(dz.xy, dz.zw, s.y);
    return vec4(ds * vec3(y.y - y.x, mix(dy.x, dy.y, s.x), mix(dzy.x, dzy.y, s.x)), mix(y.x, y.y, s.x));
}

float noise(vec3 place)
{
    return noise_with_slope(place).w;
}

#endif

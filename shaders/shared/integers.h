// SPDX-License-Identifier: MIT
// Integer arithmetic of the sampler: plane vectors in 1/1024 micrometre, weights in 2^-20, hashes.
//
// Ranges: coordinates below 2^27 (130 mm), so that products and their sums fit 64 bits with room to
// spare.
#ifndef SHARED_INTEGERS_H
#define SHARED_INTEGERS_H

#include "shared/portable.h"

SHARED_BEGIN

const int units_per_um =
    1024;  // plane coordinates are in 1/1024 micrometre: 1/64 was not enough (order showed)
const int weight_bits = 20;  // barycentric weights sum to 2^20
const int weight_one = 1 << 20;
const int unfold_bits = 22;       // the opposite vertex of an edge, as ratios of the edge's length
const int share_bits = 24;        // how far along an edge
const int visibility_slack = 32;  // units that a point may lie outside a wedge and still be seen

/// Twice the area of (0, a, b): positive if b lies counter-clockwise of a.
FN i64 cross2(ivec2 a, ivec2 b)
{
    return i64(a.x) * i64(b.y) - i64(a.y) * i64(b.x);
}

FN i64 norm2(ivec2 a)
{
    return i64(a.x) * i64(a.x) + i64(a.y) * i64(a.y);
}

/// floor(sqrt(x)): the guess is in floating point, the answer is corrected and exact.
FN i64 isqrt(i64 x)
{
    if (x <= i64(0)) return i64(0);
    i64 root = root_near(x);
    while (root * root > x)
        --root;
    while ((root + i64(1)) * (root + i64(1)) <= x)
        ++root;
    return root;
}

FN i64 isqrt_ceil(i64 x)
{
    i64 root = isqrt(x);
    return root * root < x ? root + i64(1) : root;
}

/// part / whole in 2^-24, for 0 <= part <= whole, by 64-bit arithmetic only.
FN i64 share_of(i64 part, i64 whole)
{
    if (whole <= i64(0) || part <= i64(0)) return i64(0);
    while ((whole >> 38) != i64(0)) {
        whole >>= 1;
        part >>= 1;
    }
    return (part << share_bits) / whole;
}

FN ivec2 along(ivec2 a, ivec2 b, i64 share)
{
    return ivec2(a.x + int((i64(b.x - a.x) * share) >> share_bits),
                 a.y + int((i64(b.y - a.y) * share) >> share_bits));
}

FN ivec2 weighted(ivec2 p0, ivec2 p1, ivec2 p2, ivec3 weights)
{
    i64 x = i64(p0.x) * i64(weights.x) + i64(p1.x) * i64(weights.y) + i64(p2.x) * i64(weights.z);
    i64 y = i64(p0.y) * i64(weights.x) + i64(p1.y) * i64(weights.y) + i64(p2.y) * i64(weights.z);
    return ivec2(int(x >> weight_bits), int(y >> weight_bits));
}

/// The place with these weights between three others, rounded.
FN ivec3 weighted3(ivec3 a, ivec3 b, ivec3 c, ivec3 w)
{
    i64 half_unit = i64(weight_one / 2);
    i64 x = i64(a.x) * i64(w.x) + i64(b.x) * i64(w.y) + i64(c.x) * i64(w.z);
    i64 y = i64(a.y) * i64(w.x) + i64(b.y) * i64(w.y) + i64(c.y) * i64(w.z);
    i64 z = i64(a.z) * i64(w.x) + i64(b.z) * i64(w.y) + i64(c.z) * i64(w.z);
    return ivec3(int((x + half_unit) >> weight_bits),
                 int((y + half_unit) >> weight_bits),
                 int((z + half_unit) >> weight_bits));
}

/// Lays a triangle flat beside its edge from b to a: `ratio` is its third vertex in that edge's
/// frame.
FN ivec2 unfold(ivec2 ratio, ivec2 b, ivec2 a)
{
    i64 ex = i64(a.x - b.x);
    i64 ey = i64(a.y - b.y);
    i64 half_unit = i64(1) << (unfold_bits - 1);
    i64 x = i64(ratio.x) * ex - i64(ratio.y) * ey;
    i64 y = i64(ratio.x) * ey + i64(ratio.y) * ex;
    return ivec2(int(i64(b.x) + ((x + half_unit) >> unfold_bits)),
                 int(i64(b.y) + ((y + half_unit) >> unfold_bits)));
}

/// PCG output permutation as a hash (Jarzynski and Olano 2020).
FN uint mixed(uint v)
{
    uint state = v * 747796405u + 2891336453u;
    uint word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
    return (word >> 22u) ^ word;
}

FN uint mixed4(uint a, uint b, uint c, uint d)
{
    return mixed(a + mixed(b + mixed(c + mixed(d))));
}

SHARED_END
#endif

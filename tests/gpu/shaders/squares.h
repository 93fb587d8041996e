// SPDX-License-Identifier: MIT
// A kernel that shows every part of the bridge: shared constants, a struct without padding, 64
// bits.
#ifndef SQUARES_H
#define SQUARES_H
#include "shared/portable.h"

SHARED_BEGIN

const uint squares_group = 64u;

struct Squares {
    vec3 unused;
    uint count;
    i64 added;
};
ASSERT_SIZE(Squares, 24)

FN i64 square_plus(int value, i64 added)
{
    return i64(value) * i64(value) + added;
}

SHARED_END

#endif

// SPDX-License-Identifier: MIT
#version 460
#include "squares.h"

layout(local_size_x = squares_group) in;

layout(push_constant, scalar) uniform Push { Squares squares; };
layout(set = 0, binding = 0, scalar) readonly buffer In { int numbers[]; };
layout(set = 0, binding = 1, scalar) writeonly buffer Out { i64 results[]; };

void main()
{
    uint i = gl_GlobalInvocationID.x;
    if (i < squares.count) results[i] = square_plus(numbers[i], squares.added);
}

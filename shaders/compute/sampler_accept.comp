// SPDX-License-Identifier: MIT
// One chosen candidate an invocation: it is decided, and joins the points.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "compute/sampler_buffers.glsl"

void main()
{
    uint index = gl_GlobalInvocationID.x;
    if (index >= parameters.count) return;
    uint candidate = chosen[index];
    candidate_states[candidate] = candidate_decided;
    accepted[parameters.first + index] = Accepted(candidates[candidate], parameters.level);
}

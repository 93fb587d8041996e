// SPDX-License-Identifier: MIT
// One candidate an invocation: CpuPasses::choose. States are only read here, so all see the same round.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "compute/sampler_buffers.glsl"

#include "shared/choose.h"

void main()
{
    uint index = gl_GlobalInvocationID.x;
    if (index >= parameters.count || !is_open(int(index))) return;
    if (is_chosen(int(index), parameters.cube_size_um, parameters.bucket_mask))
        chosen[atomicAdd(counters.chosen, 1u)] = index;
    report_trouble();
}

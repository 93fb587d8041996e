// SPDX-License-Identifier: MIT
// One candidate an invocation: files it by cube (CpuPasses::file_candidates).
#version 460
#extension GL_GOOGLE_include_directive : require
#include "compute/sampler_buffers.glsl"

void main()
{
    uint index = invocation();
    if (index >= state.candidate_count) return;
    uint bucket = bucket_of(cube_of(candidates[index].position_um, job.cube_size_um), state.bucket_mask);
    next_in_bucket[index] = atomicExchange(bucket_heads[bucket], int(index));
    candidate_states[index] = candidate_open;
    open[index] = index;
}

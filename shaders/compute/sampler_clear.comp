// SPDX-License-Identifier: MIT
// One candidate an invocation: takes it out of the lists that grow and file will build anew.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "compute/sampler_buffers.glsl"

void main()
{
    uint index = invocation();
    if (index >= state.candidate_count) return;
    candidate_heads[candidates[index].triangle] = nothing;
    bucket_heads[bucket_of(cube_of(candidates[index].position_um, job.cube_size_um), state.bucket_mask)] = nothing;
}

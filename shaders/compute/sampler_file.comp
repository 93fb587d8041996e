// SPDX-License-Identifier: MIT
// One candidate an invocation: files it by cube, and rejects it if an earlier point covers it
// (CpuPasses::file_candidates).
#version 460
#extension GL_GOOGLE_include_directive : require
#include "compute/sampler_buffers.glsl"

#include "shared/covered.h"

void main()
{
    uint index = gl_GlobalInvocationID.x;
    if (index >= parameters.count) return;
    Candidate candidate = candidates[index];
    uint bucket = bucket_of(cube_of(candidate.position_um, parameters.cube_size_um), parameters.bucket_mask);
    next_in_bucket[index] = atomicExchange(bucket_heads[bucket], int(index));
    bool covered = is_covered(candidate.triangle, candidate.weights, 0, rules[candidate.zone].spacing);
    candidate_states[index] = covered ? candidate_decided : candidate_open;
    report_trouble();
}

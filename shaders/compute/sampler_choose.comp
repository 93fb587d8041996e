// SPDX-License-Identifier: MIT
// One open candidate an invocation: CpuPasses::choose. States are only read here, so all see the same round; who is
// neither decided nor chosen is looked at again in the next round.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "compute/sampler_buffers.glsl"

#include "shared/choose.h"

void main()
{
    uint index = invocation();
    if (index >= state.open_count) return;
    uint candidate = open[index];
    if (!is_open(int(candidate))) return;
    if (is_chosen(int(candidate), job.cube_size_um, state.bucket_mask))
        chosen[atomicAdd(state.chosen_count, 1u)] = candidate;
    else
        still_open[atomicAdd(state.still_open_count, 1u)] = candidate;
    report_trouble(trouble_work);
}

// SPDX-License-Identifier: MIT
// One triangle an invocation: its windows move to a larger room. Those of triangles on which nothing is left to decide
// are dropped, and those of the round that ran out of room, which will be repeated (CpuPasses::file_windows).
#version 460
#extension GL_GOOGLE_include_directive : require
#include "compute/sampler_buffers.glsl"

void main()
{
    uint triangle = invocation();
    if (triangle >= job.triangle_count) return;
    int next = nothing;
    if (live[triangle] == state.level)
        for (int i = window_heads[triangle]; i != nothing; i = windows_before[i].next) {
            if (++work > most_work) trouble |= trouble_work;
            if (trouble != 0u) break;
            if (uint(i) >= state.window_count_before) continue;
            Window window = windows_before[i];
            window.next = next;
            next = int(atomicAdd(state.window_count, 1u));
            windows[next] = window;
        }
    window_heads[triangle] = next;
    report_trouble(trouble_work);
}

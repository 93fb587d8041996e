// SPDX-License-Identifier: MIT
// One cell an invocation: CpuPasses::grow. Cells and candidates arrive in any order; nothing depends on it.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "compute/sampler_buffers.glsl"

int near_windows[most_near];

int window_at(uint triangle)
{
    return window_heads[triangle];
}

int window_after(int i)
{
    return windows[i].next;
}

#include "shared/covered.h"

void emit_cell(Cell cell)
{
    live[roots[cell.root].triangle] = parameters.level;
    uint index = atomicAdd(counters.cells, 1u);
    if (index < parameters.cell_capacity)
        next_cells[index] = cell;
    else
        trouble |= trouble_windows;
}

void emit_candidate(Candidate candidate)
{
    live[candidate.triangle] = parameters.level;
    uint index = atomicAdd(counters.candidates, 1u);
    if (index >= parameters.candidate_capacity) {
        trouble |= trouble_windows;
        return;
    }
    candidate.next = atomicExchange(candidate_heads[candidate.triangle], int(index));
    candidates[index] = candidate;
}

#include "shared/grow.h"

void main()
{
    uint index = gl_GlobalInvocationID.x;
    if (index >= parameters.count) return;
    grow(cells[index], parameters.level, parameters.seed);
    report_trouble();
}

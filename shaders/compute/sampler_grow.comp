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
    live[roots[cell.root].triangle] = state.level;
    uint index = atomicAdd(state.next_cell_count, 1u);
    if (index < job.cell_capacity)
        next_cells[index] = cell;
    else
        trouble |= trouble_windows;
}

void emit_candidate(Candidate candidate)
{
    live[candidate.triangle] = state.level;
    uint index = atomicAdd(state.candidate_count, 1u);
    if (index >= job.candidate_capacity) {
        trouble |= trouble_windows;
        return;
    }
    candidate.next = atomicExchange(candidate_heads[candidate.triangle], int(index));
    candidates[index] = candidate;
}

#include "shared/grow.h"

void main()
{
    uint index = invocation();
    if (index >= state.cell_count) return;
    grow(cells[index], state.level, job.seed);
    report_trouble(trouble_work);
}

// SPDX-License-Identifier: MIT
// One slot an invocation: CpuPasses::spread. A slot takes the next chosen candidate as soon as its last disc is done, so
// that none stands idle while others have a long way; at its budget it stops and goes on in the next dispatch. The order
// of a disc's steps is the processor's, so its windows are the same to the last bit.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "compute/sampler_buffers.glsl"

int task_capacity = job.task_capacity;
int arrival_capacity = job.arrival_capacity;
const int stride = 32;  // steps between two looks at whether a neighbour needs its next disc
int task_base = 0;
int arrival_base = 0;
int disc_number = 0;
int spacing = 0;
int level = 0;
int reach = 0;

bool more_tasks()
{
    return false;
}

bool more_arrivals()
{
    return false;
}

void keep(Window window)
{
    uint index = atomicAdd(state.window_count, 1u);
    if (index >= job.window_capacity) {
        trouble |= trouble_windows;
        return;
    }
    window.next = atomicExchange(window_heads[window.triangle], int(index));
    windows[index] = window;
}

#include "shared/cover.h"

#include "shared/arrivals.h"

#include "shared/disc.h"

Candidate source_of(uint taken)
{
    Candidate source = candidates[chosen[taken]];
    spacing = source.spacing;
    reach = reaches[source.zone];
    disc_number = state.disc_count + int(taken) + 1;
    return source;
}

/// It joins the points, unless it was there already.
void accept(uint taken, Candidate source)
{
    if (level < 0) return;
    candidate_states[chosen[taken]] = candidate_decided;
    accepted[state.accepted_count - state.chosen_count + taken] = Accepted(source, level);
}

void begin(uint taken)
{
    Candidate source = source_of(taken);
    accept(taken, source);
    task_head = 0;
    task_total = 0;
    arrival_count = 0;
    ivec2 a = flat_corners[3u * source.triangle];
    ivec2 b = flat_corners[3u * source.triangle + 1u];
    ivec2 c = flat_corners[3u * source.triangle + 2u];
    ivec2 origin = weighted(a, b, c, source.weights);
    begin_disc(int(source.triangle), a - origin, b - origin, c - origin);
}

void main()
{
    uint slot = invocation();
    if (slot >= job.slot_count) return;
    DiscState disc = discs[slot];
    task_base = int(slot) * task_capacity;
    arrival_base = int(slot) * arrival_capacity;
    level = state.level;
    task_head = disc.task_head;
    task_count = disc.task_count;
    task_total = disc.task_total;
    arrival_count = disc.arrival_count;
    if (task_count > 0) source_of(disc.source);
    for (; work < job.disc_budget && trouble == 0u; ++work) {
        if (task_count == 0) {
            disc.source = atomicAdd(state.taken_count, 1u);
            if (disc.source >= state.chosen_count) break;
            begin(disc.source);
        }
        advance(min(work + stride, job.disc_budget));
    }
    discs[slot] = DiscState(disc.source, task_head, task_count, task_total, arrival_count);
    if (task_count > 0) atomicAdd(state.unfinished_count, 1u);
    report_trouble(trouble_loops);
}

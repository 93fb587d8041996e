// SPDX-License-Identifier: MIT
// One disc an invocation: CpuPasses::spread. Stops at its budget and goes on in the next dispatch; the order of its
// steps is the processor's, so its windows are the same to the last bit.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "compute/sampler_buffers.glsl"

const int task_capacity = disc_task_capacity;
const int arrival_capacity = disc_arrival_capacity;
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
    uint index = atomicAdd(counters.windows, 1u);
    if (index >= parameters.window_capacity) {
        trouble |= trouble_windows;
        return;
    }
    window.next = atomicExchange(window_heads[window.triangle], int(index));
    windows[index] = window;
}

#include "shared/cover.h"

#include "shared/disc.h"

void main()
{
    uint index = gl_GlobalInvocationID.x;
    if (index >= parameters.count) return;
    DiscState state = walks[index];
    if (state.started != 0u && state.task_count == 0) return;

    Candidate source = candidates[chosen[parameters.first + index]];
    spacing = source.spacing;
    level = parameters.level;
    reach = reaches[source.zone];
    task_base = int(index) * task_capacity;
    arrival_base = int(index) * arrival_capacity;
    disc_number = parameters.first_disc + int(index);
    task_head = state.task_head;
    task_count = state.task_count;
    task_total = state.task_total;
    arrival_count = state.arrival_count;
    if (state.started == 0u) {
        ivec2 a = flat_corners[3u * source.triangle];
        ivec2 b = flat_corners[3u * source.triangle + 1u];
        ivec2 c = flat_corners[3u * source.triangle + 2u];
        ivec2 origin = weighted(a, b, c, source.weights);
        begin_disc(int(source.triangle), a - origin, b - origin, c - origin);
    }
    advance(disc_budget);
    walks[index] = DiscState(task_head, task_count, task_total, arrival_count, 1u);
    if (task_count > 0 && trouble == 0u) atomicAdd(counters.unfinished, 1u);
    report_trouble();
}

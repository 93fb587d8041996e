// SPDX-License-Identifier: MIT
// What the sampler's kernels and their host agree on: binding numbers, workgroup size, parameters,
// counters.
#ifndef SHARED_SAMPLER_INTERFACE_H
#define SHARED_SAMPLER_INTERFACE_H

#include "shared/cells.h"

SHARED_BEGIN

const int sampler_group_size = 64;

// Every kernel sees the same buffers, under these binding numbers.
const int at_counters = 0;
const int at_roots = 1;
const int at_reaches = 2;
const int at_positions_um = 3;
const int at_corner_vertices = 4;
const int at_smallest_weights = 5;
const int at_twins = 6;
const int at_opposites = 7;
const int at_vertex_kinds = 8;
const int at_flat = 9;
const int at_live = 10;
const int at_cells = 11;
const int at_next_cells = 12;
const int at_candidates = 13;
const int at_candidate_states = 14;
const int at_candidate_heads = 15;
const int at_bucket_heads = 16;
const int at_next_in_bucket = 17;
const int at_windows = 18;
const int at_window_heads = 19;
const int at_chosen = 20;
const int at_accepted = 21;
const int at_walks = 22;
const int at_tasks = 23;
const int at_arrivals = 24;
const int at_triangle_radii = 25;
const int sampler_bindings = 26;

// Work of one invocation in one dispatch. The software driver ends all loops of an invocation after
// 65,535 iterations without a word: discs stop and resume at the budget, everything else is trouble
// above the limit.
const int disc_budget = 2048;
const int most_kernel_work = 60000;

// Memory of one disc, powers of two. A disc that needs more is trouble, and the processor does it.
const int disc_task_capacity = 512;
const int disc_arrival_capacity = 1024;

struct SamplerParameters {
    uint count;  // cells, candidates or discs of this dispatch
    uint first;  // spread: of this batch among the chosen; accept: of these among the accepted
    uint seed;
    int level;
    int first_disc;  // spread: the number of the batch's first disc
    int cube_size_um;
    uint bucket_mask;
    uint cell_capacity;
    uint candidate_capacity;
    uint window_capacity;
};
ASSERT_SIZE(SamplerParameters, 40)

struct SamplerCounters {
    uint cells;
    uint candidates;
    uint chosen;
    uint windows;
    uint unfinished;
    uint trouble;
};
ASSERT_SIZE(SamplerCounters, 24)

struct Accepted {
    Candidate candidate;
    int level;
};
ASSERT_SIZE(Accepted, 56)

/// How far a disc is, between two dispatches.
struct DiscState {
    int task_head;
    int task_count;
    int task_total;
    int arrival_count;
    uint started;
};
ASSERT_SIZE(DiscState, 20)

SHARED_END
#endif

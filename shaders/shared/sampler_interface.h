// SPDX-License-Identifier: MIT
// What the sampler's kernels and their host agree on: where everything lies, what the device keeps
// for itself between two dispatches, and the work of one invocation.
//
// The device leads itself through the level scheme: the state names the phase that it is in, and
// the number of workgroups that its kernel needs. The host records every kernel of some levels
// blindly, each dispatched with the groups of its own phase; those of all other phases are none. It
// looks at the state once a submission, and records more until the phase is `phase_done`.
#ifndef SHARED_SAMPLER_INTERFACE_H
#define SHARED_SAMPLER_INTERFACE_H

#include "shared/cells.h"

SHARED_BEGIN

const int sampler_group_size = 64;
const uint most_groups_a_row = 32768u;  // more groups make more rows: devices limit both

const int at_state = 0;  // binding numbers
const int at_job = 1;
const int sampler_bindings = 2;

// The phases of a level, in their order; choose and spread alternate.
const uint phase_clear = 0u;   // takes last level's candidates out of the lists
const uint phase_grow = 1u;    // tests, splits and keeps cells, collects candidates
const uint phase_file = 2u;    // files them by cube
const uint phase_choose = 3u;  // one round: drops decided candidates, chooses the best of the open
const uint phase_spread = 4u;  // the discs of those chosen
const uint phase_done = 5u;
const int phases = 6;

const int most_levels = 40;  // cells shrink to a quarter each level: 4^-40 is below any triangle

// Work of one invocation in one dispatch: discs stop at the budget and resume, everything else is
// trouble above the limit. The software driver counts differently: it ends all loops of a group of
// invocations after 65,535 iterations of any of them, without a word. So each kernel asks at its
// end whether loops still run, and a round of discs that lost theirs (trouble_loops) begins again
// with half the budget.
const int first_disc_budget = 1024;
const int least_disc_budget = 32;
const int most_kernel_work = 60000;

/// How far a disc is, between two dispatches.
struct DiscState {
    uint source;  // its place among the chosen
    int task_head;
    int task_count;
    int task_total;
    int arrival_count;
};
ASSERT_SIZE(DiscState, 20)

struct Accepted {
    Candidate candidate;
    int level;
};
ASSERT_SIZE(Accepted, 56)

ARRAY_OF(int, Ints)
ARRAY_OF(uint, Uints)
ARRAY_OF(ivec2, Pairs)
ARRAY_OF(ivec3, Triples)
ARRAY_OF(Root, Roots)
ARRAY_OF(Cell, Cells)
ARRAY_OF(Candidate, Candidates)
ARRAY_OF(Window, Windows)
ARRAY_OF(Accepted, AcceptedOnes)
ARRAY_OF(DiscState, DiscStates)
ARRAY_OF(Task, Tasks)
ARRAY_OF(Arrival, Arrivals)

/// Written by the host: where the arrays lie and how many items they hold. Addresses, not bindings,
/// since one binding may show as little as 128 MiB.
struct SamplerJob {
    // The skin: see sampling/skin_metric.h.
    Triples positions_um;
    Uints vertex_kinds;
    Uints corner_vertices;
    Ints twins;
    Pairs opposites;
    Pairs flat_corners;
    Ints smallest_weights;
    Ints triangle_radii;
    // The domain: see sampling/domain.h.
    Roots roots;
    Ints reaches;
    Ints live;
    // The run's own. Cells of even and of odd levels; open candidates of even and of odd rounds.
    Cells cell_sets[2];
    Candidates candidates;
    Uints candidate_states;
    Ints candidate_heads;  // per triangle
    Ints bucket_heads;
    Ints next_in_bucket;
    Uints open_sets[2];
    Uints chosen;
    AcceptedOnes accepted;
    Windows windows;
    Windows windows_before;  // to be gathered into `windows`
    Ints window_heads;       // per triangle
    DiscStates discs;        // the four per slot: discs are spread in so many at a time
    Tasks tasks;
    Arrivals arrivals;

    uint triangle_count;
    uint cell_capacity;
    uint candidate_capacity;
    uint accepted_capacity;
    uint window_capacity;
    uint slot_count;
    int task_capacity;     // of each slot, a power of two
    int arrival_capacity;  // likewise
    int cube_size_um;
    uint seed;
    int disc_budget;
    int twice;  // 2: how often a loop runs that asks whether loops run
};
ASSERT_SIZE(SamplerJob, 272)

/// Written by the device.
struct SamplerState {
    uint phase;
    uint trouble;  // the phase is to be repeated with more room, or left to the processor
    int level;
    uint cell_count;       // of this level
    uint next_cell_count;  // of the next, as far as grown
    uint candidate_count;
    uint bucket_mask;
    uint round;             // of choosing
    uint open_count;        // candidates that this round looks at
    uint still_open_count;  // and those left for the next one
    uint chosen_count;      // in this round
    uint taken_count;       // of those: their discs are begun
    uint unfinished_count;  // discs that go on in the next dispatch
    uint accepted_count;    // with those of this round
    uint window_count;
    uint window_count_before;  // this round
    int disc_count;            // before this round
    uvec3 groups[phases];      // of each phase's kernel; none but the current one's has any
};
ASSERT_SIZE(SamplerState, 140)

struct SamplerStep {
    uint phase;  // of the kernel that was dispatched last
};
ASSERT_SIZE(SamplerStep, 4)

/// Workgroups for so many invocations.
FN uvec3 sampler_groups(uint count)
{
    uint groups = (count + uint(sampler_group_size) - 1u) / uint(sampler_group_size);
    return uvec3(
        min(groups, most_groups_a_row), (groups + most_groups_a_row - 1u) / most_groups_a_row, 1u);
}

/// Buckets for so many candidates: a power of two.
FN uint buckets_for(uint candidates)
{
    uint buckets = 64u;
    while (buckets < 2u * candidates)
        buckets *= 2u;
    return buckets;
}

SHARED_END
#endif

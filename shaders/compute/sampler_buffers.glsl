// SPDX-License-Identifier: MIT
// The sampler's arrays, as the shared bodies name them. Included by its kernels.
#include "shared/sampler_interface.h"

layout(local_size_x = sampler_group_size) in;

layout(scalar, binding = at_state) buffer StateBuffer { SamplerState state; };
layout(scalar, binding = at_job) readonly buffer JobBuffer { SamplerJob job; };

// Copies, since a kernel that writes by address would have to read the job again after each write.
Triples at_positions_um = job.positions_um;
Uints at_vertex_kinds = job.vertex_kinds;
Uints at_corner_vertices = job.corner_vertices;
Ints at_twins = job.twins;
Pairs at_opposites = job.opposites;
Pairs at_flat_corners = job.flat_corners;
Ints at_smallest_weights = job.smallest_weights;
Ints at_triangle_radii = job.triangle_radii;
Roots at_roots = job.roots;
Ints at_reaches = job.reaches;
Ints at_live = job.live;
Cells at_cells = job.cell_sets[state.level & 1];
Cells at_next_cells = job.cell_sets[(state.level + 1) & 1];
Candidates at_candidates = job.candidates;
Uints at_candidate_states = job.candidate_states;
Ints at_candidate_heads = job.candidate_heads;
Ints at_bucket_heads = job.bucket_heads;
Ints at_next_in_bucket = job.next_in_bucket;
Uints at_open = job.open_sets[state.round & 1u];
Uints at_still_open = job.open_sets[(state.round + 1u) & 1u];
Uints at_chosen = job.chosen;
AcceptedOnes at_accepted = job.accepted;
Windows at_windows = job.windows;
Windows at_windows_before = job.windows_before;
Ints at_window_heads = job.window_heads;
DiscStates at_discs = job.discs;
Tasks at_tasks = job.tasks;
Arrivals at_arrivals = job.arrivals;

#define positions_um at_positions_um.items
#define vertex_kinds at_vertex_kinds.items
#define corner_vertices at_corner_vertices.items
#define twins at_twins.items
#define opposites at_opposites.items
#define flat_corners at_flat_corners.items
#define smallest_weights at_smallest_weights.items
#define triangle_radii at_triangle_radii.items
#define roots at_roots.items
#define reaches at_reaches.items
#define live at_live.items
#define cells at_cells.items
#define next_cells at_next_cells.items
#define candidates at_candidates.items
#define candidate_states at_candidate_states.items
#define candidate_heads at_candidate_heads.items
#define bucket_heads at_bucket_heads.items
#define next_in_bucket at_next_in_bucket.items
#define open at_open.items
#define still_open at_still_open.items
#define chosen at_chosen.items
#define accepted at_accepted.items
#define windows at_windows.items
#define windows_before at_windows_before.items
#define window_heads at_window_heads.items
#define discs at_discs.items
#define tasks at_tasks.items
#define arrivals at_arrivals.items

const uint candidate_open = 0u;
const uint candidate_decided = 1u;
const int most_work = most_kernel_work;

int work = 0;
uint trouble = 0u;

/// The number of this invocation among all of the dispatch.
uint invocation()
{
    uint group = gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x;
    return group * uint(sampler_group_size) + gl_LocalInvocationID.x;
}

bool is_open(int candidate)
{
    return candidate_states[candidate] == candidate_open;
}

void reject(int candidate)
{
    candidate_states[candidate] = candidate_decided;
}

/// False once the driver has ended the loops of this invocation: then no loop runs twice. The
/// compiler must not know how often this one would.
bool loops_run()
{
    int runs = 0;
    for (int i = 0; i < job.twice; ++i)
        ++runs;
    return runs == job.twice;
}

/// Whatever trouble an invocation seemed to have after its loops were ended, it may not have had.
void report_trouble(uint once_loops_end)
{
    if (!loops_run()) trouble = once_loops_end;
    if (trouble != 0u) atomicOr(state.trouble, trouble);
}

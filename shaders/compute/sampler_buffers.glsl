// SPDX-License-Identifier: MIT
// The sampler's buffers, as the shared bodies name them. Included by its kernels.
#include "shared/sampler_interface.h"

layout(local_size_x = sampler_group_size) in;

layout(push_constant, scalar) uniform Push { SamplerParameters parameters; };

layout(scalar, binding = at_counters) buffer CountersBuffer { SamplerCounters counters; };
layout(scalar, binding = at_roots) readonly buffer Roots { Root roots[]; };
layout(scalar, binding = at_reaches) readonly buffer Reaches { int reaches[]; };
layout(scalar, binding = at_positions_um) readonly buffer Positions { ivec3 positions_um[]; };
layout(scalar, binding = at_corner_vertices) readonly buffer Corners { uint corner_vertices[]; };
layout(scalar, binding = at_smallest_weights) readonly buffer Smallest { int smallest_weights[]; };
layout(scalar, binding = at_twins) readonly buffer Twins { int twins[]; };
layout(scalar, binding = at_opposites) readonly buffer Opposites { ivec2 opposites[]; };
layout(scalar, binding = at_vertex_kinds) readonly buffer Kinds { uint vertex_kinds[]; };
layout(scalar, binding = at_flat) readonly buffer Flat { ivec2 flat_corners[]; };
layout(scalar, binding = at_live) buffer Live { int live[]; };
layout(scalar, binding = at_cells) readonly buffer Cells { Cell cells[]; };
layout(scalar, binding = at_next_cells) buffer NextCells { Cell next_cells[]; };
layout(scalar, binding = at_candidates) buffer Candidates { Candidate candidates[]; };
layout(scalar, binding = at_candidate_states) buffer States { uint candidate_states[]; };
layout(scalar, binding = at_candidate_heads) buffer CandidateHeads { int candidate_heads[]; };
layout(scalar, binding = at_bucket_heads) buffer BucketHeads { int bucket_heads[]; };
layout(scalar, binding = at_next_in_bucket) buffer NextInBucket { int next_in_bucket[]; };
layout(scalar, binding = at_windows) buffer Windows { Window windows[]; };
layout(scalar, binding = at_window_heads) buffer WindowHeads { int window_heads[]; };
layout(scalar, binding = at_chosen) buffer ChosenBuffer { uint chosen[]; };
layout(scalar, binding = at_accepted) buffer AcceptedBuffer { Accepted accepted[]; };
layout(scalar, binding = at_walks) buffer Walks { DiscState walks[]; };
layout(scalar, binding = at_tasks) buffer Tasks { Task tasks[]; };
layout(scalar, binding = at_triangle_radii) readonly buffer TriangleRadii { int triangle_radii[]; };
layout(scalar, binding = at_arrivals) buffer Arrivals { Arrival arrivals[]; };

const uint candidate_open = 0u;
const uint candidate_decided = 1u;
const int most_work = most_kernel_work;

int work = 0;
uint trouble = 0u;

bool is_open(int candidate)
{
    return candidate_states[candidate] == candidate_open;
}

void reject(int candidate)
{
    candidate_states[candidate] = candidate_decided;
}

void report_trouble()
{
    if (trouble != 0u) atomicOr(counters.trouble, trouble);
}

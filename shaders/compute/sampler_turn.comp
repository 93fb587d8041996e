// SPDX-License-Identifier: MIT
// One invocation, after every other kernel: what comes next (sampling::run_levels, told as phases). A kernel whose phase
// it was not had no groups and changed nothing, and nothing is to be done after it.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "compute/sampler_buffers.glsl"

layout(push_constant, scalar) uniform Push { SamplerStep just_done; };

void begin(uint phase, uint count)
{
    state.groups[state.phase] = uvec3(0u);
    state.phase = phase;
    state.groups[phase] = sampler_groups(count);
}

void begin_level()
{
    ++state.level;
    state.candidate_count = 0u;
    state.next_cell_count = 0u;
    begin(phase_grow, state.cell_count);
    if (state.level == most_levels) state.trouble |= trouble_work;
}

void end_level()
{
    if (state.cell_count == 0u)
        begin(phase_done, 0u);
    else if (state.candidate_count > 0u)
        begin(phase_clear, state.candidate_count);
    else
        begin_level();
}

void begin_choosing()
{
    state.still_open_count = 0u;
    state.chosen_count = 0u;
    begin(phase_choose, state.open_count);
}

void after_grow()
{
    state.cell_count = state.next_cell_count;
    state.open_count = state.candidate_count;
    state.bucket_mask = buckets_for(state.candidate_count) - 1u;
    if (state.candidate_count > 0u)
        begin(phase_file, state.candidate_count);
    else
        end_level();
}

void after_choose()
{
    ++state.round;
    state.open_count = state.still_open_count;
    if (state.chosen_count == 0u) {
        end_level();
        return;
    }
    state.accepted_count += state.chosen_count;
    state.taken_count = 0u;
    state.unfinished_count = 0u;
    state.window_count_before = state.window_count;
    begin(phase_spread, min(state.chosen_count, job.slot_count));
    if (state.accepted_count > job.accepted_capacity) state.trouble |= trouble_windows;
}

void after_spread()
{
    bool all_done = state.taken_count >= state.chosen_count && state.unfinished_count == 0u;
    state.unfinished_count = 0u;
    if (!all_done) return;
    state.disc_count += int(state.chosen_count);
    if (state.open_count > 0u)
        begin_choosing();
    else
        end_level();
}

void main()
{
    if (gl_LocalInvocationID.x != 0u || state.phase != just_done.phase) return;
    if (state.trouble == 0u) {
        if (just_done.phase == phase_clear) begin_level();
        else if (just_done.phase == phase_grow) after_grow();
        else if (just_done.phase == phase_file) begin_choosing();
        else if (just_done.phase == phase_choose) after_choose();
        else if (just_done.phase == phase_spread) after_spread();
    }
    if (state.trouble != 0u) state.groups[state.phase] = uvec3(0u);  // the host decides
}

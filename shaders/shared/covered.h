// SPDX-License-Identifier: MIT
// Whether the discs of earlier points cover all places within `radius` of a place.
//
// A body without a scope of its own (see disc.h). The scope has window_heads[], windows[], `work`,
// `most_work` and `trouble`: the software driver ends all loops of an invocation after 65,535
// iterations without a word, so work is counted, and too much of it is trouble.

bool is_covered(uint triangle, ivec3 weights, int radius, int spacing)
{
    for (int i = window_heads[triangle]; i != nothing; i = windows[i].next) {
        if (++work > most_work) trouble |= trouble_work;
        if (trouble != 0u) return false;
        if (window_covers(windows[i], weights, radius, spacing)) return true;
    }
    return false;
}

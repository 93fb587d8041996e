// SPDX-License-Identifier: MIT
// Whether the discs of earlier points cover all places within `radius` of a place. For a cell and
// all that is made of it, the windows that come near it are gathered once.
//
// A body without a scope of its own (see disc.h). The scope has window_at(triangle) and
// window_after(i), which lead through a triangle's windows, newest first; windows[];
// near_windows[most_near]; `work`, `most_work` and `trouble`: the software driver ends all loops of
// an invocation after 65,535 iterations without a word, so work is counted, and too much of it is
// trouble.

int near_count = 0;  // above most_near: too many to gather, all windows are asked

bool too_much_work()
{
    if (++work > most_work) trouble |= trouble_work;
    return trouble != 0u;
}

/// Gathers the windows that come near a cell. True if one of the last level's covers it whole; the
/// older ones did not when the cell was last looked at. `spacings` are the cell's least and
/// largest.
bool gather_near(uint triangle, ivec3 centre, int radius, ivec2 spacings, int level)
{
    near_count = 0;
    for (int i = window_at(triangle); i != nothing; i = window_after(i)) {
        if (too_much_work()) return false;
        IN(Window) window = windows[i];
        if (!window_is_near(window, centre, radius, spacings.y)) continue;
        if (window.level >= level - 1 && window_covers(window, centre, radius, spacings.x))
            return true;
        if (near_count < most_near) near_windows[near_count] = i;
        ++near_count;
    }
    return false;
}

/// The same question for a place in the cell last gathered for.
bool near_ones_cover(uint triangle, ivec3 weights, int radius, int spacing)
{
    if (near_count <= most_near) {
        for (int n = 0; n < near_count; ++n)
            if (window_covers(windows[near_windows[n]], weights, radius, spacing)) return true;
        return false;
    }
    for (int i = window_at(triangle); i != nothing; i = window_after(i)) {
        if (too_much_work()) return false;
        if (window_covers(windows[i], weights, radius, spacing)) return true;
    }
    return false;
}

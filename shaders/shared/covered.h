// SPDX-License-Identifier: MIT
// What of a cell the discs of earlier points cover: all of it, some of its four quarters, a place
// in it. A cell is covered if its centre is seen by one source from so near that its farthest
// corner is still nearer than the spacing; that depends on distances only, never on which windows
// were kept.
//
// A body without a scope of its own (see disc.h). The scope has window_at(triangle) and
// window_after(i), which lead through a triangle's windows, newest first; windows[];
// near_windows[most_near]; `work`, `most_work` and `trouble`: the software driver ends all loops of
// an invocation after 65,535 iterations without a word, so work is counted, and too much of it is
// trouble.

int near_count = 0;  // windows that come near the cell; above most_near they are not all gathered

bool too_much_work()
{
    if (++work > most_work) trouble |= trouble_work;
    return trouble != 0u;
}

/// A cell and its quarters as the windows of its triangle are asked about them: centres as weights
/// in the triangle, relative to the cell's own; radii and spacings in units.
struct Asked {
    ivec3 centre;
    ivec2 sixth_row;  // a sixth of the cell's sides, as the triangle's weights y and z
    ivec2 sixth_column;
    int radius;
    int quarter_radius;
    ivec2 spacings;  // the least and the largest in the cell
    ivec4 quarter_spacings;
};

/// True if a point of the last level covers the cell as a whole: the older ones did not when it was
/// last looked at. Gathers the windows that come near otherwise.
bool is_covered_whole(uint triangle, IN(Asked) cell, int level)
{
    near_count = 0;
    for (int i = window_at(triangle); i != nothing; i = window_after(i)) {
        if (too_much_work()) return false;
        IN(Window) window = windows[i];
        ivec2 place = seen_at(window, cell.centre);
        if (!comes_near(window, place, cell.radius, cell.spacings.y)) continue;
        if (window.level >= level - 1 && sees_within(window, place, cell.radius, cell.spacings.x))
            return true;
        if (near_count < most_near) near_windows[near_count] = i;
        ++near_count;
    }
    return false;
}

/// The four quarters that a window covers, as bits.
uint quarters_covered_by(IN(Window) w, IN(Asked) cell)
{
    ivec2 place = seen_at(w, cell.centre);
    // A quarter's centre is no farther from the cell's than the quarter's radius.
    if (!comes_near(w, place, 16, cell.spacings.y)) return 0u;
    ivec2 row = side_of(w, cell.sixth_row);
    ivec2 column = side_of(w, cell.sixth_column);
    uint covered = 0u;
    if (sees_within(w, place - row - column, cell.quarter_radius, cell.quarter_spacings.x))
        covered |= 1u;
    if (sees_within(w, place + row + row - column, cell.quarter_radius, cell.quarter_spacings.y))
        covered |= 2u;
    if (sees_within(w, place + column + column - row, cell.quarter_radius, cell.quarter_spacings.z))
        covered |= 4u;
    if (sees_within(w, place, cell.quarter_radius, cell.quarter_spacings.w)) covered |= 8u;
    return covered;
}

/// The quarters of the cell last asked about that are covered, as bits.
uint covered_quarters(uint triangle, IN(Asked) cell)
{
    uint covered = 0u;
    if (near_count <= most_near) {
        for (int n = 0; n < near_count && covered != all_quarters; ++n)
            covered |= quarters_covered_by(windows[near_windows[n]], cell);
        return covered;
    }
    for (int i = window_at(triangle); i != nothing; i = window_after(i)) {
        if (covered == all_quarters || too_much_work()) break;
        covered |= quarters_covered_by(windows[i], cell);
    }
    return covered;
}

/// True if a place in the cell last asked about is covered.
bool is_covered(uint triangle, ivec3 weights, int spacing)
{
    if (near_count <= most_near) {
        for (int n = 0; n < near_count; ++n)
            if (window_covers(windows[near_windows[n]], weights, spacing)) return true;
        return false;
    }
    for (int i = window_at(triangle); i != nothing; i = window_after(i)) {
        if (too_much_work()) return false;
        if (window_covers(windows[i], weights, spacing)) return true;
    }
    return false;
}

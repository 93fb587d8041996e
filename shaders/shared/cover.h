// SPDX-License-Identifier: MIT
// What an accepted point does to the windows of its disc: it rejects the candidates that it covers
// and leaves the window with its triangle, where later cells and candidates will look. Once a point
// covers a whole triangle, no later cell or candidate lies there, and no window need be left.
//
// A body without a scope of its own (see disc.h, whose visit() this is). The scope has
// candidate_heads[], candidates[], live[], triangle_radii[], `spacing` and `level` of the source,
// `work`, `most_work`, `trouble`, and
//   is_open(candidate), reject(candidate), keep(window)

void visit(int triangle, ivec2 p0, ivec2 p1, ivec2 p2, ivec2 from, ivec2 to, int offset, int wedged)
{
    int life = live[triangle];
    if (life == unfit) trouble |= trouble_unfit;
    if (life != level && life != covered_whole) return;
    Window window =
        Window(nothing, triangle, level, spacing, offset, wedged, p0, p1 - p0, p2 - p0, from, to);
    for (int i = candidate_heads[triangle]; i != nothing; i = candidates[i].next) {
        if (++work > most_work) trouble |= trouble_work;
        if (trouble != 0u) return;
        if (is_open(i) && window_covers(window, candidates[i].weights, candidates[i].spacing))
            reject(i);
    }
    if (life == covered_whole) return;
    int radius = triangle_radii[triangle] + 8;
    if (sees_within(window, seen_at(window, centre_of(0u)), radius, spacing))
        live[triangle] = covered_whole;
    else
        keep(window);
}

// SPDX-License-Identifier: MIT
// What an accepted point does to the windows of its disc: it rejects the candidates that it covers
// and leaves the window with its triangle, where later cells and candidates will look.
//
// A body without a scope of its own (see disc.h, whose visit() this is). The scope has
// candidate_heads[], candidates[], rules[], is_wanted[], `spacing` of the source, `work`,
// `most_work`, `trouble`, and
//   is_open(candidate), reject(candidate), keep(window)

void visit(int triangle, ivec2 p0, ivec2 p1, ivec2 p2, ivec2 from, ivec2 to, int offset, int wedged)
{
    if (is_wanted[triangle] == unfit) trouble |= trouble_unfit;
    if (is_wanted[triangle] != wanted) return;
    Window window = Window(nothing, triangle, spacing, offset, wedged, p0, p1, p2, from, to);
    for (int i = candidate_heads[triangle]; i != nothing; i = candidates[i].next) {
        if (++work > most_work) trouble |= trouble_work;
        if (trouble != 0u) return;
        if (is_open(i) &&
            window_covers(window, candidates[i].weights, 0, rules[candidates[i].zone].spacing))
            reject(i);
    }
    keep(window);
}

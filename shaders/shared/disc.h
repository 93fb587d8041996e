// SPDX-License-Identifier: MIT
// The disc of one source: all windows (windows.h) of the skin nearer than `reach`, by unfolding
// straight strips of triangles in integers, first come, first served. Where a strip passes a vertex
// that paths can bend around, the vertex becomes a pseudo-source (bend.h; Mitchell, Mount and
// Papadimitriou 1987; enumeration as in Tateiri 2023). Windows that a path over a known vertex
// beats everywhere are dropped (dominated.h). The order of visits is part of the definition: one
// invocation, one source.
//
// This is a body without a scope of its own. C++ includes it inside a struct, GLSL into a kernel;
// there the scope has
//   - twins[], opposites[], corner_vertices[], vertex_kinds[]: the skin (sampling/skin_metric.h);
//   - tasks[], a ring in which this source's part begins at task_base and holds task_capacity (a
//     power of two) entries, and more_tasks(), which doubles it or answers false;
//   - arrival_at(vertex), the length of the shortest path to the vertex so far or not_reached, and
//     is_nearest_arrival(vertex, distance), which remembers a path unless one no longer is known:
//     arrivals.h, or what the processor does in its stead;
//   - reach: the limit; work, trouble: loop iterations so far, trouble bits;
//   - visit(triangle, p0, p1, p2, from, to, offset, wedged): what happens at each window.
// It is resumable: advance(budget) returns when the budget is used up, and goes on when called
// again.

int task_head = 0;   // of the ring: the next task
int task_count = 0;  // open tasks
int task_total = 0;  // done tasks

int corner_after(int corner)
{
    return corner % 3 == 2 ? corner - 2 : corner + 1;
}
int corner_before(int corner)
{
    return corner % 3 == 0 ? corner + 2 : corner - 1;
}

#include "shared/dominated.h"

void put(Task task)
{
    if (task_count == task_capacity && !more_tasks()) {
        trouble |= trouble_tasks;
        return;
    }
    tasks[task_base + ((task_head + task_count++) & (task_capacity - 1))] = task;
}

Task taken()
{
    Task task = tasks[task_base + task_head];
    task_head = (task_head + 1) & (task_capacity - 1);
    --task_count;
    ++task_total;
    return task;
}

void put_edge(int half_edge, int offset, ivec2 a, ivec2 b, ivec2 from, ivec2 to)
{
    if (cross2(from, to) <= i64(0)) return;
    if (surely_beyond(a, b, from, to, float(reach - offset))) return;
    put(Task(half_edge, offset, a, b, from, to));
}

/// A corner came into sight at `place`: its distance is known, and if paths can bend around it, it
/// will be gone around.
void put_corner(int corner, int offset, ivec2 place, ivec2 towards_next, ivec2 towards_previous)
{
    i64 rest = i64(reach) - i64(offset);
    if (rest <= i64(0) || norm2(place) >= rest * rest) return;
    i64 distance = i64(offset) + isqrt_ceil(norm2(place));
    int vertex = int(corner_vertices[corner]);
    if (!is_nearest_arrival(vertex, int(distance))) return;
    if (vertex_kinds[vertex] != 0u)
        put(Task(-corner - 1, offset, place, towards_next, towards_previous, ivec2(0)));
}

#include "shared/bend.h"

void cross_edge(Task w)
{
    int over = twins[w.half_edge];
    if (over < 0) return;
    int k = over % 3;
    // The new triangle is (b, a, c), beginning at its corner k.
    ivec2 c = unfold(opposites[over], w.b, w.a);
    Dominated dominated = dominated_parts(w, c, over);
    if (dominated.whole) return;
    ivec2 p0 = k == 0 ? w.b : (k == 2 ? w.a : c);
    ivec2 p1 = k == 1 ? w.b : (k == 0 ? w.a : c);
    ivec2 p2 = k == 2 ? w.b : (k == 1 ? w.a : c);
    visit(over / 3, p0, p1, p2, w.from, w.to, w.offset, 1);

    i64 slack = i64(visibility_slack) * i64(reach);
    i64 after_from = cross2(w.from, c);
    i64 before_to = cross2(c, w.to);
    if (after_from >= -slack && before_to >= -slack)
        put_corner(corner_before(over), w.offset, c, w.b - c, w.a - c);
    if (after_from > i64(0) && !dominated.towards_a)
        put_edge(corner_after(over), w.offset, w.a, c, w.from, before_to >= i64(0) ? c : w.to);
    if (before_to > i64(0) && !dominated.towards_b)
        put_edge(corner_before(over), w.offset, c, w.b, after_from >= i64(0) ? c : w.from, w.to);
}

/// Begins the disc of a source in triangle `t`, whose corners lie at p0, p1, p2 seen from it.
void begin_disc(int t, ivec2 p0, ivec2 p1, ivec2 p2)
{
    visit(t, p0, p1, p2, ivec2(0), ivec2(0), 0, 0);
    put_corner(3 * t, 0, p0, p1 - p0, p2 - p0);
    put_corner(3 * t + 1, 0, p1, p2 - p1, p0 - p1);
    put_corner(3 * t + 2, 0, p2, p0 - p2, p1 - p2);
    put_edge(3 * t, 0, p0, p1, p0, p1);
    put_edge(3 * t + 1, 0, p1, p2, p1, p2);
    put_edge(3 * t + 2, 0, p2, p0, p2, p0);
}

void advance(int budget)
{
    while (task_count > 0 && work < budget && trouble == 0u) {
        ++work;
        Task task = taken();
        if (task.half_edge < 0)
            go_around(-task.half_edge - 1, task.a, task.b, task.from, task.offset);
        else
            cross_edge(task);
    }
}

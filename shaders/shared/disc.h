// SPDX-License-Identifier: MIT
// The disc of one source: all windows (windows.h) of the skin nearer than `reach`, by unfolding
// straight strips of triangles in integers, depth first. Where a strip passes a vertex whose
// surroundings hold more than a full turn, or a border, the vertex becomes a pseudo-source that
// looks into exactly the shadow behind it (Mitchell, Mount and Papadimitriou 1987; enumeration
// without trimming as in Tateiri 2023). The order of visits is part of the definition: one
// invocation, one source.
//
// This is a body without a scope of its own. C++ includes it inside a struct, GLSL into a kernel;
// there the scope has
//   - twins[], opposites[], corner_vertices[], vertex_kinds[]: the skin (sampling/skin_metric.h);
//   - tasks[], bends[]: memory, in which this source's part begins at task_base and bend_base;
//   - task_capacity, bend_capacity, reach: limits;
//   - work, trouble: loop iterations so far, trouble bits;
//   - visit(triangle, p0, p1, p2, from, to, offset, wedged): what happens at each window.
// It is resumable: advance(budget) returns when the budget is used up, and goes on when called
// again.

int task_base = 0;
int bend_base = 0;
int task_count = 0;
int bend_count = 0;

void put(Task task)
{
    if (task_count < task_capacity)
        tasks[task_base + task_count++] = task;
    else
        trouble |= trouble_tasks;
}

/// True only if the part of the edge ab that the wedge sees is surely farther than `limit`. In
/// floating point: a margin of 0.01 % and 1 micrometre makes a wrong answer cost time, never a
/// window.
bool surely_beyond(ivec2 a, ivec2 b, ivec2 from, ivec2 to, float limit)
{
    limit = limit * 1.0001f + 1024.0f;
    vec2 start = vec2(a);
    vec2 edge = vec2(b) - start;
    float length2 = dot(edge, edge);
    float foot = -dot(start, edge);
    float height =
        start.x * edge.y - start.y * edge.x;  // of the origin over the edge, times its length
    if (foot > 0.0f && foot < length2) {
        if (height * height >= limit * limit * length2) return true;
        vec2 nearest = start + edge * (foot / length2);
        bool seen = float(from.x) * nearest.y - float(from.y) * nearest.x >= 0.0f &&
                    nearest.x * float(to.y) - nearest.y * float(to.x) >= 0.0f;
        if (seen) return false;
    }
    vec2 first = vec2(from);
    vec2 last = vec2(to);
    float first_turn = first.x * edge.y - first.y * edge.x;
    float last_turn = last.x * edge.y - last.y * edge.x;
    float to_first = first_turn > 0.0f ? length(first) * height / first_turn : 0.0f;
    float to_last = last_turn > 0.0f ? length(last) * height / last_turn : 0.0f;
    return min(to_first, to_last) > limit;
}

void put_edge(int half_edge, int offset, ivec2 a, ivec2 b, ivec2 from, ivec2 to)
{
    if (cross2(from, to) <= i64(0)) return;
    if (surely_beyond(a, b, from, to, float(reach - offset))) return;
    put(Task(half_edge, offset, a, b, from, to));
}

/// A corner came into sight at `place`. It matters only if paths can bend around it.
void put_corner(int corner, int offset, ivec2 place, ivec2 towards_next, ivec2 towards_previous)
{
    if (vertex_kinds[corner_vertices[corner]] == 0u) return;
    if (i64(offset) + isqrt_ceil(norm2(place)) >= i64(reach)) return;
    put(Task(-corner - 1, offset, place, towards_next, towards_previous, ivec2(0)));
}

int corner_after(int corner)
{
    return corner % 3 == 2 ? corner - 2 : corner + 1;
}
int corner_before(int corner)
{
    return corner % 3 == 0 ? corner + 2 : corner - 1;
}

/// Visits the triangle whose corner `apex` is the pseudo-source, between the shares `begin` and
/// `end` of its far edge.
void visit_fan(int apex, ivec2 a, ivec2 b, i64 begin, i64 end, int offset)
{
    i64 whole = i64(1) << share_bits;
    if (end <= begin) return;
    ivec2 from = begin == i64(0) ? a : along(a, b, begin);
    ivec2 to = end == whole ? b : along(a, b, end);
    int k = apex % 3;
    ivec2 p0 = k == 0 ? ivec2(0) : (k == 2 ? a : b);
    ivec2 p1 = k == 1 ? ivec2(0) : (k == 0 ? a : b);
    ivec2 p2 = k == 2 ? ivec2(0) : (k == 1 ? a : b);
    visit(apex / 3, p0, p1, p2, from, to, offset, 1);
    if (begin == i64(0)) put_corner(corner_after(apex), offset, a, b - a, -a);
    if (end == whole) put_corner(corner_before(apex), offset, b, -b, a - b);
    put_edge(corner_after(apex), offset, a, b, from, to);
}

/// One triangle at a vertex that the straight-on ray enters: where, and the far edge's ends.
struct ShadowEdge {
    int apex;  // the vertex' corner in that triangle, or -1
    ivec2 a;
    ivec2 b;
    i64 share;
};

/// Turns counter-clockwise around the vertex of `corner` until the ray straight on (along `ahead`)
/// is passed.
ShadowEdge shadow_begin(int corner, ivec2 ahead, ivec2 ray)
{
    int at = corner;
    for (int step = 0; step < most_fan_steps; ++step) {
        ++work;
        int over = twins[corner_before(at)];
        if (over < 0) break;
        at = over;
        ivec2 next = unfold(opposites[over], ivec2(0), ray);
        i64 before = cross2(ahead, ray);
        i64 after = cross2(ahead, next);
        if (before <= i64(0) && after >= i64(0) && cross2(ray, next) > i64(0))
            return ShadowEdge(at, ray, next, share_of(-before, after - before));
        if (at == corner) break;
        ray = next;
    }
    return ShadowEdge(-1, ivec2(0), ivec2(0), i64(0));
}

/// The same clockwise.
ShadowEdge shadow_end(int corner, ivec2 ahead, ivec2 ray)
{
    int at = corner;
    for (int step = 0; step < most_fan_steps; ++step) {
        ++work;
        int over = twins[at];
        if (over < 0) break;
        at = corner_after(over);
        ivec2 next = unfold(opposites[over], ray, ivec2(0));
        i64 before = cross2(ahead, ray);
        i64 after = cross2(ahead, next);
        if (before >= i64(0) && after <= i64(0) && cross2(next, ray) > i64(0))
            return ShadowEdge(at, next, ray, share_of(-after, before - after));
        if (at == corner) break;
        ray = next;
    }
    return ShadowEdge(-1, ivec2(0), ivec2(0), i64(0));
}

/// True if turning counter-clockwise leads from one side of the shadow to the other: at a nearly
/// flat vertex the two rays can have crossed by rounding, and then there is no shadow.
bool shadow_is_whole(ShadowEdge begin, ShadowEdge end, ivec2 ahead)
{
    int at = begin.apex;
    ivec2 ray = begin.b;
    for (int step = 0; step < most_fan_steps; ++step) {
        ++work;
        if (at == end.apex) return true;
        at = twins[corner_before(at)];
        if (at < 0) return false;
        if (at == end.apex) return true;
        ray = unfold(opposites[at], ivec2(0), ray);
        if (cross2(ahead, ray) < i64(0)) return false;
    }
    trouble |= trouble_fan;
    return false;
}

/// Visits the shadow counter-clockwise from `begin`, to `end` or, at a border, to the border.
void visit_shadow_from(ShadowEdge begin, ShadowEdge end, bool border, int offset)
{
    i64 whole = i64(1) << share_bits;
    int at = begin.apex;
    ivec2 a = begin.a;
    ivec2 b = begin.b;
    i64 share = begin.share;
    for (int step = 0; step < most_fan_steps; ++step) {
        ++work;
        bool last = !border && at == end.apex;
        visit_fan(at, last ? end.a : a, last ? end.b : b, share, last ? end.share : whole, offset);
        if (last) return;
        at = twins[corner_before(at)];
        if (at < 0) return;
        a = b;
        b = unfold(opposites[at], ivec2(0), a);
        share = i64(0);
    }
    trouble |= trouble_fan;
}

/// Visits the shadow clockwise from `end` to the border.
void visit_shadow_to(ShadowEdge end, int offset)
{
    int at = end.apex;
    ivec2 a = end.a;
    ivec2 b = end.b;
    i64 share = end.share;
    for (int step = 0; step < most_fan_steps; ++step) {
        ++work;
        visit_fan(at, a, b, i64(0), share, offset);
        int over = twins[at];
        if (over < 0) return;
        at = corner_after(over);
        b = a;
        a = unfold(opposites[over], b, ivec2(0));
        share = i64(1) << share_bits;
    }
    trouble |= trouble_fan;
}

/// False if the vertex was reached before by a path that is no longer; remembers this one
/// otherwise.
bool is_nearest_bend(int vertex, int offset)
{
    for (int i = 0; i < bend_count; ++i) {
        ++work;
        ivec2 bend = bends[bend_base + i];
        if (bend.x != vertex) continue;
        if (bend.y <= offset) return false;
        bends[bend_base + i].y = offset;
        return true;
    }
    if (bend_count < bend_capacity)
        bends[bend_base + bend_count++] = ivec2(vertex, offset);
    else
        trouble |= trouble_bends;
    return true;
}

void go_around(int corner, ivec2 place, ivec2 towards_next, ivec2 towards_previous, int offset)
{
    i64 distance = i64(offset) + isqrt_ceil(norm2(place));
    if (distance >= i64(reach)) return;
    int vertex = int(corner_vertices[corner]);
    if (!is_nearest_bend(vertex, int(distance))) return;
    bool border = (vertex_kinds[vertex] & 2u) != 0u;
    ShadowEdge begin = shadow_begin(corner, place, towards_previous);
    ShadowEdge end = shadow_end(corner, place, towards_next);
    if (border) {
        if (begin.apex >= 0) visit_shadow_from(begin, end, true, int(distance));
        if (end.apex >= 0) visit_shadow_to(end, int(distance));
    } else if (begin.apex >= 0 && end.apex >= 0) {
        bool one_triangle = begin.apex == end.apex;
        if (one_triangle)
            visit_fan(begin.apex, begin.a, begin.b, begin.share, end.share, int(distance));
        else if (shadow_is_whole(begin, end, place))
            visit_shadow_from(begin, end, false, int(distance));
    }
}

void cross_edge(Task w)
{
    int over = twins[w.half_edge];
    if (over < 0) return;
    int k = over % 3;
    ivec2 c = unfold(
        opposites[over], w.b, w.a);  // the new triangle is (b, a, c), beginning at its corner k
    ivec2 p0 = k == 0 ? w.b : (k == 2 ? w.a : c);
    ivec2 p1 = k == 1 ? w.b : (k == 0 ? w.a : c);
    ivec2 p2 = k == 2 ? w.b : (k == 1 ? w.a : c);
    visit(over / 3, p0, p1, p2, w.from, w.to, w.offset, 1);

    i64 slack = i64(visibility_slack) * i64(reach);
    i64 after_from = cross2(w.from, c);
    i64 before_to = cross2(c, w.to);
    if (after_from >= -slack && before_to >= -slack)
        put_corner(corner_before(over), w.offset, c, w.b - c, w.a - c);
    if (after_from > i64(0))
        put_edge(corner_after(over), w.offset, w.a, c, w.from, before_to >= i64(0) ? c : w.to);
    if (before_to > i64(0))
        put_edge(corner_before(over), w.offset, c, w.b, after_from >= i64(0) ? c : w.from, w.to);
}

/// Begins the disc of a source in triangle `t`, whose corners lie at p0, p1, p2 seen from it.
void begin_disc(int t, ivec2 p0, ivec2 p1, ivec2 p2)
{
    visit(t, p0, p1, p2, ivec2(0), ivec2(0), 0, 0);
    put_edge(3 * t, 0, p0, p1, p0, p1);
    put_edge(3 * t + 1, 0, p1, p2, p1, p2);
    put_edge(3 * t + 2, 0, p2, p0, p2, p0);
    put_corner(3 * t, 0, p0, p1 - p0, p2 - p0);
    put_corner(3 * t + 1, 0, p1, p2 - p1, p0 - p1);
    put_corner(3 * t + 2, 0, p2, p0 - p2, p1 - p2);
}

void advance(int budget)
{
    while (task_count > 0 && work < budget && trouble == 0u) {
        ++work;
        Task task = tasks[task_base + --task_count];
        if (task.half_edge < 0)
            go_around(-task.half_edge - 1, task.a, task.b, task.from, task.offset);
        else
            cross_edge(task);
    }
}

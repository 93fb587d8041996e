// SPDX-License-Identifier: MIT
// Around a vertex: where a disc's strip passes a vertex whose surroundings hold more than a full
// turn, or a border, the vertex becomes a pseudo-source that looks into exactly the shadow behind
// it. `ahead` is where the path goes straight on; rays are places on the triangles around the
// vertex, laid flat with the vertex at the origin.
//
// A body without a scope of its own: a part of disc.h, where its scope is told.

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

/// Turns counter-clockwise around the vertex of `corner` until the ray straight on is passed.
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

/// Looks from the vertex of `corner`, seen at `place` after `offset`, into the shadow behind it.
void go_around(int corner, ivec2 place, ivec2 towards_next, ivec2 towards_previous, int offset)
{
    int vertex = int(corner_vertices[corner]);
    int distance = offset + int(isqrt_ceil(norm2(place)));
    if (arrival_at(vertex) < distance) return;  // a shorter path has come since
    bool border = (vertex_kinds[vertex] & 2u) != 0u;
    ShadowEdge begin = shadow_begin(corner, place, towards_previous);
    ShadowEdge end = shadow_end(corner, place, towards_next);
    if (border) {
        if (begin.apex >= 0) visit_shadow_from(begin, end, true, distance);
        if (end.apex >= 0) visit_shadow_to(end, distance);
    } else if (begin.apex >= 0 && end.apex >= 0) {
        bool one_triangle = begin.apex == end.apex;
        if (one_triangle)
            visit_fan(begin.apex, begin.a, begin.b, begin.share, end.share, distance);
        else if (shadow_is_whole(begin, end, place))
            visit_shadow_from(begin, end, false, distance);
    }
}

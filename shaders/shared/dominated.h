// SPDX-License-Identifier: MIT
// Which windows need not be followed: those beyond reach, and those that a path over a vertex with
// a known distance beats everywhere (the filter of Xin and Wang 2009). In floating point, with
// margins that make a wrong answer cost time, never a window that matters: cross products are exact
// before they are rounded, so that no error is above some 100 units, and a micrometre is 1024.
//
// A body without a scope of its own: a part of disc.h, where its scope is told.

/// True only if the part of the edge ab that the wedge sees is surely farther than `limit`: by
/// 0.01 % and 1 micrometre.
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

struct Dominated {
    bool whole;      // nothing behind the edge matters
    bool towards_a;  // the part of the next triangle's edge from a to its third corner does not
    bool towards_b;  // nor the part from there to b
};

/// True if the path to `hit` over a vertex at `corner` is surely shorter than the straight one.
bool beaten(int vertex, ivec2 corner, vec2 hit, float straight)
{
    int known = arrival_at(vertex);
    return known != not_reached &&
           straight > float(known) + length(hit - vec2(corner)) + dominated_margin;
}

/// What of the window `w` matters behind its edge, in the triangle whose third corner is at `c`.
Dominated dominated_parts(Task w, ivec2 c, int over)
{
    Dominated none = Dominated(false, false, false);
    if (task_total < dominated_after) return none;
    ivec2 edge = w.b - w.a;
    i64 from_turn = cross2(w.from, edge);
    i64 to_turn = cross2(w.to, edge);
    if (from_turn <= i64(0) || to_turn <= i64(0)) return none;
    float height = float(cross2(w.a, edge));
    vec2 first = vec2(w.from) * (height / float(from_turn));  // where the wedge's sides cross ab
    vec2 last = vec2(w.to) * (height / float(to_turn));
    float to_first = float(w.offset) + length(first);
    float to_last = float(w.offset) + length(last);
    int vertex_b = int(corner_vertices[over]);
    int vertex_a = int(corner_vertices[corner_after(over)]);
    int vertex_c = int(corner_vertices[corner_before(over)]);
    if (beaten(vertex_a, w.a, last, to_last) || beaten(vertex_b, w.b, first, to_first))
        return Dominated(true, true, true);
    return Dominated(
        false, beaten(vertex_c, c, first, to_first), beaten(vertex_c, c, last, to_last));
}

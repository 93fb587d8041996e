// SPDX-License-Identifier: MIT
// Windows: the pieces of a source's disc. A window is one triangle laid flat with its source at the
// origin, the wedge of directions in which the source sees it along a straight strip, and the
// distance already behind (offset) where the path bent around a vertex. Over all windows of a
// source, offset + |position| is the exact distance along the skin.
#ifndef SHARED_WINDOWS_H
#define SHARED_WINDOWS_H

#include "shared/integers.h"

SHARED_BEGIN

const int nothing = -1;  // the end of a linked list

// Trouble bits: the result is not to be used, and the caller must go another way.
const uint trouble_tasks = 1u;    // more open tasks than memory
const uint trouble_bends = 2u;    // more pseudo-sources than memory
const uint trouble_fan = 4u;      // a walk around a vertex that does not end
const uint trouble_windows = 8u;  // more windows, cells or candidates than memory
const uint trouble_work = 16u;    // a list too long for one invocation

const uint trouble_unfit = 32u;  // a path met a triangle on which distances cannot be measured

// What a triangle is to the sampler.
const uint wanted = 1u;  // cells lie on it
const uint unfit = 2u;   // needle-thin or huge

const int most_fan_steps = 256;  // no vertex has more triangles (SkinMetric refuses them)

/// Work still to do: a window about to cross `half_edge`, or (negative) a vertex to go around. See
/// disc.h.
struct Task {
    int half_edge;  // the edge to cross; or -1 - corner
    int offset;     // units
    ivec2 a;        // the edge's start; or the corner's place
    ivec2 b;        // the edge's end; or towards the triangle's next corner
    ivec2 from;  // the wedge, counter-clockwise from `from` to `to`; or towards the previous corner
    ivec2 to;
};
ASSERT_SIZE(Task, 40)

/// A window kept with its triangle, so that places on the triangle can be asked whether a point
/// covers them.
struct Window {
    int next;  // the next window of the same triangle, or nothing
    int triangle;
    int spacing;  // of the source's zone, units
    int offset;   // units
    int wedged;   // 0 in the source's own triangle, which is seen whole
    ivec2 p0;
    ivec2 p1;
    ivec2 p2;
    ivec2 from;
    ivec2 to;
};
ASSERT_SIZE(Window, 60)

/// True if all places within `radius` of the place lie nearer to the window's source than the
/// larger of the two spacings. All in units; radius 0 asks for the place alone.
FN bool window_covers(Window w, ivec3 weights, int radius, int spacing)
{
    i64 limit = i64(max(w.spacing, spacing)) - i64(w.offset);
    if (limit <= i64(radius)) return false;
    ivec2 place = weighted(w.p0, w.p1, w.p2, weights);
    i64 inner = limit - i64(radius);
    if (norm2(place) >= inner * inner) return false;
    i64 slack = i64(visibility_slack) * limit;
    return w.wedged == 0 || (cross2(w.from, place) >= -slack && cross2(place, w.to) >= -slack);
}

SHARED_END
#endif

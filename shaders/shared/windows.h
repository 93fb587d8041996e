// SPDX-License-Identifier: MIT
// Windows: the pieces of a source's disc. A window is one triangle laid flat with its source at the
// origin, the wedge of directions in which the source sees it along a straight strip, and the
// distance already behind (offset) where the path bent around a vertex. Over all windows of a
// source, offset + |position| is the exact distance along the skin.
#ifndef SHARED_WINDOWS_H
#define SHARED_WINDOWS_H

#include "shared/integers.h"

SHARED_BEGIN

const int nothing = -1;    // the end of a linked list
const int most_near = 32;  // windows that are gathered for a cell
const uint all_quarters = 15u;

// Trouble bits: the result is not to be used, and the caller must go another way.
const uint trouble_tasks = 1u;     // more open tasks than memory
const uint trouble_arrivals = 2u;  // more vertices in reach than memory
const uint trouble_fan = 4u;       // a walk around a vertex that does not end
const uint trouble_windows = 8u;   // more windows, cells or candidates than memory
const uint trouble_work = 16u;     // a list too long for one invocation
const uint trouble_loops = 64u;    // the driver ended the loops of a disc
const uint trouble_unfit = 32u;    // a path met a triangle on which distances cannot be measured

// What a triangle is to the sampler: the last level at which a cell or a candidate lay on it (-1
// for the points that were there before level 0), or one of these.
const int never_live = -2;
const int covered_whole = -3;  // by one point: no cell, no candidate on it matters any more
const int unfit = -4;          // needle-thin or huge: distances cannot be measured there

const int not_reached = 0x7fffffff;  // no path to a vertex is known

// A path over a vertex must be shorter by this many units before it makes a window needless: the
// floating point behind that is never wrong by more than some 100. Small discs are quicker without.
const float dominated_margin = 1024.0f;
const int dominated_after = 24;  // tasks

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

/// The shortest path to a vertex that the disc number `disc` has found so far.
struct Arrival {
    int disc;
    int vertex;
    int distance;  // units
};
ASSERT_SIZE(Arrival, 12)

/// A window kept with its triangle, so that places on the triangle can be asked whether a point
/// covers them.
struct Window {
    int next;  // the next older window of the same triangle, or nothing
    int triangle;
    int level;     // at which its source was accepted
    int spacing;   // of its source, units
    int offset;    // units
    int wedged;    // 0 in the source's own triangle, which is seen whole
    ivec2 corner;  // the triangle's corner 0, and from there to the corners 1 and 2
    ivec2 side1;
    ivec2 side2;
    ivec2 from;
    ivec2 to;
};
ASSERT_SIZE(Window, 64)

/// From the triangle's corner 0 to the place with weights y and z, as the window's source sees it.
FN ivec2 side_of(IN(Window) w, ivec2 weights)
{
    i64 x = i64(w.side1.x) * i64(weights.x) + i64(w.side2.x) * i64(weights.y);
    i64 y = i64(w.side1.y) * i64(weights.x) + i64(w.side2.y) * i64(weights.y);
    return ivec2(int(x >> weight_bits), int(y >> weight_bits));
}

/// Where the window's source sees a place of the triangle.
FN ivec2 seen_at(IN(Window) w, ivec3 weights)
{
    return w.corner + side_of(w, ivec2(weights.y, weights.z));
}

/// True if all places within `radius` of the place lie nearer to the window's source than the
/// larger of the two spacings. All in units; radius 0 asks for the place alone.
FN bool sees_within(IN(Window) w, ivec2 place, int radius, int spacing)
{
    i64 limit = i64(max(w.spacing, spacing)) - i64(w.offset);
    i64 inner = limit - i64(radius);
    if (inner <= i64(0) || norm2(place) >= inner * inner) return false;
    i64 slack = i64(visibility_slack) * limit;
    return w.wedged == 0 || (cross2(w.from, place) >= -slack && cross2(place, w.to) >= -slack);
}

/// False only if the window covers no place within `radius` of the place.
FN bool comes_near(IN(Window) w, ivec2 place, int radius, int spacing)
{
    i64 outer = i64(max(w.spacing, spacing)) - i64(w.offset) + i64(radius + 16);
    return outer > i64(0) && norm2(place) < outer * outer;
}

/// True if the place lies nearer to the window's source than the larger of the two spacings.
FN bool window_covers(IN(Window) w, ivec3 weights, int spacing)
{
    return sees_within(w, seen_at(w, weights), 0, spacing);
}

SHARED_END
#endif

// SPDX-License-Identifier: MIT
// Cells: the yet uncovered skin of a zone as sub-triangles, split level by level, and the
// candidates they offer.
//
// A root is a piece of the skin inside one triangle of the scan. A cell is a root split `depth`
// times in four; its corners have exact weights. What a cell offers depends on its own place and
// the seed only, never on a counter.
#ifndef SHARED_CELLS_H
#define SHARED_CELLS_H

#include "shared/windows.h"

SHARED_BEGIN

const int deepest_split = 13;
const int area_bits = 8;  // areas are in 2^-8 square micrometres

struct Root {
    uint name;      // stable: the same piece of skin has the same name in every run on this scan
    uint triangle;  // of the scan
    uint zone;
    int radius;     // from its centre to its farthest corner, units
    ivec3 corner0;  // weights in that triangle
    ivec3 corner1;
    ivec3 corner2;
    ivec3 field;  // the zone's signed distance at the corners, negative inside
    ivec3
        spacing;  // at the corners, units, with the margin that pays for the rounding of distances
    i64 area;
};
ASSERT_SIZE(Root, 88)

struct Cell {
    uint root;
    uint place;  // depth, up or down, row and column: see place_of
};
ASSERT_SIZE(Cell, 8)

struct Candidate {
    ivec3 weights;
    uint triangle;
    ivec3 position_um;
    int spacing;  // that it must keep, units
    uint zone;
    uint hash;  // the priority: smaller goes first
    uint name;  // name, place and zone break ties and are unique together
    uint place;
    int next;  // the next candidate of the same triangle
};
ASSERT_SIZE(Candidate, 52)

/// Weights of a cell's corners in its root.
struct CellCorners {
    ivec3 a;
    ivec3 b;
    ivec3 c;
};

FN uint place_of(uint depth, uint down, uint row, uint column)
{
    return (depth << 27u) | (down << 26u) | (row << 13u) | column;
}
FN uint depth_of(uint place)
{
    return place >> 27u;
}
FN uint is_down(uint place)
{
    return (place >> 26u) & 1u;
}
FN uint row_of(uint place)
{
    return (place >> 13u) & 8191u;
}
FN uint column_of(uint place)
{
    return place & 8191u;
}

FN ivec3 weights_at(int row, int column)
{
    return ivec3(weight_one - row - column, row, column);
}

FN CellCorners corners_of(uint place)
{
    int step = weight_one >> depth_of(place);
    int row = int(row_of(place)) * step;
    int column = int(column_of(place)) * step;
    if (is_down(place) == 0u)
        return CellCorners(weights_at(row, column),
                           weights_at(row + step, column),
                           weights_at(row, column + step));
    return CellCorners(weights_at(row + step, column + step),
                       weights_at(row, column + step),
                       weights_at(row + step, column));
}

/// The k-th (0 to 3) quarter of a cell.
FN uint child_place(uint place, int k)
{
    uint depth = depth_of(place) + 1u;
    uint row = 2u * row_of(place);
    uint column = 2u * column_of(place);
    if (is_down(place) == 0u) {
        if (k == 0) return place_of(depth, 0u, row, column);
        if (k == 1) return place_of(depth, 0u, row + 1u, column);
        if (k == 2) return place_of(depth, 0u, row, column + 1u);
        return place_of(depth, 1u, row, column);
    }
    if (k == 0) return place_of(depth, 1u, row + 1u, column + 1u);
    if (k == 1) return place_of(depth, 1u, row, column + 1u);
    if (k == 2) return place_of(depth, 1u, row + 1u, column);
    return place_of(depth, 0u, row + 1u, column + 1u);
}

/// The centre of a cell.
FN ivec3 centre_of(uint place)
{
    int step = weight_one >> depth_of(place);
    int third = is_down(place) == 0u ? step / 3 : 2 * step / 3;
    int y = int(row_of(place)) * step + third;
    int z = int(column_of(place)) * step + third;
    return ivec3(weight_one - y - z, y, z);
}

/// True if the root is its whole triangle, and no piece of it.
FN bool is_whole_triangle(IN(Root) root)
{
    return root.corner0.x == weight_one && root.corner1.y == weight_one &&
           root.corner2.z == weight_one;
}

/// From weights in a root to weights in its triangle, which sum to one again.
FN ivec3 in_triangle(IN(Root) root, ivec3 w)
{
    if (is_whole_triangle(root)) return w;
    i64 y = i64(root.corner0.y) * i64(w.x) + i64(root.corner1.y) * i64(w.y) +
            i64(root.corner2.y) * i64(w.z);
    i64 z = i64(root.corner0.z) * i64(w.x) + i64(root.corner1.z) * i64(w.y) +
            i64(root.corner2.z) * i64(w.z);
    int wy = int(y >> weight_bits);
    int wz = int(z >> weight_bits);
    return ivec3(weight_one - wy - wz, wy, wz);
}

/// A step from corner 0 of a root along one of its sides, as weights y and z of the triangle.
FN ivec2 along_side(IN(Root) root, ivec3 corner, int step)
{
    return ivec2(int((i64(corner.y - root.corner0.y) * i64(step)) >> weight_bits),
                 int((i64(corner.z - root.corner0.z) * i64(step)) >> weight_bits));
}

/// A value between its values at a root's corners, rounded down.
FN int between(ivec3 values, ivec3 w)
{
    if (values.x == values.y && values.y == values.z) return values.x;
    i64 sum = i64(values.x) * i64(w.x) + i64(values.y) * i64(w.y) + i64(values.z) * i64(w.z);
    return int(sum >> weight_bits);
}

/// The zone's signed distance at a place of a root: rounded down, so that "below zero" is exact.
FN int field_at(IN(Root) root, ivec3 w)
{
    return between(root.field, w);
}

/// The least and the largest spacing of a cell: they are at its corners.
FN ivec2 spacings_of(IN(Root) root, uint place)
{
    if (root.spacing.x == root.spacing.y && root.spacing.y == root.spacing.z)
        return ivec2(root.spacing.x);
    CellCorners cell = corners_of(place);
    int a = between(root.spacing, cell.a);
    int b = between(root.spacing, cell.b);
    int c = between(root.spacing, cell.c);
    return ivec2(min(a, min(b, c)), max(a, max(b, c)));
}

/// True if a cell lies outside its zone: then all its corners do.
FN bool is_outside(IN(Root) root, uint place)
{
    if (root.field.x < 0 && root.field.y < 0 && root.field.z < 0) return false;
    CellCorners cell = corners_of(place);
    return field_at(root, cell.a) >= 0 && field_at(root, cell.b) >= 0 &&
           field_at(root, cell.c) >= 0;
}

/// The area of a level's cells where points keep `spacing`: half of its square, a quarter each
/// level.
FN i64 target_area(int spacing, int level)
{
    i64 um = i64(spacing / units_per_um);
    return max(i64(1), (um * um << (area_bits - 1)) >> (2 * min(level, 30)));
}

/// Moves a place off its triangle's edges by a hair (1/16 micrometre), so that every edge is seen
/// under an angle.
FN ivec3 off_the_edges(ivec3 w, int smallest)
{
    ivec3 moved = ivec3(max(w.x, smallest), max(w.y, smallest), max(w.z, smallest));
    if (moved.x >= moved.y && moved.x >= moved.z)
        moved.x = weight_one - moved.y - moved.z;
    else if (moved.y >= moved.z)
        moved.y = weight_one - moved.z - moved.x;
    else
        moved.z = weight_one - moved.x - moved.y;
    return moved;
}

/// Of two candidates too near to each other the one that goes first stays.
FN bool goes_first(IN(Candidate) a, IN(Candidate) b)
{
    if (a.hash != b.hash) return a.hash < b.hash;
    if (a.name != b.name) return a.name < b.name;
    if (a.place != b.place) return a.place < b.place;
    return a.zone < b.zone;
}

/// True if two candidates might be nearer along the skin than the larger of their spacings: decided
/// on the straight line, which is never longer. 2 micrometres pay for the rounding of positions.
FN bool may_conflict(IN(Candidate) a, IN(Candidate) b)
{
    i64 limit = i64(max(a.spacing, b.spacing) / units_per_um + 3);
    i64 dx = i64(a.position_um.x - b.position_um.x);
    i64 dy = i64(a.position_um.y - b.position_um.y);
    i64 dz = i64(a.position_um.z - b.position_um.z);
    return dx * dx + dy * dy + dz * dz < limit * limit;
}

/// The bucket of a cube of the grid that finds near candidates; `mask` is the bucket count less
/// one.
FN uint bucket_of(ivec3 cube, uint mask)
{
    return mixed4(uint(cube.x), uint(cube.y), uint(cube.z), 0u) & mask;
}

/// The grid's cube around a position; `size_um` is above twice every limit of may_conflict.
FN ivec3 cube_of(ivec3 position_um, int size_um)
{
    const int to_positive = 1 << 28;  // micrometres: 268 m
    return ivec3((position_um.x + to_positive) / size_um,
                 (position_um.y + to_positive) / size_um,
                 (position_um.z + to_positive) / size_um);
}

SHARED_END
#endif

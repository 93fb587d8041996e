// SPDX-License-Identifier: MIT
// One step of the level scheme for one cell: is it covered; if not, split it, keep it, let it offer
// a candidate.
//
// A body without a scope of its own (see disc.h). The scope has roots[], live[], positions_um[],
// corner_vertices[], smallest_weights[], the scope of covered.h, and
//   emit_cell(cell), emit_candidate(candidate)

ivec3 position_in(uint triangle, ivec3 w)
{
    return weighted3(positions_um[corner_vertices[3u * triangle]],
                     positions_um[corner_vertices[3u * triangle + 1u]],
                     positions_um[corner_vertices[3u * triangle + 2u]],
                     w);
}

/// Offers the place `w` (weights in the root) if it lies inside the zone and no earlier point
/// covers it.
void offer(IN(Root) root, uint place, ivec3 w, uint hash)
{
    if (field_at(root, w) >= 0) return;
    ivec3 weights = off_the_edges(in_triangle(root, w), smallest_weights[root.triangle]);
    int spacing = between(root.spacing, w);
    if (is_covered(root.triangle, weights, spacing)) return;
    emit_candidate(Candidate(weights,
                             root.triangle,
                             position_in(root.triangle, weights),
                             spacing,
                             root.zone,
                             hash,
                             root.name,
                             place,
                             nothing));
}

/// A place drawn evenly from the cell.
ivec3 drawn_from(IN(CellCorners) cell, uint hash)
{
    int u = int(mixed(hash + 1u) >> 12u);
    int v = int(mixed(hash + 2u) >> 12u);
    if (u + v > weight_one) {
        u = weight_one - u;
        v = weight_one - v;
    }
    int y = cell.a.y + int((i64(cell.b.y - cell.a.y) * i64(u)) >> weight_bits) +
            int((i64(cell.c.y - cell.a.y) * i64(v)) >> weight_bits);
    int z = cell.a.z + int((i64(cell.b.z - cell.a.z) * i64(u)) >> weight_bits) +
            int((i64(cell.c.z - cell.a.z) * i64(v)) >> weight_bits);
    return ivec3(weight_one - y - z, y, z);
}

/// From the cell's centre to its farthest corner, at most.
int radius_of(IN(Root) root, uint depth)
{
    return (root.radius >> depth) + 8;
}

i64 area_of(IN(Root) root, uint place)
{
    return max(i64(1), root.area >> (2u * depth_of(place)));
}

/// The place that stands for all of a cell: its centre, or, where the centre lies outside the zone,
/// its innermost corner.
ivec3 standing_for(IN(Root) root, uint place)
{
    ivec3 centre = centre_of(place);
    if (field_at(root, centre) < 0) return centre;
    CellCorners cell = corners_of(place);
    int a = field_at(root, cell.a);
    int b = field_at(root, cell.b);
    int c = field_at(root, cell.c);
    return a <= min(b, c) ? cell.a : (b <= c ? cell.b : cell.c);
}

/// True if one place may stand for all of a cell: then no other is farther from it than a 256th of
/// the spacing (gap <= spacing * 1.004).
bool is_small(IN(Root) root, uint place, int spacing)
{
    int radius = radius_of(root, depth_of(place));
    if (radius > (spacing >> 8)) return false;
    return 2 * radius <= (spacing >> 8) || field_at(root, centre_of(place)) < 0;
}

/// What becomes of a cell that is not covered and needs no split at this level: a place stands for
/// all of it once it is small; else it lives on, and offers a place as often as gives an even
/// density whatever the triangulation.
void keep_or_end(IN(Root) root, Cell cell, ivec2 spacings, i64 target, uint salt)
{
    i64 area = area_of(root, cell.place);
    uint hash = mixed4(salt, root.name, cell.place, 0u);
    if (is_small(root, cell.place, spacings.x) && area * i64(4) > target) {
        offer(root, cell.place, standing_for(root, cell.place), mixed(hash + 3u));
        return;
    }
    emit_cell(cell);
    i64 odds = (area << weight_bits) / target;
    if (i64(mixed(hash ^ 0x9e3779b9u) >> 12u) < odds)
        offer(root, cell.place, drawn_from(corners_of(cell.place), hash), mixed(hash + 3u));
}

/// What the windows are asked about a cell and its quarters.
Asked asked_about(IN(Root) root, Cell cell, bool split)
{
    Asked asked;
    int depth = int(depth_of(cell.place));
    int sixth = (weight_one >> depth) / (is_down(cell.place) == 0u ? 6 : -6);
    asked.centre = in_triangle(root, centre_of(cell.place));
    asked.sixth_row = along_side(root, root.corner1, sixth);
    asked.sixth_column = along_side(root, root.corner2, sixth);
    asked.radius = radius_of(root, uint(depth));
    asked.quarter_radius = radius_of(root, uint(depth) + 1u);
    asked.spacings = spacings_of(root, cell.place);
    asked.quarter_spacings = ivec4(asked.spacings.x);
    if (split && asked.spacings.x != asked.spacings.y)
        for (int k = 0; k < 4; ++k)
            asked.quarter_spacings[k] = spacings_of(root, child_place(cell.place, k)).x;
    return asked;
}

void grow(Cell cell, int level, uint seed)
{
    IN(Root) root = roots[cell.root];
    if (live[root.triangle] == covered_whole) return;
    i64 target = target_area(between(root.spacing, centre_of(cell.place)), level);
    bool split = area_of(root, cell.place) > target && depth_of(cell.place) < uint(deepest_split);
    Asked asked = asked_about(root, cell, split);
    if (is_covered_whole(root.triangle, asked, level)) return;

    uint salt = seed ^ mixed(uint(level));
    if (!split) {
        keep_or_end(root, cell, asked.spacings, target, salt);
        return;
    }
    uint covered = covered_quarters(root.triangle, asked);
    bool varies = asked.spacings.x != asked.spacings.y;
    for (int k = 0; k < 4; ++k) {
        Cell quarter = Cell(cell.root, child_place(cell.place, k));
        if (((covered >> uint(k)) & 1u) == 0u && !is_outside(root, quarter.place))
            keep_or_end(root,
                        quarter,
                        varies ? spacings_of(root, quarter.place) : asked.spacings,
                        target,
                        salt);
    }
}

// SPDX-License-Identifier: MIT
// One step of the level scheme for one cell: is it covered; if not, split it, keep it, let it offer
// a candidate.
//
// A body without a scope of its own (see disc.h). The scope has roots[], positions_um[],
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
    if (near_ones_cover(root.triangle, weights, 0, spacing)) return;
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
int radius_of(IN(Root) root, uint place)
{
    return (root.radius >> depth_of(place)) + 4;
}

i64 area_of(IN(Root) root, uint place)
{
    return max(i64(1), root.area >> (2u * depth_of(place)));
}

/// What becomes of a cell that is not covered and needs no split at this level: its centre stands
/// for all of it once it is small (gap <= spacing * 1.004); else it lives on, and offers a place as
/// often as gives an even density whatever the triangulation.
void keep_or_end(IN(Root) root, Cell cell, ivec2 spacings, i64 target, uint salt)
{
    i64 area = area_of(root, cell.place);
    uint hash = mixed4(salt, root.name, cell.place, 0u);
    bool small_enough = radius_of(root, cell.place) <= (spacings.x >> 8);
    if (small_enough && area * i64(4) > target) {
        offer(root, cell.place, centre_of(cell.place), mixed(hash + 3u));
        return;
    }
    emit_cell(cell);
    i64 odds = (area << weight_bits) / target;
    if (i64(mixed(hash ^ 0x9e3779b9u) >> 12u) < odds)
        offer(root, cell.place, drawn_from(corners_of(cell.place), hash), mixed(hash + 3u));
}

void grow(Cell cell, int level, uint seed)
{
    IN(Root) root = roots[cell.root];
    ivec2 spacings = spacings_of(root, cell.place);
    ivec3 centre = in_triangle(root, centre_of(cell.place));
    if (gather_near(root.triangle, centre, radius_of(root, cell.place), spacings, level)) return;

    uint salt = seed ^ mixed(uint(level));
    i64 target = target_area((spacings.x + spacings.y) / 2, level);
    if (area_of(root, cell.place) <= target || depth_of(cell.place) >= uint(deepest_split)) {
        keep_or_end(root, cell, spacings, target, salt);
        return;
    }
    for (int k = 0; k < 4; ++k) {
        Cell child = Cell(cell.root, child_place(cell.place, k));
        if (is_outside(root, child.place)) continue;
        ivec2 own = spacings_of(root, child.place);
        ivec3 middle = in_triangle(root, centre_of(child.place));
        if (!near_ones_cover(root.triangle, middle, radius_of(root, child.place), own.x))
            keep_or_end(root, child, own, target, salt);
    }
}

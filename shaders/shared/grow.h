// SPDX-License-Identifier: MIT
// One step of the level scheme for one cell: is it covered; if not, split it, keep it, let it offer
// a candidate.
//
// A body without a scope of its own (see disc.h). The scope has roots[], rules[], window_heads[],
// windows[], positions_um[], corner_vertices[], smallest_weights[], `work`, and
//   emit_cell(cell), emit_candidate(candidate)

ivec3 position_in(uint triangle, ivec3 w)
{
    ivec3 a = positions_um[corner_vertices[3u * triangle]];
    ivec3 b = positions_um[corner_vertices[3u * triangle + 1u]];
    ivec3 c = positions_um[corner_vertices[3u * triangle + 2u]];
    i64 half_unit = i64(weight_one / 2);
    i64 x = i64(a.x) * i64(w.x) + i64(b.x) * i64(w.y) + i64(c.x) * i64(w.z);
    i64 y = i64(a.y) * i64(w.x) + i64(b.y) * i64(w.y) + i64(c.y) * i64(w.z);
    i64 z = i64(a.z) * i64(w.x) + i64(b.z) * i64(w.y) + i64(c.z) * i64(w.z);
    return ivec3(int((x + half_unit) >> weight_bits),
                 int((y + half_unit) >> weight_bits),
                 int((z + half_unit) >> weight_bits));
}

/// Offers the place `w` (weights in the root) if it lies inside the zone.
void offer(Root root, uint place, ivec3 w, uint hash)
{
    if (field_at(root, w) >= 0) return;
    ivec3 weights = off_the_edges(in_triangle(root, w), smallest_weights[root.triangle]);
    emit_candidate(Candidate(weights,
                             root.triangle,
                             position_in(root.triangle, weights),
                             root.zone,
                             hash,
                             root.name,
                             place,
                             nothing));
}

/// A place drawn evenly from the cell.
ivec3 drawn_from(CellCorners cell, uint hash)
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

/// Decides about a cell that is not larger than this level's `target` area.
void consider(Cell cell, Root root, ZoneRule rule, i64 target, int level, uint seed)
{
    CellCorners corners = corners_of(cell.place);
    if (field_at(root, corners.a) >= 0 && field_at(root, corners.b) >= 0 &&
        field_at(root, corners.c) >= 0)
        return;

    ivec3 centre = centre_of(corners);
    int radius = (root.radius >> depth_of(cell.place)) + 4;
    if (is_covered(root.triangle, in_triangle(root, centre), radius, rule.spacing)) return;

    i64 area = max(i64(1), root.area >> (2u * depth_of(cell.place)));
    uint hash = mixed4(seed, root.name, cell.place, uint(level));
    bool small_enough =
        radius <= (rule.spacing >> 8);  // its centre stands for all of it: gap <= spacing * 1.004
    bool is_last = small_enough && area * i64(4) > target;
    if (is_last) {
        offer(root, cell.place, centre, mixed(hash + 3u));
        return;
    }
    emit_cell(cell);
    i64 odds = (area << weight_bits) / target;  // even density, whatever the triangulation
    if (i64(mixed(hash ^ 0x9e3779b9u) >> 12u) < odds)
        offer(root, cell.place, drawn_from(corners, hash), mixed(hash + 3u));
}

void grow(Cell cell, int level, uint seed)
{
    Root root = roots[cell.root];
    ZoneRule rule = rules[root.zone];
    i64 target = max(i64(1), rule.area >> uint(2 * level));
    i64 area = max(i64(1), root.area >> (2u * depth_of(cell.place)));
    if (area <= target || depth_of(cell.place) >= uint(deepest_split)) {
        consider(cell, root, rule, target, level, seed);
        return;
    }
    for (int k = 0; k < 4; ++k)
        consider(Cell(cell.root, child_place(cell.place, k)), root, rule, target, level, seed);
}

# SPDX-License-Identifier: MIT
"""The letter L on a left cheek, which no mirror image and no exchange of axes leaves as it is: a head with it carved
into the skin, the plan whose points lie in it, and whether what a reader found is that L.

letter.py FACE.ply CARVED.ply PLAIN.ply: carves it, and writes the same head without it.

Seen from the patient's left side the nose is to the left: the L's foot goes to the right, toward the ear.
"""
import math
import struct
import sys
from pathlib import Path

LINE_MM = ((50, -8, 66), (46, -38, 64), (53, -38, 46))  # top, corner, foot; near the skin, x to the patient's left
REQUEST = {"format": "mesomap.request", "version": 1, "seed": 7, "zones": [
    {"name": "left cheek, L", "technique": "skin_booster", "pattern": "line", "spacing_mm": 3,
     "line_mm": [list(place) for place in LINE_MM],
     "strokes": [{"mode": "add", "radius_mm": 22, "path_mm": [[49, -24, 62]]}]}]}
DEPTH_MM = 1.5
FLOOR_MM, BRINK_MM = 1.8, 3.2  # from the letter's line: as deep as that, and not carved
LONGEST_EDGE_MM = 0.8          # of the skin around it, but for a few
REFINEMENTS = 6
CELL_MM = 1                    # of a relief
RELIEF_MM = ((-80, -34), (-50, 4))  # its reach toward the back (-z) and up (y)


# Carving. A vertex is (x, y, z, red, green, blue).


def minus(a, b):
    return [p - q for p, q in zip(a, b)]


def dot(a, b):
    return sum(p * q for p, q in zip(a, b))


def cross(a, b):
    return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]


def unit(a):
    return [x / math.hypot(*a) for x in a]


def read_model(file):
    """Without the places of its triangles on a picture of the skin: the vertices' own colours do."""
    head, body = file.read_bytes().split(b"end_header\n", 1)
    count, faces = (int(line.split()[2]) for line in head.decode().splitlines() if line.startswith("element"))
    vertices = list(struct.iter_unpack("<3f3B", body[:15 * count]))
    form = "<B3i" + ("B6f" if b"texcoord" in head else "")
    triangles = [t[1:4] for t in struct.iter_unpack(form, body[15 * count:])]
    assert len(triangles) == faces
    lines = [line for line in head.decode().splitlines() if "TextureFile" not in line and "texcoord" not in line]
    return "\n".join(lines), vertices, triangles


def write_model(file, head, vertices, triangles):
    sizes = iter((f"vertex {len(vertices)}", f"face {len(triangles)}"))
    head = "\n".join(f"element {next(sizes)}" if line.startswith("element") else line for line in head.splitlines())
    file.write_bytes(head.encode() + b"\nend_header\n" + b"".join(struct.pack("<3f3B", *v) for v in vertices) +
                     b"".join(struct.pack("<B3i", 3, *t) for t in triangles))


def from_line(place):
    """The distance in mm to the letter's line, as it is seen from outside."""
    toward = unit(cross(minus(LINE_MM[1], LINE_MM[2]), minus(LINE_MM[0], LINE_MM[1])))

    def along_skin(v):
        return minus(v, [dot(v, toward) * n for n in toward])

    def from_piece(a, b):
        ab, ap = along_skin(minus(b, a)), along_skin(minus(place, a))
        share = min(1, max(0, dot(ab, ap) / dot(ab, ab)))
        return math.dist(ap, [share * x for x in ab])

    return min(from_piece(a, b) for a, b in zip(LINE_MM, LINE_MM[1:]))


def is_near(place):
    return math.dist(place, LINE_MM[1]) < 60 and place[0] > 20 and from_line(place) < BRINK_MM + 2


def refine_once(vertices, triangles):
    """Halves the long edges near the letter, each for both of its triangles."""
    middles = {}

    def middle_of(a, b):
        edge = (min(a, b), max(a, b))
        if edge not in middles:
            va, vb = vertices[edge[0]], vertices[edge[1]]
            middle = [(p + q) / 2 for p, q in zip(va, vb)]
            is_long = math.dist(va[:3], vb[:3]) > LONGEST_EDGE_MM and is_near(middle[:3])
            middles[edge] = len(vertices) if is_long else None
            if is_long:
                vertices.append(tuple(middle[:3] + [int(c) for c in middle[3:]]))
        return middles[edge]

    def pieces(a, b, c):
        middles_of_it = [middle_of(*edge) for edge in ((a, b), (b, c), (c, a))]
        if all(m is None for m in middles_of_it):
            return [(a, b, c)]
        ab, bc, ca = middles_of_it
        if ab is None:
            return pieces_turned(b, c, a, bc, ca, ab)
        return pieces_turned(a, b, c, ab, bc, ca)

    def pieces_turned(a, b, c, ab, bc, ca):
        if ab is None:
            return pieces_turned(b, c, a, bc, ca, ab)
        right = [(ab, b, c)] if bc is None else [(ab, b, bc), (ab, bc, c)]
        left = [(a, ab, c)] if ca is None else [(a, ab, ca), (ca, ab, c)]
        return left + right

    return [piece for t in triangles for piece in pieces(*t)]


def normals_of(vertices, triangles):
    sums = [[0, 0, 0] for _ in vertices]
    for t in triangles:
        a, b, c = (vertices[corner][:3] for corner in t)
        across = cross(minus(b, a), minus(c, a))
        for corner in t:
            sums[corner] = [p + q for p, q in zip(sums[corner], across)]
    return sums


def carve(source, target, plain):
    """`plain` is the same head, without the letter."""
    head, vertices, triangles = read_model(source)
    write_model(plain, head, vertices, triangles)
    for _ in range(REFINEMENTS):
        triangles = refine_once(vertices, triangles)
    normals = normals_of(vertices, triangles)
    for i, vertex in enumerate(vertices):
        place = vertex[:3]
        if is_near(place):
            share = min(1, max(0, (BRINK_MM - from_line(place)) / (BRINK_MM - FLOOR_MM)))
            inward = [-DEPTH_MM * share * n for n in unit(normals[i])]
            vertices[i] = tuple(p + q for p, q in zip(place, inward)) + vertex[3:]
    write_model(target, head, vertices, triangles)


# Finding it.


def heights(triangles, side):
    """How far out of the patient's middle the skin of a side is, over a grid of cells (toward the back, up)."""
    (back_low, back_high), (up_low, up_high) = RELIEF_MM
    found = {}
    for triangle in triangles:
        places = [(-z, y, side * x) for x, y, z in triangle]
        if min(p[2] for p in places) < 20 or not (back_low < places[0][0] < back_high and
                                                  up_low < places[0][1] < up_high):
            continue
        (ax, ay, ah), (bx, by, bh), (cx, cy, ch) = places
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if abs(area) < 1e-9:
            continue
        for i in range(math.ceil(min(ax, bx, cx) / CELL_MM), math.floor(max(ax, bx, cx) / CELL_MM) + 1):
            for j in range(math.ceil(min(ay, by, cy) / CELL_MM), math.floor(max(ay, by, cy) / CELL_MM) + 1):
                x, y = i * CELL_MM, j * CELL_MM
                b = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area
                c = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / area
                if b >= 0 and c >= 0 and b + c <= 1:
                    height = ah + b * (bh - ah) + c * (ch - ah)
                    found[i, j] = max(height, found.get((i, j), height))
    return found


def carving_in(triangles):
    """Where the left cheek is deeper than the right one's mirror image, in mm toward the back and up. Triangles are
    three places (x, y, z) in mm: toward the patient's left, up and front."""
    left, right = heights(triangles, 1), heights(triangles, -1)
    assert len(left) > 500 and len(right) > 500, "there are no two cheeks"
    deeper = {cell: right[cell] - height for cell, height in left.items() if cell in right}
    return [(CELL_MM * i, CELL_MM * j) for (i, j), mm in deeper.items() if mm > DEPTH_MM / 2]


def check(name, marks, mark_mm=CELL_MM):
    """Whether marks (to the right, up), seen from the patient's left side, are an upright L with its foot to the right.
    The unit does not matter but for `mark_mm`, a mark's size, by which a stem or a foot is wider than it is."""
    assert len(marks) >= 10, f"{name}: {len(marks)} marks are no letter"
    rights, ups = ([mark[i] for mark in marks] for i in (0, 1))
    left, right, low, high = min(rights), max(rights), min(ups), max(ups)
    wide, tall = right - left, high - low
    assert tall > 0.9 * wide > 0.4 * tall, f"{name}: {wide:.0f} wide and {tall:.0f} tall is no letter L"
    foot = [r for r, u in marks if u < low + 0.3 * tall]
    stem = [r for r, u in marks if u > low + 0.4 * tall]
    assert len(stem) > 3, f"{name}: the L has no stem"
    assert max(stem) - min(stem) < 0.66 * wide + mark_mm, f"{name}: the L has no stem"
    assert max(foot) - min(foot) > 0.75 * wide - mark_mm, f"{name}: the L has no foot"
    assert max(foot) - max(stem) > 0.25 * wide, f"{name}: the L is mirrored"


if __name__ == "__main__":
    carve(*map(Path, sys.argv[1:4]))

# SPDX-License-Identifier: MIT
"""Reads the exports of a session map with programs that know nothing of Mesomap: Python's own modules, poppler, and
LinuxCNC's interpreter. A reader gives {order: point} with the place in mm, the depth in mm and the dose in mL, as far
as its format holds them.
"""
import base64
import csv
import json
import math
import re
import shutil
import struct
import subprocess
import zlib

PROBE_BEYOND_MM = 3  # of the G-code's probe, below the map's skin


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


def point(place=None, depth=None, ml=None):
    return {"place": place, "depth": depth, "ml": ml}


def of_map(file):
    return {p["order"]: point(p["position_mm"], p["depth_mm"], p["volume_ml"])
            for p in json.loads(file.read_text())["points"]}


def of_csv(file):
    return {int(r["order"]): point([float(r[a]) for a in ("x_mm", "y_mm", "z_mm")], float(r["depth_mm"]),
                                   float(r["volume_ml"])) for r in csv.DictReader(file.open(newline=""))}


def of_ply(file):
    head, _, body = file.read_text().partition("end_header\n")
    names = re.findall(r"^property \w+ (\w+)$", head, re.M)
    rows = [dict(zip(names, map(float, line.split()))) for line in body.splitlines()]
    return {int(r["order"]): point([r["x"], r["y"], r["z"]], r["depth_mm"], r["volume_ml"]) for r in rows}


def of_slicer(file):
    lists = json.loads(file.read_text())["markups"]
    assert all(one["coordinateSystem"] == "LPS" and one["coordinateUnits"] == "mm" for one in lists)
    return {int(p["label"]): point(p["position"], float(re.search(r"depth ([\d.]+) mm", p["description"])[1]),
                                   float(re.search(r"([\d.]+) mL", p["description"])[1]))
            for one in lists for p in one["controlPoints"]}


def of_ros(file):
    text = file.read_text()
    places = re.findall(r"position: \{x: (\S+), y: (\S+), z: (\S+)\}", text)
    depths, doses = ([float(w) for w in re.search(rf"^{name}: \[(.*)\]$", text, re.M)[1].split(", ")]
                     for name in ("depths_m", "volumes_ml"))
    return {i + 1: point([1000 * float(c) for c in place], 1000 * depths[i], doses[i])
            for i, place in enumerate(places)}


# GLB.


def gltf_in(file):
    """The JSON, and the bytes that it speaks of."""
    data = file.read_bytes()
    magic, version, length = struct.unpack_from("<4sII", data)
    assert (magic, version, length) == (b"glTF", 2, len(data))
    (size,) = struct.unpack_from("<I", data, 12)
    return json.loads(data[20:20 + size]), data[28 + size:]


def from_metres(gltf, place):
    """In mm, in the scan's axes: y up, but for a scan whose z is up, which the file says."""
    x, y, z = (1000 * c for c in place)
    return [x, -z, y] if gltf["asset"]["extras"]["y"] == "scan z / 1000" else [x, y, z]


def of_glb(file):
    gltf, _ = gltf_in(file)
    return {n["extras"]["order"]: point(from_metres(gltf, n["translation"]), n["extras"]["depth_mm"],
                                        n["extras"]["volume_ml"])
            for n in gltf["nodes"] if "order" in n.get("extras", {})}


def skin_in_glb(file):
    """Its triangles, as glTF has them: +x to the left of who faces +z."""
    gltf, data = gltf_in(file)

    def items(accessor, form):
        described = gltf["accessors"][accessor]
        start = gltf["bufferViews"][described["bufferView"]]["byteOffset"]
        size = struct.calcsize(form)
        return list(struct.iter_unpack(form, data[start:start + size * described["count"]]))

    (skin,) = (mesh for mesh in gltf["meshes"] if mesh["name"] == "Skin")
    found = []
    for part in skin["primitives"]:
        places = [[1000 * c for c in p] for p in items(part["attributes"]["POSITION"], "<3f")]
        corners = [i for (i,) in items(part["indices"], "<I")]
        found += [[places[c] for c in corners[i:i + 3]] for i in range(0, len(corners), 3)]
    return found


# The patient's page.


def plan_in(page):
    return json.loads(re.search(r'id="plan">(.*?)</script>', page.read_text(), re.S)[1])


def places_in(plan, packed):
    raw = base64.b64decode(packed)
    whole = struct.unpack(f"<{len(raw) // 2}H", raw)
    low, size = plan["mesh"]["low"], plan["mesh"]["size"]
    places = [low[i % 3] + w / 65535 * size for i, w in enumerate(whole)]
    return [places[i:i + 3] for i in range(0, len(places), 3)]


def of_patient(file):
    plan = plan_in(file)
    return {i + 1: point(place) for i, place in enumerate(places_in(plan, plan["points"]["positions"]))}


def skin_in_patient(file):
    plan = plan_in(file)
    places = places_in(plan, plan["mesh"]["positions"])
    raw = base64.b64decode(plan["mesh"]["triangles"])
    corners = struct.unpack(f"<{len(raw) // 2}H" if len(places) <= 65535 else f"<{len(raw) // 4}I", raw)
    return [[places[c] for c in corners[i:i + 3]] for i in range(0, len(corners), 3)]


def of_fhir(file):
    resources = [entry["resource"] for entry in json.loads(file.read_text())["entry"]]
    attached = next(r for r in resources if r["resourceType"] == "DocumentReference")["content"][0]["attachment"]
    found = {p["order"]: point(p["position_mm"], p["depth_mm"], p["volume_ml"])
             for p in json.loads(base64.b64decode(attached["data"]))["points"]}
    counts = [r["quantityQuantity"]["value"] for r in resources if r["resourceType"] == "ServiceRequest"]
    doses = [r["dosageInstruction"][0]["doseAndRate"][0]["doseQuantity"]["value"]
             for r in resources if r["resourceType"] == "MedicationRequest"]
    assert sum(counts) == len(found), "FHIR: the requests and the attached map differ"
    assert abs(sum(doses) - sum(p["ml"] for p in found.values())) < 1e-6, "FHIR: the doses and the map differ"
    return found


# G-code.


def of_gcode(file):
    """LinuxCNC's interpreter says what the machine would do, in absolute places: X Y Z A B C. The needle points along
    0 0 -1, turned by A about X and by B about Y. Without that interpreter there is nothing."""
    said = run("rs274", "-g", file)
    assert "PROGRAM_END" in said, said[-500:]
    found, order, ml_per_s = {}, None, None
    at, needle, end, touched, skin = None, None, None, None, None
    pumping = False
    for line in said.splitlines():
        match = re.match(r"\s*\d+ N\S+\s+(\w+)\((.*)\)$", line)
        if not match:
            continue
        what, words = match.groups()
        if comment := re.match(r'"point (\d+) id \d+ depth (\S+) inserted (\S+) volume (\S+)', words):
            order, (depth, inserted, ml) = int(comment[1]), [float(w) for w in comment.groups()[1:]]
            skin = end = None
        if what in ("STRAIGHT_TRAVERSE", "STRAIGHT_FEED", "STRAIGHT_PROBE"):
            *at, a, b, _ = (float(w) for w in words.split(", "))
            a, b = math.radians(a), math.radians(b)
            needle = [-math.cos(a) * math.sin(b), math.sin(a), -math.cos(a) * math.cos(b)]
        if what == "STRAIGHT_PROBE":
            skin = [p - PROBE_BEYOND_MM * n for p, n in zip(at, needle)]
        elif what == "STRAIGHT_FEED" and skin and not end:
            end = at
        elif what == "STRAIGHT_FEED" and end and order not in found:
            # Back where the probe touched: the interpreter lets it touch somewhere before its target.
            moved = [p - q for p, q in zip(end, at)]
            assert math.dist(moved, [inserted * n for n in needle]) < 1e-3, f"G-code: point {order} is skewed"
            assert pumped > 0, f"G-code: point {order} gets nothing"
            ml_per_s = ml_per_s or ml / pumped
            found[order] = point(skin, depth, ml_per_s * pumped)
        elif what in ("SET_AUX_OUTPUT_BIT", "CLEAR_AUX_OUTPUT_BIT"):
            pumping = what.startswith("SET")
        elif what == "DWELL" and pumping:
            assert end, f"G-code: point {order} gets its dose before the needle is in"
            pumped = float(words)
    return found


has_interpreter = shutil.which("rs274") is not None


# Paper.


def text_of(file):
    return run("pdftotext", "-layout", file, "-")


def of_chart(file):
    found = {}
    for part in text_of(file).split("Number, vertical depth, dose")[1:]:
        cells = re.findall(r"(?<![\d.])(\d+) +(\d+\.\d\d) +(\d+\.\d{3})(?!\d)", part.split("Checks")[0])
        for number, depth, ml in cells:
            assert int(number) not in found, f"chart: point {number} twice"
            found[int(number)] = point(None, float(depth), float(ml))
    return found


def of_card(file):
    """Each setting's needle length and dose belong to the points in its lists."""
    found = {}
    for line in text_of(file).splitlines():
        if match := re.match(r" *\d+ +(\d+\.\d\d) +(\d+\.\d{3}) +", line):
            ml = float(match[2])
        for first, last in re.findall(r"(?<![\d.])(\d+)(?:-(\d+))?(?=,|$)", line.split(": ", 1)[1]) \
                if re.match(r" {6,}[^:]+: \d", line) else []:
            for order in range(int(first), int(last or first) + 1):
                assert order not in found, f"card: point {order} twice"
                found[order] = point(None, None, ml)
    return found


def discs_of(svg):
    """The middles of a stencil's points in mm (to the right, up), in the order in which they are drawn."""
    text = svg.read_text()
    width, box = re.search(r'width="([\d.]+)pt".*?viewBox="0 0 ([\d.]+) ', text, re.S).groups()
    mm = 25.4 / 72 * float(width) / float(box)
    middles = []
    for path in re.findall(r'fill:rgb\(100%,100%,100%\)[^>]* d="(M [^"]* C [^"]*)"', text):
        ends = re.findall(r"(-?[\d.]+) (-?[\d.]+)(?= [CZ]|$)", path)
        xs, ys = ([float(end[i]) for end in ends] for i in (0, 1))
        middles.append((mm * (min(xs) + max(xs)) / 2, -mm * (min(ys) + max(ys)) / 2))
    return middles


def words_of(pdf, page=None):
    """(word, left, top, right, bottom) in points, y downward, by poppler."""
    pages = ("-f", page, "-l", page) if page else ()
    word = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>'
    return [(w[4], *(float(x) for x in w[:4])) for w in re.findall(word, run("pdftotext", "-bbox", *pages, pdf, "-"))]


# Pictures: (width, the grey of each pixel).


def page_of(pdf, page, stem, resolution=100):
    run("pdftoppm", "-gray", "-singlefile", "-r", resolution, "-f", page, "-l", page, pdf, stem)
    size, _, pixels = stem.with_suffix(".pgm").read_bytes().split(b"\n", 3)[1:]
    return int(size.split()[0]), pixels


def png_of(data):
    """Of 8 bits a channel, as browsers and f3d write them (PNG specification, section 9)."""
    width, _, bits, kind, _, _, interlaced = struct.unpack_from(">2I5B", data, 16)
    assert bits == 8 and kind in (2, 6) and not interlaced, "a PNG of another kind"
    packed, at = b"", 8
    while at < len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        packed += data[at + 8:at + 8 + size] if name == b"IDAT" else b""
        at += size + 12
    rows, depth = zlib.decompress(packed), 3 if kind == 2 else 4
    stride = width * depth
    above, grey = bytearray(stride), bytearray()
    for start in range(0, len(rows), stride + 1):
        how, row = rows[start], bytearray(rows[start + 1:start + 1 + stride])
        for i in range(stride) if how else ():
            left, corner = (row[i - depth], above[i - depth]) if i >= depth else (0, 0)
            if how == 4:
                near = [abs(above[i] - corner), abs(left - corner), abs(left + above[i] - 2 * corner)]
                guess = (left, above[i], corner)[near.index(min(near))]
            else:
                guess = (0, left, above[i], (left + above[i]) // 2)[how]
            row[i] = (row[i] + guess) & 255
        grey += bytes((r + g + b) // 3 for r, g, b in zip(row[::depth], row[1::depth], row[2::depth]))
        above = row
    return width, bytes(grey)


def largest_group(marks, reach):
    """Those marks that hang together over gaps of less than `reach` across and up."""
    left, largest = set(marks), []
    near = [(i, j) for i in range(-reach, reach + 1) for j in range(-reach, reach + 1)]
    while left:
        group = [left.pop()]
        for x, y in group:  # which grows
            for i, j in near:
                if (x + i, y + j) in left:
                    left.remove((x + i, y + j))
                    group.append((x + i, y + j))
        largest = max(largest, group, key=len)
    return largest


def changes(one, other, least=14):
    """Where two pictures of one size differ: (to the right, up) in pixels."""
    width, first = one
    assert other[0] == width and len(other[1]) == len(first), "two pictures of different sizes"
    return [(i % width, -(i // width)) for i, (a, b) in enumerate(zip(first, other[1])) if abs(a - b) >= least]

# SPDX-License-Identifier: MIT
"""Exports the maps of several people in every format, reads each back with programs that are not ours (Python's own
modules, poppler, and a small interpreter of G-code) and prints what differs from the session map.

read_back.py PROGRAM SOURCE_FOLDER WORK_FOLDER [SCANS_FOLDER]

Without scans it is one map of the reference face, which takes seconds; with a folder, the reference body and the heads
and the body that lie there come too. The first map is an L on the left cheek: in every format with places it must be on
the left and not mirrored.
"""
import base64
import csv
import json
import math
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

program, source, work = (Path(word).resolve() for word in sys.argv[1:4])
scans = Path(sys.argv[4]) if len(sys.argv) > 4 else None

# Down the cheek and then, at its foot, toward the ear: to the right for who looks at it.
LETTER = {"format": "mesomap.request", "version": 1, "seed": 7, "zones": [
    {"name": "L", "technique": "skin_booster", "pattern": "line", "spacing_mm": 3,
     "line_mm": [[50, -8, 74], [53, -38, 64], [58, -38, 46]],
     "strokes": [{"mode": "add", "radius_mm": 22, "path_mm": [[50, -24, 68]]}]}]}
PROBE_BEYOND_MM = 3  # of the G-code's probe, below the map's skin


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


def point(place=None, depth=None, ml=None):
    return {"place": place, "depth": depth, "ml": ml}


# Readers: from a file to {order: point}, with what the format holds.


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


def of_glb(file):
    data = file.read_bytes()
    magic, version, length = struct.unpack_from("<4sII", data)
    assert (magic, version, length) == (b"glTF", 2, len(data))
    gltf = json.loads(data[20:20 + struct.unpack_from("<I", data, 12)[0]])
    # Metres, y up: as the scan, but for one whose z is up, which the file says.
    turned = gltf["asset"]["extras"]["y"] == "scan z / 1000"
    back = (lambda x, y, z: [x, -z, y]) if turned else (lambda x, y, z: [x, y, z])
    return {n["extras"]["order"]: point(back(*(1000 * c for c in n["translation"])), n["extras"]["depth_mm"],
                                        n["extras"]["volume_ml"])
            for n in gltf["nodes"] if "order" in n.get("extras", {})}


def of_patient(file):
    plan = json.loads(re.search(r'id="plan">(.*?)</script>', file.read_text(), re.S)[1])
    raw = base64.b64decode(plan["points"]["positions"])
    whole = struct.unpack(f"<{len(raw) // 2}H", raw)
    low, size = plan["mesh"]["low"], plan["mesh"]["size"]
    places = [low[i % 3] + w / 65535 * size for i, w in enumerate(whole)]
    return {i // 3 + 1: point(places[i:i + 3]) for i in range(0, len(places), 3)}


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


def of_gcode(file):
    """Runs the program: the needle points along 0 0 -1, turned by A about X and by B about Y."""
    found, order, at, turn, target = {}, None, [0, 0, 0], {"A": 0, "B": 0}, None
    relative, pumping, ml_per_s = False, False, None
    for line in file.read_text().splitlines():
        if match := re.match(r"\(point (\d+) id \d+ depth (\S+) inserted (\S+) volume (\S+)", line):
            order, said = int(match[1]), [float(w) for w in match.groups()[1:]]
        if line.startswith("("):
            continue
        codes = re.findall(r"([A-Z])(-?[\d.]+)", line)
        words = {letter: float(value) for letter, value in codes if letter not in "GM"}
        modes = [letter + value for letter, value in codes if letter in "GM"]
        relative = "G91" in modes or (relative and "G90" not in modes)
        turn.update({axis: words[axis] for axis in "AB" if axis in words})
        if "X" in words:
            move = [words[axis] for axis in "XYZ"]
            if relative and pumping is False and order not in found and target:
                inserted = math.hypot(*move)
                a, b = (math.radians(turn[axis]) for axis in "AB")
                needle = [-math.cos(a) * math.sin(b), math.sin(a), -math.cos(a) * math.cos(b)]
                assert math.dist(move, [inserted * n for n in needle]) < 1e-3, f"G-code: point {order} is skewed"
                touched = [t - PROBE_BEYOND_MM * n for t, n in zip(target, needle)]
                assert abs(inserted - said[1]) < 1e-3
                found[order] = point(touched, said[0])
            at = [p + m for p, m in zip(at, move)] if relative else move
            target = at if "G38.2" in modes else None if not relative else target
        pumping = "M64" in modes or (pumping and "M65" not in modes)
        if "G4" in modes and pumping:
            ml_per_s = ml_per_s or said[2] / words["P"]
            found[order]["ml"] = words["P"] * ml_per_s
    return found


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


def check_chart_zones(file, session):
    """A row has spacing, depth, angle, dose a point, points, mL and cm2, to the decimals that are printed."""
    summary = text_of(file).split("Checks")[0]
    rows = re.findall(r" (\d+\.\d) +(\d+\.\d\d) +(\d+) +(\d+\.\d{3}) +(\d+) +(\d+\.\d\d) +(\d+\.\d)$", summary, re.M)
    assert len(rows) == len(session["zones"]), "chart: a row for each zone"
    names = ("spacing_mm", "depth_mm", "angle_deg", "volume_per_point_ml", "points", "volume_ml", "area_cm2")
    for row, zone in zip(rows, session["zones"]):
        for name, word in zip(names, row):
            half = 0.51 * 10.0 ** -len(word.partition(".")[2])
            assert abs(float(word) - zone[name]) <= half, f"chart: {zone['name']}: {name} is {word}"
    check_totals("chart", summary, r"(\d+) injections in", r", (\d+\.\d\d) mL", session)


def check_totals(name, text, count, volume, session):
    assert int(re.search(count, text)[1]) == session["totals"]["points"], f"{name}: the number of points"
    assert abs(float(re.search(volume, text)[1]) - session["totals"]["volume_ml"]) <= 0.0051, f"{name}: the volume"


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


def discs_of(file):
    """The middles of the points' discs in mm, in the order in which they are drawn; y downward."""
    svg = file.read_text()
    width, box = re.search(r'width="([\d.]+)pt".*?viewBox="0 0 ([\d.]+) ', svg, re.S).groups()
    mm, radius = 25.4 / 72 * float(width) / float(box), 0.9
    discs = re.findall(r'fill:rgb\(100%,100%,100%\)[^>]* d="M (-?[\d.]+) (-?[\d.]+) C ', svg)
    return [(float(x) * mm - radius, float(y) * mm) for x, y in discs]


def dots_of(pdf):
    """The middles of the numbered discs in the chart's view of the left: dark spots as large as a disc."""
    run("pdftoppm", "-r", 175, "-f", 2, "-l", 2, "-x", 100, "-y", 170, "-W", 1250, "-H", 850, pdf, work / "page")
    data = next(work.glob("page*.ppm")).read_bytes()
    size, _, pixels = data.split(b"\n", 3)[1:]
    width = int(size.split()[0])
    dark = {i // 3 for i in range(0, len(pixels) - 2, 3)
            if pixels[i] < 40 and pixels[i + 1] < 60 and pixels[i + 2] < 75}
    spots = []
    while dark:
        todo, spot = [dark.pop()], []
        while todo:
            here = todo.pop()
            spot.append(here)
            for near in (here - 1, here + 1, here - width, here + width):
                if near in dark:
                    dark.remove(near)
                    todo.append(near)
        xs, ys = [s % width for s in spot], [s // width for s in spot]
        wide, high = max(xs) - min(xs) + 1, max(ys) - min(ys) + 1
        if 5 <= wide <= 18 and 6 <= high <= 18 and len(spot) > 0.5 * wide * high:
            spots.append((sum(xs) / len(xs), sum(ys) / len(ys)))
    return spots


FORMATS = [  # format, ending, what reads it back, the reader, mm and mL that it may be off
    ("map", "json", "Python json", of_map, 0, 0),
    ("csv", "csv", "Python csv", of_csv, 1e-9, 1e-9),
    ("ply", "ply", "own PLY reader (Python)", of_ply, 1e-9, 1e-9),
    ("slicer", "mrk.json", "Python json", of_slicer, 1e-9, 1e-9),
    ("ros", "yaml", "Python re", of_ros, 1e-3, 1e-9),
    ("glb", "glb", "own glTF reader (Python)", of_glb, 1e-3, 1e-9),
    ("gcode", "ngc", "own interpreter (Python)", of_gcode, 1e-3, 1e-4),
    ("fhir", "json", "Python json, base64", of_fhir, 0, 0),
    ("patient", "html", "Python re, json", of_patient, 0.03, 0),
    ("chart", "pdf", "poppler pdftotext", of_chart, 0.0051, 0.00051),
    ("card", "pdf", "poppler pdftotext", of_card, 0, 0.00051),
    ("stencil", "svg", "own SVG reader (Python)", None, 0, 0),
]


def largest(pairs):
    return max(pairs, default=None)


def differences(found, truth):
    def pairs(key, apart):
        return largest(apart(p[key], truth[order][key]) for order, p in found.items() if p[key] is not None)

    return pairs("place", math.dist), pairs("depth", lambda a, b: abs(a - b)), pairs("ml", lambda a, b: abs(a - b))


def check_letter(name, corner, top, foot, normal):
    """An L on the left cheek, seen from outside: its foot goes to the right."""
    a, b = ([p - c for p, c in zip(end, corner)] for end in (top, foot))
    across = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
    assert corner[0] > 20, f"{name}: the L is not on the left"
    assert sum(x * n for x, n in zip(across, normal)) < 0, f"{name}: the L is mirrored"


def check_flat_letter(name, corner, top, foot, unit):
    assert top[1] < corner[1] - 15 * unit, f"{name}: the L does not stand upright"
    assert foot[0] > corner[0] + 8 * unit, f"{name}: the L is mirrored"


def check_drawn_letter(dots):
    """By the discs alone: a row at the foot, and a stem that stands on the row's left end."""
    bottom = max(y for _, y in dots)
    row, stem = [d for d in dots if d[1] > bottom - 8], [d for d in dots if d[1] <= bottom - 8]
    assert len(row) >= 4 and min(y for _, y in stem) < bottom - 60, "chart: the L does not stand upright"
    lowest, left, right = max(stem, key=lambda d: d[1])[0], min(row)[0], max(row)[0]
    assert abs(lowest - left) < abs(lowest - right), "chart: the L is mirrored"


def ends_of_letter(session):
    points = session["points"]
    return (max(points, key=lambda p: p["position_mm"][2] - p["position_mm"][1]),
            max(points, key=lambda p: p["position_mm"][1]), min(points, key=lambda p: p["position_mm"][2]))


def read_back(person, scan, folder):
    """Exports in each format, and prints a row for each."""
    session = json.loads((folder / "map.json").read_text())
    truth = of_map(folder / "map.json")
    ends = ends_of_letter(session)
    is_letter = person.endswith("L")
    for name, ending, reader, read, mm_off, ml_off in FORMATS:
        out = folder / f"{name}.{ending}"
        made = subprocess.run([program, "export", folder / "map.json", "--scan", scan, "--format", name, "--out", out],
                              capture_output=True, text=True)
        if "it was made without npm" in made.stderr:
            print(f"| {person} | {name} | this build has no viewer |")
            continue
        if name == "gcode" and not is_letter and "No point is left" in made.stderr:
            print(f"| {person} | gcode | refused: {made.stderr.strip()} |")
            continue
        assert made.returncode == 0, made.stderr
        if name == "stencil":
            flat = discs_of(out)
            order = {o: i for i, o in enumerate(sorted(truth))}
            print(f"| {person} | stencil | {reader} | {len(flat)} of {len(truth)} | on paper | - | - |")
            if is_letter:
                check_flat_letter(name, *(flat[order[p["order"]]] for p in ends), 1)
            continue
        found = read(out)
        assert found and set(found) <= set(truth), f"{name}: points that the map does not have"
        assert name == "gcode" or len(found) == len(truth), f"{name}: {len(found)} of {len(truth)} points"
        mm, depth, ml = differences(found, truth)
        cells = " | ".join("-" if d is None else f"{d:.6f}" for d in (mm, depth, ml))
        print(f"| {person} | {name} | {reader} | {len(found)} of {len(truth)} | {cells} |")
        assert (mm or 0) <= mm_off and (depth or 0) <= mm_off and (ml or 0) <= ml_off, f"{name} is off"
        if is_letter and mm is not None:
            check_letter(name, *(found[p["order"]]["place"] for p in ends), ends[0]["normal"])
    check_chart_zones(folder / "chart.pdf", session)
    check_totals("card", text_of(folder / "card.pdf"), r"(\d+) shots?", r", (\d+\.\d\d) mL", session)
    if is_letter:
        dots = dots_of(folder / "chart.pdf")
        assert len(dots) >= len(truth) - 2, f"chart: {len(dots)} discs of {len(truth)}"
        assert "Patient's left" in run("pdftotext", "-f", 2, "-l", 2, folder / "chart.pdf", "-"), "chart: no left view"
        check_drawn_letter(dots)
        print(f"| {person} | chart | poppler pdftoppm | {len(dots)} discs seen | upright, foot to the right | - | - |")


def vertices(scan):
    return [[float(w) for w in line.split()[1:4]] for line in scan.open() if line.startswith("v ")]


def front_at(scan, share_of_width, share_of_height):
    """The foremost vertex there, for scans whose y is up and that face along z."""
    places = vertices(scan)
    low, high = ([f(p[i] for p in places) for i in range(3)] for f in (min, max))
    size = [h - l for l, h in zip(low, high)]
    wish = [low[0] + share_of_width * size[0], low[1] + share_of_height * size[1]]
    near = [p for p in places if math.dist(p[:2], wish) < 0.04 * size[1]]
    return max(near, key=lambda p: p[2])


def request_at(*zones):
    return {"format": "mesomap.request", "version": 1, "unit": "mm", "seed": 7, "zones": [
        {"name": name, "technique": technique, "strokes": [{"mode": "add", "radius_mm": radius, "path_mm": [place]}]}
        for name, technique, place, radius in zones]}


def cheeks_of(truth_file):
    marks = json.loads(truth_file.read_text())["landmarks68"]
    return request_at(("left cheek", "skin_booster", marks[13], 18), ("right cheek", "skin_booster", marks[3], 18))


def people():
    models = source / "assets/models"
    yield "face, L", models / "face.ply", LETTER
    if not scans:
        return
    yield "body", models / "body.ply", json.loads((models / "body.request.json").read_text())
    for head in scans.glob("head-0?.*"):
        if head.suffix in (".obj", ".ply"):
            yield head.stem, head, cheeks_of(head.with_suffix(".truth.json"))
    for body in scans.glob("body-f.obj"):
        yield "body-f", body, request_at(("abdomen", "idp", front_at(body, 0.5, 0.6), 45))


shutil.rmtree(work, ignore_errors=True)
print("| map | format | read back by | points | largest mm, place | largest mm, depth | largest mL |")
for person, scan, request in people():
    folder = work / re.sub(r"\W+", "-", person)
    folder.mkdir(parents=True)
    (folder / "request.json").write_text(json.dumps(request))
    planned = subprocess.run([program, "plan", folder / "request.json", "--scan", scan, "--out", folder / "map.json"],
                             capture_output=True, text=True)
    assert (folder / "map.json").exists(), planned.stderr
    read_back(person, scan, folder)

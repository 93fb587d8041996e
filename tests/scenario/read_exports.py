# SPDX-License-Identifier: MIT
"""Reads the exports of a session map with Python's own modules, which know nothing of Mesomap.

read_exports.py MAP.json FOLDER: compares FOLDER/{points.csv,points.ply,points.mrk.json,poses.yaml,plan.glb,
patient.html,stencil.svg} with the map and prints the largest difference of each in mm and mL. Exits with 1 where one is
above what its format can hold.
"""
import base64
import csv
import json
import math
import re
import struct
import sys
from pathlib import Path

session = json.loads(Path(sys.argv[1]).read_text())
folder = Path(sys.argv[2])
points = sorted(session["points"], key=lambda p: p["order"])


def of_csv():
    rows = list(csv.DictReader((folder / "points.csv").open(newline="")))
    return [([float(r[a]) for a in ("x_mm", "y_mm", "z_mm")], float(r["volume_ml"])) for r in rows]


def of_ply():
    head, _, body = (folder / "points.ply").read_text().partition("end_header\n")
    names = re.findall(r"^property \w+ (\w+)$", head, re.M)
    rows = [dict(zip(names, map(float, line.split()))) for line in body.splitlines()]
    return [([r["x"], r["y"], r["z"]], r["volume_ml"]) for r in sorted(rows, key=lambda r: r["order"])]


def of_slicer():
    lists = json.loads((folder / "points.mrk.json").read_text())["markups"]
    assert all(one["coordinateSystem"] == "LPS" and one["coordinateUnits"] == "mm" for one in lists)
    found = [p for one in lists for p in one["controlPoints"]]
    found.sort(key=lambda p: int(p["label"]))
    return [(p["position"], float(re.search(r"([\d.]+) mL", p["description"])[1])) for p in found]


def of_ros():
    text = (folder / "poses.yaml").read_text()
    places = re.findall(r"position: \{x: (\S+), y: (\S+), z: (\S+)\}", text)
    doses = re.search(r"^volumes_ml: \[(.*)\]$", text, re.M)[1].split(", ")
    return [([1000 * float(c) for c in p], float(d)) for p, d in zip(places, doses)]


def of_glb():
    data = (folder / "plan.glb").read_bytes()
    magic, version, length = struct.unpack_from("<4sII", data)
    assert (magic, version, length) == (b"glTF", 2, len(data))
    gltf = json.loads(data[20 : 20 + struct.unpack_from("<I", data, 12)[0]])
    nodes = [n for n in gltf["nodes"] if "order" in n.get("extras", {})]
    nodes.sort(key=lambda n: n["extras"]["order"])
    # Metres, y up: as the scan, but for one whose z is up, which the file says.
    turned = gltf["asset"]["extras"]["y"] == "scan z / 1000"
    back = (lambda x, y, z: [x, -z, y]) if turned else (lambda x, y, z: [x, y, z])
    return [(back(*(1000 * c for c in n["translation"])), n["extras"]["volume_ml"]) for n in nodes]


def of_patient():
    html = (folder / "patient.html").read_text()
    plan = json.loads(re.search(r'id="plan">(.*?)</script>', html, re.S)[1])
    raw = base64.b64decode(plan["points"]["positions"])
    whole = struct.unpack(f"<{len(raw) // 2}H", raw)
    low, size = plan["mesh"]["low"], plan["mesh"]["size"]
    places = [low[i % 3] + w / 65535 * size for i, w in enumerate(whole)]
    return [(places[i : i + 3], None) for i in range(0, len(places), 3)]


def difference(found, tolerance_mm):
    assert len(found) == len(points), f"{len(found)} points, not {len(points)}"
    mm = max(math.dist(place, p["position_mm"]) for (place, _), p in zip(found, points))
    doses = [abs(dose - p["volume_ml"]) for (_, dose), p in zip(found, points) if dose is not None]
    return mm, max(doses, default=0), mm <= tolerance_mm and max(doses, default=0) <= 1e-9


def rings_of_stencil():
    """The middles of the points' discs in mm, in the order in which they are drawn; y downward."""
    svg = (folder / "stencil.svg").read_text()
    width, box = re.search(r'width="([\d.]+)pt".*?viewBox="0 0 ([\d.]+) ', svg, re.S).groups()
    mm = 25.4 / 72 * float(width) / float(box)
    number = r"(-?[\d.]+)"
    discs = re.findall(rf'fill:rgb\(100%,100%,100%\)[^>]* d="M {number} {number} C ', svg)
    radius = 0.9
    return [(float(x) * mm - radius, float(y) * mm) for x, y in discs]


def stencil():
    found = rings_of_stencil()
    assert len(found) == len(points), f"{len(found)} rings, not {len(points)}"
    return found


def check_letter(name, corner, top, foot, normal):
    """An L on the left cheek, seen from outside: its foot goes to the right."""
    a = [t - c for t, c in zip(top, corner)]
    b = [f - c for f, c in zip(foot, corner)]
    across = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
    assert corner[0] > 20, f"{name}: the L is not on the left"
    assert sum(x * n for x, n in zip(across, normal)) < 0, f"{name}: the L is mirrored"


readers = {
    "csv": (of_csv, 1e-9),
    "ply": (of_ply, 1e-9),
    "slicer": (of_slicer, 1e-9),
    "ros": (of_ros, 1e-3),
    "glb": (of_glb, 1e-3),
    "patient": (of_patient, 0.02),
}
ok = True
corner = max(points, key=lambda p: p["position_mm"][2] - p["position_mm"][1])
top = max(points, key=lambda p: p["position_mm"][1])
foot = min(points, key=lambda p: p["position_mm"][2])
is_letter = session["zones"][0]["name"] == "L"
for name, (read, tolerance_mm) in readers.items():
    if name == "patient" and not (folder / "patient.html").exists():
        print("patient: this build has no viewer")
        continue
    found = read()
    mm, ml, good = difference(found, tolerance_mm)
    print(f"{name}: {mm:.6f} mm, {ml:.6f} mL")
    ok = ok and good
    if is_letter:
        places = [found[p["order"] - 1][0] for p in (corner, top, foot)]
        check_letter(name, *places, corner["normal"])
flat = stencil()
if is_letter:
    at = [flat[p["order"] - 1] for p in (corner, top, foot)]
    assert at[1][1] < at[0][1] - 15, "stencil: the L does not stand upright"
    assert at[2][0] > at[0][0] + 8, "stencil: the L is mirrored"
    for one, other in ((corner, top), (corner, foot)):
        straight = math.dist(one["position_mm"], other["position_mm"])
        paper = math.dist(flat[one["order"] - 1], flat[other["order"] - 1])
        print(f"stencil: {paper:.2f} mm on paper, {straight:.2f} mm straight")
        assert straight - 0.2 < paper < 1.15 * straight, "stencil: it is not 1:1"
else:
    print(f"stencil: {len(flat)} points")
sys.exit(0 if ok else 1)

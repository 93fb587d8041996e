# SPDX-License-Identifier: MIT
"""Exports the maps of several people in every format, reads each back with programs that are not ours (Python's own
modules, poppler, LinuxCNC's interpreter, the Khronos validator, DCMTK, Orthanc) and prints what differs from the session
map. What is not installed is named and left out.

read_back.py PROGRAM SOURCE_FOLDER WORK_FOLDER [SCANS_FOLDER]

Without scans it is one map of the reference face, which takes seconds; with a folder, the reference body and the heads
and the body that lie there come too. Then a head with an L carved on its left cheek goes through every format
(read_letter.py).
"""
import json
import math
import re
import shutil
import subprocess
import sys
from pathlib import Path

import read_dicom
import read_letter
import readers
from readers import run, text_of

program, source, work = (Path(word).resolve() for word in sys.argv[1:4])
scans = Path(sys.argv[4]) if len(sys.argv) > 4 else None
validator = program.parent.parent / "engine/exporters/patient/node_modules/gltf-validator"
VALIDATE = """const fs = require('fs'), v = require(process.argv[1]);
v.validateBytes(new Uint8Array(fs.readFileSync(process.argv[2]))).then(r => console.log(JSON.stringify(r.issues)));"""


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


FORMATS = [  # format, ending, what reads it back, the reader, mm and mL that it may be off
    ("map", "json", "Python json", readers.of_map, 0, 0),
    ("csv", "csv", "Python csv", readers.of_csv, 1e-9, 1e-9),
    ("ply", "ply", "own PLY reader (Python)", readers.of_ply, 1e-9, 1e-9),
    ("slicer", "mrk.json", "Python json", readers.of_slicer, 1e-9, 1e-9),
    ("ros", "yaml", "Python re", readers.of_ros, 1e-3, 1e-9),
    ("glb", "glb", "own glTF reader (Python)", readers.of_glb, 1e-3, 1e-9),
    ("gcode", "ngc", "LinuxCNC rs274", readers.of_gcode, 1e-2, 1e-4),
    ("fhir", "json", "Python json, base64", readers.of_fhir, 0, 0),
    ("patient", "html", "Python re, json", readers.of_patient, 0.03, 0),
    ("chart", "pdf", "poppler pdftotext", readers.of_chart, 0.0051, 0.00051),
    ("card", "pdf", "poppler pdftotext", readers.of_card, 0, 0.00051),
]


def largest(pairs):
    return max(pairs, default=None)


def differences(found, truth):
    def pairs(key, apart):
        return largest(apart(p[key], truth[order][key]) for order, p in found.items() if p[key] is not None)

    return pairs("place", math.dist), pairs("depth", lambda a, b: abs(a - b)), pairs("ml", lambda a, b: abs(a - b))


def export(scan, folder, name, ending):
    out = folder / f"{name}.{ending}"
    made = subprocess.run([program, "export", folder / "map.json", "--scan", scan, "--format", name, "--out", out],
                          capture_output=True, text=True)
    return made, out


def read_back(person, scan, folder):
    """Exports in each format, and prints a row for each."""
    def row(name, reader, count, *differences):
        cells = " | ".join("-" if d is None else d if isinstance(d, str) else f"{d:.6f}" for d in differences)
        print(f"| {person} | {name} | {reader} | {count} of {len(truth)} | {cells} |", flush=True)

    session = json.loads((folder / "map.json").read_text())
    truth = readers.of_map(folder / "map.json")
    for name, ending, reader, read, mm_off, ml_off in FORMATS:
        made, out = export(scan, folder, name, ending)
        if "it was made without npm" in made.stderr:
            print(f"| {person} | {name} | this build has no viewer |")
            continue
        if name == "gcode" and "for the gantry" in made.stderr:
            print(f"| {person} | gcode | refused: {made.stderr.strip()} |")
            continue
        assert made.returncode == 0, made.stderr
        if name == "gcode" and not readers.has_interpreter:
            print(f"| {person} | gcode | no LinuxCNC here |")
            continue
        found = read(out)
        assert found and set(found) <= set(truth), f"{name}: points that the map does not have"
        assert name == "gcode" or len(found) == len(truth), f"{name}: {len(found)} of {len(truth)} points"
        mm, depth, ml = differences(found, truth)
        row(name, reader, len(found), mm, depth, ml)
        assert (mm or 0) <= mm_off and (depth or 0) <= mm_off and (ml or 0) <= ml_off, f"{name} is off"
    check_chart_zones(folder / "chart.pdf", session)
    check_totals("card", text_of(folder / "card.pdf"), r"(\d+) shots?", r", (\d+\.\d\d) mL", session)
    validate(person, folder / "glb.glb")
    read_stencils(row, scan, folder, truth)
    if read_dicom.has_readers:
        read_dicoms(row, scan, folder, session)


def validate(person, glb):
    if not (validator.exists() and shutil.which("node")):
        print(f"| {person} | glb | no Khronos validator here |")
        return
    said = json.loads(run("node", "-e", VALIDATE, validator, glb))
    assert said["numErrors"] == said["numWarnings"] == 0, f"glb: {said}"
    print(f"| {person} | glb | Khronos glTF-Validator | 0 errors, 0 warnings |", flush=True)


def read_stencils(row, scan, folder, truth):
    """On paper a place differs from the skin's by what the sheet itself states: here only points are counted."""
    made, pdf = export(scan, folder, "stencil", "pdf")
    if made.returncode != 0 and "flat" in made.stderr:
        return row("stencil", "-", 0, "refused", made.stderr.strip(), None)
    assert made.returncode == 0, made.stderr
    run(program, "export", folder / "map.json", "--scan", scan, "--format", "stencil", "--out", folder / "stencil.svg")
    row("stencil", "own SVG reader (Python)", len(readers.discs_of(folder / "stencil.svg")), "on paper", None, None)
    numbers = check_numbers(pdf, truth)
    row("stencil", "poppler pdftotext -bbox", numbers, "none over another", None, None)


def check_numbers(pdf, truth):
    """No number lies on another, and all are there but those that the sheet says it left out. Gives how many."""
    found = set()
    pages = int(re.search(r"Pages: +(\d+)", run("pdfinfo", pdf))[1])
    for page in range(1, pages + 1):
        boxes = []
        for word, left, top, right, bottom in readers.words_of(pdf, page):
            air = 0.19 * (bottom - top)  # above and below the digits, in a line of type
            if word.isdigit() and bottom - top < 11:
                boxes.append((int(word), left, top + air, right, bottom - air))
        for i, (a, left, top, right, bottom) in enumerate(boxes):
            for b, x, y, to_x, to_y in boxes[:i]:
                is_over = left < to_x and x < right and top < to_y and y < bottom
                assert not is_over, f"stencil: {a} lies on {b} on page {page}"
        found |= {box[0] for box in boxes} & set(truth)
    left_out = sum(int(n) for n in re.findall(r"(\d+) of \d+ points without a number", text_of(pdf)))
    assert len(found) >= len(truth) - left_out, f"stencil: {len(found)} numbers of {len(truth)}, {left_out} left out"
    return len(found)


def read_dicoms(row, scan, folder, session):
    chart, skin = (export(scan, folder, name, "dcm")[1] for name in ("dicom-pdf", "dicom-stl"))
    assert read_dicom.check_chart(chart, folder) == (folder / "chart.pdf").read_bytes(), "dicom-pdf: not the chart"
    row("dicom-pdf", "DCMTK dcm2pdf", len(session["points"]), "the chart, byte for byte", None, None)
    off = read_dicom.check_pins(session, read_dicom.facets_of(skin))
    archive = read_dicom.check_archive([chart, skin], folder)
    row("dicom-stl", f"DCMTK dcm2xml; {archive}", len(session["points"]), off, None, None)


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


def left_side_of(truth_file):
    marks = json.loads(truth_file.read_text())["landmarks68"]
    return request_at(("left cheek", "skin_booster", marks[13], 18), ("left jaw", "skin_booster", marks[10], 12))


def people():
    models = source / "assets/models"
    yield "face", models / "face.ply", json.loads((models / "face.request.json").read_text())
    if not scans:
        return
    yield "body", models / "body.ply", json.loads((models / "body.request.json").read_text())
    for head in sorted(scans.glob("head-0?.*")):
        if head.suffix in (".obj", ".ply"):
            yield head.stem, head, left_side_of(head.with_suffix(".truth.json"))
    for body in scans.glob("body-f.obj"):
        yield "body-f", body, request_at(("abdomen", "idp", front_at(body, 0.5, 0.6), 45))


def planned(scan, request, folder):
    folder.mkdir(parents=True)
    (folder / "request.json").write_text(json.dumps(request))
    made = subprocess.run([program, "plan", folder / "request.json", "--scan", scan, "--out", folder / "map.json"],
                          capture_output=True, text=True)
    assert (folder / "map.json").exists(), made.stderr
    return readers.of_map(folder / "map.json")


def crowd():
    """Points 3 mm apart, up to a border: more than there is room for numbers."""
    scan, folder = source / "assets/models/face.ply", work / "crowd"
    truth = planned(scan, request_at(("left cheek", "nappage_epidermal", [49, -24, 62], 16)), folder)
    made, pdf = export(scan, folder, "stencil", "pdf")
    assert made.returncode == 0, made.stderr
    print(f"\nStencil of {len(truth)} points 3 mm apart: {check_numbers(pdf, truth)} numbers, none over another.")


shutil.rmtree(work, ignore_errors=True)
print("| map | format | read back by | points | largest mm, place | largest mm, depth | largest mL |")
for person, scan, request in people():
    folder = work / person
    planned(scan, request, folder)
    read_back(person, scan, folder)
crowd()
read_letter.check(program, source, work / "letter")

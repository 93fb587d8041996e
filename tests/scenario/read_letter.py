# SPDX-License-Identifier: MIT
"""A head with an L carved on its left cheek, and points in it, goes through every format. Each is read by programs that
are not ours and must have the L on the left and not mirrored: formats with the skin in them by the carving, the others
by the points, and those without places by what they say.
"""
import json
import math
import re
import shutil
import subprocess

import letter
import read_dicom
import readers
from browser import Browser, chromium
from readers import run

# Points beside the letter: with them alone pictures show the carving and nothing that lies in it.
BESIDE = {"format": "mesomap.request", "version": 1, "seed": 7, "zones": [
    {"name": name, "technique": "skin_booster", "pattern": "line", "spacing_mm": 6, "line_mm": line,
     "strokes": [{"mode": "add", "radius_mm": 12, "path_mm": [line[0]]}]}
    for name, line in (("left temple", [[61, 40, 54], [63, 32, 50]]), ("left jaw", [[48, -70, 42], [50, -72, 34]]))]}


class Letter:
    """The exports of one person: the head with the letter, or that without."""

    def __init__(self, program, scan, folder):
        self.program, self.scan, self.folder = program, scan, folder
        self.map = folder / "map.json"

    def plan(self, request):
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "request.json").write_text(json.dumps(request))
        run(self.program, "plan", self.folder / "request.json", "--scan", self.scan, "--out", self.map)
        return self

    def export(self, name, ending):
        """The file, or None where this build cannot make it."""
        out = self.folder / f"{name}.{ending}"
        made = subprocess.run([self.program, "export", self.map, "--scan", self.scan, "--format", name, "--out", out],
                              capture_output=True, text=True)
        if "it was made without npm" in made.stderr:
            return None
        assert made.returncode == 0, made.stderr
        return out


def row(name, reader, what):
    print(f"| {name} | {reader} | {what} |", flush=True)


def check_places(name, reader, places):
    """Places in the patient's axes: to the left, up, to the front. Right in the picture is toward the back."""
    assert min(left for left, _, _ in places) > 20, f"{name}: the L is not on the left"
    letter.check(name, [(-front, up) for _, up, front in places], 3)
    row(name, reader, f"{len(places)} points on the left, the foot toward the ear")


def check_carving(name, reader, triangles):
    carving = letter.carving_in(triangles)
    letter.check(name, carving)
    row(name, reader, f"carved into the left cheek, {len(carving)} mm² deeper than the right one, the foot toward the ear")


def check_picture(name, reader, carved, plain, mark_px):
    marks = readers.largest_group(readers.changes(carved, plain), mark_px)
    letter.check(name, marks, mark_px)
    row(name, reader, f"the carving, by {len(marks)} pixels that the head without it has otherwise: upright, foot to the right")


def check_drawn(name, reader, middles, count, mark):
    assert len(middles) >= count - 2, f"{name}: {len(middles)} of {count} points"
    letter.check(name, middles, mark)
    row(name, reader, f"{len(middles)} points drawn, upright, foot to the right")


# Formats.


def points(one, truth):
    for name, ending, reader, read in (("csv", "csv", "Python csv", readers.of_csv),
                                       ("ply", "ply", "Python", readers.of_ply),
                                       ("slicer", "mrk.json", "Python json", readers.of_slicer),
                                       ("ros", "yaml", "Python re", readers.of_ros),
                                       ("glb", "glb", "Python struct, json", readers.of_glb),
                                       ("fhir", "json", "Python json, base64", readers.of_fhir),
                                       ("patient", "html", "Python re, json", readers.of_patient),
                                       ("gcode", "ngc", "LinuxCNC rs274", readers.of_gcode)):
        if name == "gcode" and not readers.has_interpreter:
            row(name, reader, "not installed")
        elif file := one.export(name, ending):
            found = read(file)
            assert len(found) == len(truth), f"{name}: {len(found)} of {len(truth)} points"
            check_places(name, reader, [p["place"] for p in found.values()])
    template = json.loads(one.export("template", "json").read_text())
    letter.check("template", [(-p["position_mm"][2], p["position_mm"][1]) for p in template["points"]], 3)
    row("template", "Python json", "not mirrored; by design it tells no place on a body, so no side")


def carvings(one):
    check_carving("glb", "Python struct, json", readers.skin_in_glb(one.folder / "glb.glb"))
    if page := one.export("patient", "html"):
        check_carving("patient", "Python base64", readers.skin_in_patient(page))
    if not read_dicom.has_readers:
        return row("dicom-stl", "DCMTK", "not installed")
    session = json.loads(one.map.read_text())
    facets = read_dicom.facets_of(one.export("dicom-stl", "dcm"))
    # DICOM's axes go to the patient's left, back and up.
    check_places("dicom-stl", "DCMTK dcm2xml", [(x, z, -y) for x, y, z in read_dicom.tips_of(session, facets).values()])
    check_carving("dicom-stl", "DCMTK dcm2xml", [[(x, z, -y) for x, y, z in corners]
                                                for corners in read_dicom.skin_of(session, facets)])


def pictures(carved, plain):
    """Charts, the page in a browser, and the GLB in f3d, each of both heads."""
    pages = [readers.page_of(one.export("chart", "pdf"), 2, one.folder / "page") for one in (carved, plain)]
    upper = [(width, pixels[:len(pixels) // 2]) for width, pixels in pages]  # the patient's left; close-ups below
    assert "Patient's left" in run("pdftotext", "-f", 2, "-l", 2, carved.folder / "chart.pdf", "-")
    check_picture("chart", "poppler pdftoppm", *upper, 6)
    if read_dicom.has_readers:
        inside = read_dicom.check_chart(carved.export("dicom-pdf", "dcm"), carved.folder)
        assert inside == (carved.folder / "chart.pdf").read_bytes(), "dicom-pdf: not the chart"
        row("dicom-pdf", "DCMTK dcm2pdf", "the chart above, byte for byte")
    for name, tool in (("patient", chromium()), ("glb", shutil.which("f3d") and shutil.which("xvfb-run"))):
        if not tool:
            row(name, "Chromium" if name == "patient" else "f3d", "not installed")
    if chromium() and carved.export("patient", "html"):
        check_picture("patient", "Chromium", *map(seen_in_browser, (carved, plain)), 6)
    if shutil.which("f3d") and shutil.which("xvfb-run"):
        check_picture("glb", "f3d", *map(seen_in_f3d, (carved, plain)), 6)


def seen_in_browser(one):
    page = one.export("patient", "html")
    with Browser(one.folder) as browser:
        browser.open(page, 1000, 800, False)
        before = browser.view()
        browser.press('[data-look="[1,0.1,0]"]', False)
        assert browser.changes(before), "the patient's page does not turn to the left side"
        stable = browser.view()
        while (now := browser.view()) != stable:
            stable = now
        (one.folder / "browser.png").write_bytes(stable)
        return readers.png_of(stable)


def seen_in_f3d(one):
    """From the patient's left: glTF's +x, in metres."""
    out = one.folder / "f3d.png"
    run("xvfb-run", "-a", "f3d", one.export("glb", "glb"), "--output", out, "--resolution", "600,600",
        "--camera-position=0.6,-0.01,0.04", "--camera-focal-point=0,-0.01,0.04", "--camera-view-up=0,1,0",
        "--camera-view-angle=20")
    return readers.png_of(out.read_bytes())


def papers(one, truth):
    count = len(truth)
    svg, pdf = one.export("stencil", "svg"), one.folder / "stencil.pdf"
    run(one.program, "export", one.map, "--scan", one.scan, "--format", "stencil", "--out", pdf)
    discs = readers.discs_of(svg)
    check_drawn("stencil, SVG", "Python re", discs, count, 3)
    places = [truth[order]["place"] for order in sorted(truth)]
    for i, j in ((0, count - 1), (0, count // 2)):
        straight, paper = math.dist(places[i], places[j]), math.dist(discs[i], discs[j])
        assert straight - 0.2 < paper < 1.2 * straight, f"stencil: {paper} mm on paper, {straight} mm straight"
    words = readers.words_of(pdf)
    numbers = [w for w in words if w[0].isdigit() and w[2] > 37 * 72 / 25.4 and 1 <= int(w[0]) <= count]
    # A number stands up to a few mm beside its point.
    check_drawn("stencil, PDF", "poppler pdftotext -bbox", [(w[1], -w[2]) for w in numbers], count, 25)
    front, back, up, down = (next(w for w in words if w[0] == name) for name in ("front", "back", "up", "down"))
    assert front[1] < back[1] and up[2] < down[2], "stencil: the sides are wrong"
    chart = one.export("chart", "pdf")
    check_drawn("chart", "poppler pdftoppm", dots_of(chart, one.folder), count, 12)
    assert len(readers.of_chart(chart)) == count
    for name, file in (("chart", chart), ("card", one.export("card", "pdf"))):
        assert "left cheek, L" in readers.text_of(file), f"{name}: no side"
        row(name, "poppler pdftotext", f'says "left cheek, L" of its points')


def dots_of(pdf, folder):
    """The middles of the numbered discs in the chart's view of the left: dark spots as large as a disc."""
    width, pixels = readers.page_of(pdf, 2, folder / "page", 175)
    dark = {i for i in range(len(pixels) // 2) if pixels[i] < 60}
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
            spots.append((sum(xs) / len(xs), -sum(ys) / len(ys)))
    return spots


def words(one):
    resources = [entry["resource"] for entry in json.loads((one.folder / "fhir.json").read_text())["entry"]]
    (body,) = (r for r in resources if r["resourceType"] == "BodyStructure")
    (dose,) = (r for r in resources if r["resourceType"] == "MedicationRequest")
    said = body["includedStructure"][0]["structure"]["text"], dose["dosageInstruction"][0]["site"]["text"]
    assert all("left cheek" in words for words in said), f"fhir: {said}"
    row("fhir", "Python json", f'says "{said[0]}" of the body\'s structure and of the dose\'s site')


def check(program, source, folder):
    scan, plain = folder / "carved.ply", folder / "plain.ply"
    folder.mkdir(parents=True)
    letter.carve(source / "assets/models/face.ply", scan, plain)
    one = Letter(program, scan, folder / "letter").plan(letter.REQUEST)
    truth = readers.of_map(one.map)
    print("\n| format | read by | the L on the left cheek |")
    check_places("map", "Python json", [p["place"] for p in truth.values()])
    points(one, truth)
    carvings(one)
    papers(one, truth)
    words(one)
    pictures(Letter(program, scan, folder / "carved").plan(BESIDE), Letter(program, plain, folder / "plain").plan(BESIDE))
    return one

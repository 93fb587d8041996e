# SPDX-License-Identifier: MIT
"""Plants a name wherever a person can type one, exports the map in every format at each level, and looks for the name,
dates, batches and hashes in every byte that left: packed streams are unpacked first (qpdf, base64, zlib).

levels.py PROGRAM SOURCE_FOLDER WORK_FOLDER
"""
import base64
import json
import os
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

program, source, folder = (Path(word) for word in sys.argv[1:4])
NAME = "Annroe"
DAYS = ("2026-11-22", "20261122", "2026-11-15", "20261115", "2026-12-31", "20261231", "2027-03-01")
FORMATS = {
    "csv": "csv", "ply": "ply", "slicer": "mrk.json", "ros": "yaml", "chart": "pdf", "glb": "glb", "stencil": "pdf",
    "template": "json", "gcode": "ngc", "card": "pdf", "patient": "html", "fhir": "json", "map": "json",
    "dicom-pdf": "dcm", "dicom-stl": "dcm",
}
# What the clinical one tells of what was typed: proof that the search finds it.
TELL_THE_ZONE = {"csv", "ply", "slicer", "ros", "chart", "glb", "stencil", "gcode", "card", "fhir", "map", "patient",
                 "dicom-pdf"}


def run(*words, fails=False):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True,
                          env={**os.environ, "XDG_DATA_HOME": str(folder / "data")})
    assert (done.returncode != 0) == fails, f"{words}: {done.stdout}{done.stderr}"
    return done.stderr if fails else done.stdout


def plan():
    """An approved map of a coloured face whose file, zone, mixture, product, device and practitioner bear the name."""
    plain = (source / "assets/models/face.ply").read_bytes()
    scan = folder / f"{NAME} scan.ply"
    scan.write_bytes(plain.replace(b"end_header", b"comment of " + NAME.encode() + b"\nend_header", 1))
    request = json.loads((source / "assets/models/face.request.json").read_text())
    request["zones"] = request["zones"][:2]
    request["zones"][1]["name"] = f"{NAME} right cheek"
    request["zones"][0]["mixture"] = f"{NAME} mix"
    request["clinic"] = {
        "patient": {"age_years": 47, "sex": "female", "consent_on": "2026-11-15", "aspirin_checked_on": "2026-11-22"},
        "visit": 1, "on": "2026-11-22", "device": {"name": f"{NAME} gun"},
        "mixtures": [{"name": f"{NAME} mix", "ingredients": [
            {"substance": "ha_skin_booster", "volume_ml": 3, "product": f"{NAME} brand",
             "batch": f"{NAME}B7", "expires": "2027-03-01"}]}]}
    (folder / "request.json").write_text(json.dumps(request))
    run(program, "plan", folder / "request.json", "--scan", scan, "--out", folder / "draft.json")
    key = folder / "practice.key"
    run(program, "key", "new", "--out", key)
    run(program, "approve", folder / "draft.json", "--key", key, "--by", f"Dr. {NAME}", "--on", "2026-11-22",
        "--expires", "2026-12-31", "--out", folder / "map.json")
    return scan


def unpacked(data):
    """The bytes, and those of what is packed in them, in small letters."""
    found = [data]
    for start in [match.start() for match in re.finditer(rb"%PDF-", data)]:
        pdf = folder / "inner.pdf"
        pdf.write_bytes(data[start:])
        plain = subprocess.run(["qpdf", "--qdf", pdf, "-"], capture_output=True).stdout
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True).stdout
        assert plain and text, "qpdf and pdftotext read it"
        found += [plain, text]
    for packed in re.findall(rb"[A-Za-z0-9+/]{400,}={0,2}", data):
        found.append(base64.b64decode(packed + b"=" * (-len(packed) % 4)))
    for start in [match.start() for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data)]:
        try:
            found.append(zlib.decompressobj().decompress(data[start:]))
        except zlib.error:
            pass  # not a stream
    return b"\n".join(found).lower()


def holds(data, word):
    word = str(word).lower()
    return any(word.encode(code) in data for code in ("utf-8", "utf-16-be"))


def check_metadata(format_name, data, level):
    """At any level: no date of making, no producer, no path, no file's name."""
    for word in ("/CreationDate", "/ModDate", "/Producer", "cairo 1", "/home/", "/root/", str(folder), f"{NAME} scan"):
        assert not holds(data, word), f"{format_name} at level {level} tells \"{word}\""


def forbidden(session):
    yield NAME
    yield from DAYS
    yield session["checksum"][:12]
    yield session["scan"]["sha256"][:12]
    yield session["status"]["use_id"]
    yield session["signature"]["public_key"]


def export(format_name, level, scan, *more):
    out = folder / f"{level}-{format_name}.{FORMATS[format_name]}"
    said = run(program, "export", folder / "map.json", "--scan", scan, "--format", format_name, "--level", level,
               "--out", out, *more)
    return said, out.read_bytes()


def check_clinical(format_name, said, data):
    assert said == "", said
    plain = unpacked(data)
    check_metadata(format_name, plain, "clinical")
    assert holds(plain, f"{NAME} right cheek") == (format_name in TELL_THE_ZONE), f"{format_name} and the zone's name"
    print(f"{format_name}: {len(data)} bytes without a date, a producer or a file's name")


def check_pseudonymous(format_name, said, data):
    aliases.add(said)
    plain = unpacked(data)
    check_metadata(format_name, plain, "pseudonymous")
    for word in forbidden(session):
        assert not holds(plain, word), f"{format_name} tells \"{word}\""
    if format_name in ("fhir", "patient", "dicom-pdf", "dicom-stl"):
        assert holds(plain, said.split()[1]), f"{format_name} lacks the alias"
    if format_name in ("csv", "fhir", "map", "card"):
        assert export(format_name, "pseudonymous", scan)[1] == data, f"{format_name}: twice, two files"
    print(f"{format_name}: {len(data)} bytes under the alias tell nobody's name")


shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
scan = plan()
session = json.loads((folder / "map.json").read_text())
aliases = set()
for format_name in FORMATS:
    if format_name == "patient":
        words = ("export", folder / "map.json", "--scan", scan, "--format", "patient", "--out", folder / "p.html")
        probe = subprocess.run([program, *words], capture_output=True, text=True)
        if "it was made without npm" in probe.stderr:
            print("patient: this build has no viewer")
            continue
    check_clinical(format_name, *export(format_name, "clinical", scan))
    check_pseudonymous(format_name, *export(format_name, "pseudonymous", scan))

assert len(aliases) == 1 and re.fullmatch(r"alias P-[0-9a-f]{10}\n", aliases.copy().pop()), aliases
alias = aliases.pop().split()[1]
glb = (folder / "pseudonymous-glb.glb").read_bytes()
assert b"COLOR_0" not in glb and b"image/png" not in glb, "a GLB under an alias has the skin's colours"

# A second scan of the same person keeps the alias if it is told, and no other may take its place.
other = source / "assets/models/scalp.ply"
run(program, "plan", source / "assets/models/scalp.request.json", "--scan", other, "--out", folder / "second.json")
second = ("export", folder / "second.json", "--format", "csv", "--out", folder / "second.csv")
assert run(program, *second, "--level", "pseudonymous", "--alias", alias) == f"alias {alias}\n"
assert "has the alias" in run(program, *second, "--level", "pseudonymous", "--alias", "P-0123456789", fails=True)
assert "looks like" in run(program, *second, "--level", "pseudonymous", "--alias", "Ann", fails=True)
assert "say --level" in run(program, *second, "--alias", alias, fails=True)
assert "no name" in run(program, *second, "--level", "pseudonymous", "--with-name", "Ann", fails=True)

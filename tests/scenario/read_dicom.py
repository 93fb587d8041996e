# SPDX-License-Identifier: MIT
"""Reads the DICOM exports of a session map with DCMTK's programs, dicom3tools and an Orthanc of its own: both are checked
as objects, the pins of the STL are compared with the map's points, and both go to Orthanc and come back the same.
"""
import base64
import functools
import json
import math
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import urllib.request
from pathlib import Path

PIN_TRIANGLES = 16
has_readers = shutil.which("dcmdump") is not None


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@functools.cache
def tags(file):
    """(group,element) -> text, of the first level, as dcmdump prints them."""
    found = {}
    for line in run("dcmdump", "+L", "--quote-as-octal", file).splitlines():
        match = re.match(r"\(([0-9a-f]{4},[0-9a-f]{4})\) \w\w (?:\[(.*?)\]|=(\S+)|(\S+))", line)
        if match:
            found[match[1]] = next(text for text in match.groups()[1:] if text is not None)
    return found


@functools.cache
def document_in(file):
    """The encapsulated document, by dcm2xml."""
    xml = run("dcm2xml", "+M", "+Wb", "+Eb", file)
    text = re.search(r'<element tag="0042,0011"[^>]*>([^<]*)<', xml)[1]
    length = int(re.search(r'<element tag="0042,0015"[^>]*>(\d+)<', xml)[1])
    padded = base64.b64decode(text)
    assert len(padded) == length + length % 2
    return padded[:length]


def check_object(file, sop_class, modality):
    assert run("dcmftest", file).startswith("yes:")
    if shutil.which("dciodvfy"):
        said = run("dciodvfy", file)
        assert "Error" not in said, said
    found = tags(file)
    assert found["0008,0016"] == sop_class and found["0008,0060"] == modality, found
    assert found["0010,0010"] == "(no", "the patient has a name"
    for uid in ("0008,0018", "0020,000d", "0020,000e"):
        assert re.fullmatch(r"2\.25\.[1-9]\d{30,38}", found[uid]), found[uid]
    return found


def facets_in(stl):
    assert not stl.startswith(b"solid") and b"UNITS=mm SPACE=LPS" in stl[:80]
    (count,) = struct.unpack_from("<I", stl, 80)
    assert len(stl) == 84 + 50 * count
    return [struct.unpack_from("<12f", stl, 84 + 50 * i) for i in range(count)]


def to_scan(session, place):
    """From DICOM's axes (left, back, up) to the scan's: by its landmarks' directions, or of a scan whose y is up."""
    x, y, z = place
    patient = session["frame"]["patient"] or {"left": [1, 0, 0], "up": [0, 1, 0], "front": [0, 0, 1]}
    return [x * a + z * b - y * c for a, b, c in zip(patient["left"], patient["up"], patient["front"])]


def corners_of(facet):
    return [facet[i:i + 3] for i in (3, 6, 9)]


def skin_of(session, facets):
    skin = facets[:len(facets) - PIN_TRIANGLES * len(session["points"])]
    assert len(skin) == session["scan"]["triangles"], f"{len(skin)} triangles of skin"
    return [corners_of(facet) for facet in skin]


def tips_of(session, facets):
    """{order: the place of the pin's tip}"""
    first = len(facets) - PIN_TRIANGLES * len(session["points"])
    return {i + 1: list(facets[first + PIN_TRIANGLES * i][3:6]) for i in range(len(session["points"]))}


def is_on(skin, place):
    """Whether a triangle is no farther from the place than its own size."""
    return any(math.dist(place, facet[3:6]) <= max(math.dist(facet[3:6], corner) for corner in corners_of(facet))
               for facet in skin)


def check_pins(session, facets):
    """The largest difference in mm between a pin's tip and its point."""
    points = sorted(session["points"], key=lambda p: p["order"])
    tips = list(tips_of(session, facets).values())
    skin = facets[:len(facets) - PIN_TRIANGLES * len(points)]
    pins = facets[len(skin):]
    off = max(math.dist(to_scan(session, tip), p["position_mm"]) for tip, p in zip(tips, points))
    assert off < 1e-3, f"a pin is {off} mm off"
    assert all(is_on(skin, tip) for tip in tips[:20]), "pins beside the skin"
    for i, p in enumerate(points):
        top = pins[PIN_TRIANGLES * i + PIN_TRIANGLES // 2][3:6]
        along = [a - b for a, b in zip(to_scan(session, top), to_scan(session, tips[i]))]
        assert sum(a * d for a, d in zip(along, p["direction"])) < -0.99 * math.hypot(*along), "a pin stands askew"
    for facet in pins:
        first, *others = corners_of(facet)
        b, c = ([q - p for p, q in zip(first, corner)] for corner in others)
        across = [b[1] * c[2] - b[2] * c[1], b[2] * c[0] - b[0] * c[2], b[0] * c[1] - b[1] * c[0]]
        assert sum(n * a for n, a in zip(facet[:3], across)) > 0, "a pin is inside out"
    return off


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Orthanc:
    """An archive for this test alone."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.dicom, self.http, self.back = free_ports(3)
        configuration = Path(self.folder.name) / "orthanc.json"
        configuration.write_text(json.dumps({
            "Name": "test", "StorageDirectory": self.folder.name, "IndexDirectory": self.folder.name, "Plugins": [],
            "DicomPort": self.dicom, "DicomAet": "TEST", "DicomCheckCalledAet": False, "HttpPort": self.http,
            "RemoteAccessAllowed": False, "AuthenticationEnabled": False,
            "DicomModalities": {"back": ["BACK", "127.0.0.1", self.back]}}))
        self.process = subprocess.Popen([orthanc_program(), configuration], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:  # it tells when it is there
            if "Orthanc has started" in line:
                return self
        raise RuntimeError("Orthanc did not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate()
        self.folder.cleanup()

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.http}{path}") as answer:
            return answer.read()


def orthanc_program():
    return shutil.which("Orthanc") or shutil.which("Orthanc", path="/usr/sbin")


def data_set(file):
    """All but the file's own header, which each archive writes anew."""
    content = file.read_bytes()
    assert content[128:132] == b"DICM"
    (length,) = struct.unpack_from("<I", content, 140)
    return content[144 + length:]


def check_archive(files, folder):
    """Says what was done. Sent twice an object is one."""
    if not orthanc_program():
        return "no Orthanc here"
    with Orthanc() as archive:
        for _ in range(2):
            run("storescu", "-R", "-aec", "TEST", "127.0.0.1", archive.dicom, *files)
        patients, studies, instances = (json.loads(archive.get(f"/{what}"))
                                        for what in ("patients", "studies", "instances"))
        assert len(patients) == 1 and len(studies) == 1, "the two are not of one study"
        assert len(instances) == len(files)
        kept = {json.loads(archive.get(f"/instances/{one}/tags?simplify"))["SOPInstanceUID"]: one for one in instances}
        for file in files:
            uid = tags(file)["0008,0018"]
            assert archive.get(f"/instances/{kept[uid]}/content/0042-0011")[:84] == document_in(file)[:84]
            back = folder / "back"
            shutil.rmtree(back, ignore_errors=True)
            back.mkdir()
            run("movescu", "-aec", "TEST", "-aet", "BACK", "-aem", "BACK", "+P", archive.back, "-od", back,
                "-k", "QueryRetrieveLevel=IMAGE", "-k", f"StudyInstanceUID={tags(file)['0020,000d']}",
                "-k", f"SeriesInstanceUID={tags(file)['0020,000e']}", "-k", f"SOPInstanceUID={uid}",
                "127.0.0.1", archive.dicom)
            (one,) = back.iterdir()
            assert data_set(one) == data_set(file), f"{file.name} comes back changed"
        return f"Orthanc {json.loads(archive.get('/system'))['Version']}: there and back, byte for byte"


def check_chart(file, folder):
    """Gives the PDF in it."""
    check_object(file, "EncapsulatedPDFStorage", "DOC")
    run("dcm2pdf", file, folder / "from-dicom.pdf")
    pdf = (folder / "from-dicom.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-") and document_in(file) == pdf
    return pdf


def facets_of(file):
    check_object(file, "EncapsulatedSTLStorage", "M3D")
    units = run("dcmdump", "+P", "0040,08ea", file)
    assert "(0008,0100) SH [mm]" in units and "(0008,0102) SH [UCUM]" in units, units
    return facets_in(document_in(file))

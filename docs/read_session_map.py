#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads a Mesomap session map as a device must, with nothing of Mesomap: Python's standard library alone.

    read_session_map.py MAP.json --key practice.pub --on 2026-12-01 [--scan SCAN] [--measured WITNESS.json]
    read_session_map.py MAP.json --simulate        a draft too: nothing may move

It prints the points in the order of work, or one sentence that says why it refuses (exit code 1). The checks run in the
order of read(), the function to read first. docs/session-map.md tells what each field means. Made to be ported.
"""
import argparse
import datetime
import hashlib
import json
import math
import re
import sys

LARGEST_BYTES = 512 << 20
TOLERANCE = 1.5e-4  # mm, mL, degrees: numbers have four decimals
TAIL = re.compile(rb'\n(?:"signature": \{"public_key": "([0-9a-f]{64})", "ed25519": "([0-9a-f]{128})"\},\n)?'
                  rb'"checksum": "([0-9a-f]{64})"\n\}\n\Z')


class Refused(Exception):
    """With one sentence."""


def need(holds, sentence):
    if not holds:
        raise Refused(sentence)


# --- Ed25519 (RFC 8032, section 5.1), verifying only. Not made to keep a secret: a device has none here. ---

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)  # of -1


def add(a, b):
    """Of two points in extended coordinates (X, Y, Z, T), x = X/Z, y = Y/Z, x y = T/Z."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    return (f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P


def times(scalar, point):
    sum_ = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            sum_ = add(sum_, point)
        point = add(point, point)
        scalar >>= 1
    return sum_


def point_of(text):
    """Of 32 bytes, or None."""
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed_by(public_key, message, signature):
    """True if the 64 bytes are that key's signature of the message."""
    key, r, s = point_of(public_key), point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= ORDER:
        return False
    hashed = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little")
    a, b = times(s, BASE), add(r, times(hashed % ORDER, key))
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


# --- Text, seal and approval ---

class Number(float):
    """A number and how it was written."""

    def __new__(cls, text):
        number = super().__new__(cls, text)
        number.text = text
        return number


def once(pairs):
    need(len(dict(pairs)) == len(pairs), "The map has a field twice in one object.")
    return dict(pairs)


def no_number(text_):
    raise Refused(f"The map has the number {text_}, which is none.")


def parsed(data):
    need(len(data) <= LARGEST_BYTES, "The map is too large.")
    try:
        document = json.loads(data.decode("utf-8"), parse_float=Number, parse_constant=no_number,
                              object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise Refused("The map is not whole: it was cut off or damaged.") from None
    need(isinstance(document, dict) and document.get("format") == "mesomap.session-map", "This is no session map.")
    version = document.get("version")
    need(type(version) is int and version == 1, f"The map is of version {version}, and this reader knows version 1.")
    return document


def check_seal(data):
    """The signature's key and bytes, and what they are about; None for a draft."""
    tail = TAIL.search(data)
    need(tail, "The map does not end as a session map does.")
    start, end = tail.span(3)
    bare = data[:start] + b"0" * 64 + data[end:]
    need(hashlib.sha256(bare).hexdigest() == tail[3].decode(), "The checksum does not fit: the map was changed.")
    if tail[1] is None:
        return None
    start, end = tail.span(2)
    return bytes.fromhex(tail[1].decode()), bytes.fromhex(tail[2].decode()), bare[:start] + b"0" * 128 + bare[end:]


def draft_checksum(data):
    """Of the map as it was before it was approved: its status line and its signature line taken back."""
    data = re.sub(rb'\n"status": \{[^\n]*\},\n', b'\n"status": {"status": "draft"},\n', data, count=1)
    data = re.sub(rb'\n"signature": \{[^\n]*\},\n(?="checksum")', b"\n", data, count=1)
    data = re.sub(rb'[0-9a-f]{64}"\n\}\n\Z', b"0" * 64 + b'"\n}\n', data)
    return hashlib.sha256(data).hexdigest()


def check_approval(data, document, seal, key, today, simulate, used):
    status = document.get("status")
    need(isinstance(status, dict) and status.get("status") in ("draft", "approved"), "The map has no status.")
    need((seal is not None) == (status["status"] == "approved"), "The map is approved without a signature, or signed without approval.")
    if seal is None:
        need(simulate, "The map is a draft: nobody has approved it.")
        need(set(status) == {"status"}, "The map is a draft, yet somebody approved it.")
        return
    need(set(status) == {"status", "by", "on", "expires", "use_id", "draft_checksum"} and
         all(isinstance(value, str) for value in status.values()), "The approval is not whole.")
    public_key, signature, message = seal
    need(key is not None or simulate, "There is no key to hold the signature against.")
    need(key in (None, public_key), "The map is signed by another key than the practice's.")
    need(signed_by(public_key, message, signature), "The signature does not fit: the map was changed after approval.")
    need(draft_checksum(data) == status["draft_checksum"], "The approval is that of another draft.")
    try:
        first, last = (datetime.date.fromisoformat(status[name]) for name in ("on", "expires"))
    except ValueError:
        raise Refused("The approval has a day that is none.") from None
    need(first <= today, f"The map is approved from {first} on, and this is {today}.")
    need(today <= last, f"The map expired on {last}, and this is {today}.")
    need(re.fullmatch("[0-9a-f]{32}", status["use_id"]), "The approval has no single-use id.")
    need(status["use_id"] not in used, "The map was used already: it may be used once.")


# --- Form: which fields there are, and what they are ---

UNITS = {"length": "mm", "volume": "mL", "angle": "deg", "area": "cm2"}


def text(value, where):
    need(isinstance(value, str), f"{where} is not a text.")


def whole(value, where):
    need(type(value) is int and 0 <= value < 2**32, f"{where} is not a whole number.")


def fixed(decimals, low=-1e4, high=1e4):
    """A number with exactly so many decimals: no exponent, no -0."""
    form = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]{%d}" % decimals)

    def check(value, where):
        need(isinstance(value, Number), f"{where} is not a decimal number.")
        need(form.fullmatch(value.text) and not (value == 0 and value.text.startswith("-")),
             f"{where} is written as {value.text[:20]}, not with {decimals} decimals.")
        need(low <= value <= high, f"{where} is {value.text}, outside {low:g} to {high:g}.")
    return check


def or_null(kind):
    return lambda value, where: value is None or kind(value, where)


def items(kind, most, least=1):
    def check(value, where):
        need(isinstance(value, list) and least <= len(value) <= most, f"{where} is not a list of {least} to {most}.")
        for i, item in enumerate(value):
            kind(item, f"{where}[{i}]")
    return check


def three(kind):
    return items(kind, 3, 3)


def fields(required, optional={}):
    def check(value, where):
        need(isinstance(value, dict), f"{where} is not an object.")
        prefix = where + "." if where else ""
        for name in required:
            need(name in value, f"{prefix}{name} is missing.")
        for name, item in value.items():
            need(name in required or name in optional, f"{prefix}{name} is a field that this reader does not know.")
            (required.get(name) or optional[name])(item, prefix + name)
    return check


def is_(wanted):
    def check(value, where):
        need(value == wanted, f"{where} is {json.dumps(value)}, and must be {json.dumps(wanted)}.")
    return check


def anything(value, where):
    """What a device does not need."""


volume = size = fixed(4, 0)
place, unit, weights, lengths = three(fixed(4)), three(fixed(6, -1, 1)), three(fixed(7, 0, 1)), three(fixed(4, 0, 4e4))

POINT = fields({"id": whole, "zone": text, "order": whole, "position_mm": place, "normal": unit, "direction": unit,
                "depth_mm": fixed(4, 0, 50), "inserted_mm": size, "angle_deg": fixed(4, 1, 90),
                "volume_ml": fixed(4, 0, 10), "triangle": whole, "barycentric": weights}, {"pinned": is_(True)})
ZONE = fields({"name": text, "technique": text, "target_layer": text, "pattern": text, "spacing_mm": fixed(4, 0.5, 1e3),
               "depth_mm": fixed(4, 0, 50), "angle_deg": fixed(4, 1, 90), "volume_per_point_ml": fixed(4, 0, 10),
               "needle": or_null(text), "needle_length_mm": or_null(size), "sources": anything, "area_cm2": size,
               "points": whole, "volume_ml": volume, "centre_mm": place, "witness_mm": lengths,
               "min_spacing_mm": or_null(size), "largest_gap_mm": or_null(size), "strokes": anything},
              {"aim": anything, "arrangement": anything, "treated_cm2": size, "doses": anything})
CHECK = fields({"rule": text, "zone": text, "result": text, "value": anything, "limit": anything, "unit": text,
                "message": text, "source": text})
LANDMARK = fields({"name": text, "place_mm": place})
MAP = fields({
    "format": text, "version": whole, "status": anything,
    "program": fields({"name": text, "version": text}),
    "units": is_(UNITS),
    "frame": fields({"name": is_("scan"), "axes": text, "handedness": is_("right"), "needle_tilt": text,
                     "patient": or_null(fields({"left": unit, "up": unit, "front": unit, "words": text}))}),
    "witness": fields({"kind": text, "words": text, "places": three(LANDMARK), "distances_mm": lengths,
                       "outward": unit, "tolerance_mm": size}),
    "limits": fields({"max_depth_mm": size, "max_inserted_mm": size, "max_volume_per_point_ml": volume,
                      "max_volume_ml": fixed(4, 0, 1e6), "max_tilt_deg": fixed(4, 0, 89), "max_points": whole,
                      "low_mm": place, "high_mm": place}),
    "scan": fields({"sha256": text, "triangles": whole, "unit": text, "scale": size}, {"scale_confirmed": text}),
    "seed": whole, "sampler": fields({"name": text, "version": whole}),
    "zones": items(ZONE, 64), "points": items(POINT, 1000000), "checks": items(CHECK, 10000),
    "totals": fields({"zones": whole, "points": whole, "volume_ml": fixed(4, 0, 1e6), "area_cm2": fixed(4, 0, 1e6)}),
    "checksum": text,
}, {"landmarks": items(LANDMARK, 1000), "clinic": anything, "needs": anything, "signature": anything})


# --- Frame: the unit, the sides, the place on the patient ---

def minus(a, b):
    return [a[0] - b[0], a[1] - b[1], a[2] - b[2]]


def dot(a, b):
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a, b):
    return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]


def near(a, b, tolerance=TOLERANCE):
    return abs(a - b) <= tolerance


def need_unit(vector, what):
    need(near(math.hypot(*vector), 1, 1e-5), f"{what} is not of unit length.")


def check_witness(document, measured):
    witness = document["witness"]
    names, places = zip(*((one["name"], one["place_mm"]) for one in witness["places"]))
    for i in range(3):
        apart = math.dist(places[i], places[(i + 1) % 3])
        need(near(apart, witness["distances_mm"][i]),
             f'The witness places "{names[i]}" and "{names[(i + 1) % 3]}" are {apart:.1f} mm apart, '
             f'but {witness["distances_mm"][i]:.1f} mm are stated: unit, scale or axes are wrong.')
        need(apart >= 5, f'The witness places "{names[i]}" and "{names[(i + 1) % 3]}" are too near each other.')
        # The program chooses places on the skin within 120 mm of what is treated; a person has 2.3 m.
        need(apart <= (2300 if witness["kind"] == "landmarks" else 240),
             "The witness places are farther apart than on any person: unit or scale is wrong.")
    need_unit(witness["outward"], "The witness's outward direction")
    turn = cross(minus(places[1], places[0]), minus(places[2], places[0]))
    need(dot(turn, witness["outward"]) > 0.05 * math.hypot(*turn),
         "The witness places run clockwise as seen from outside: the frame is mirrored.")
    if witness["kind"] == "landmarks":
        known = {one["name"]: one["place_mm"] for one in document.get("landmarks", [])}
        for name, place_ in zip(names, places):
            need(known.get(name) == place_, f'The witness place "{name}" is not where the landmarks have it.')
    if measured is not None:
        for i in range(3):
            apart = math.dist(measured[i], measured[(i + 1) % 3])
            need(near(apart, witness["distances_mm"][i], 2 * witness["tolerance_mm"]),
                 f'On the patient "{names[i]}" and "{names[(i + 1) % 3]}" are {apart:.1f} mm apart, '
                 f'but {witness["distances_mm"][i]:.1f} mm are stated.')


def check_patient(document):
    """What every head has: eyes so far apart, a nose in front, left on the left. Gives the head's middle, if it has one."""
    patient = document["frame"]["patient"]
    if patient is None:
        return None
    left, up, front = (patient[name] for name in ("left", "up", "front"))
    for direction in (left, up, front):
        need_unit(direction, "A direction of the patient")
    need(near(dot(cross(left, up), front), 1, 1e-4), "The patient's left, up and front are mirrored or not square.")
    known = {one["name"]: one["place_mm"] for one in document.get("landmarks", [])}
    for name, place_ in known.items():
        other = known.get(name.replace("left_", "right_"))
        if name.startswith("left_") and other:
            need(dot(minus(place_, other), left) > 0, f"The landmark {name} is on the patient's right: mirrored.")
    eye, other = known.get("left_endocanthion"), known.get("right_endocanthion")
    if not (eye and other and "pronasale" in known):
        return None
    need(15 <= math.dist(eye, other) <= 60,
         f"The inner corners of the eyes are {math.dist(eye, other):.1f} mm apart: unit or scale is wrong.")
    between = [(a + b) / 2 for a, b in zip(eye, other)]
    need(dot(minus(known["pronasale"], between), front) > 0, "The tip of the nose is behind the eyes: mirrored.")
    return minus(between, [90 * c for c in front])


# --- Points, zones, limits ---

def check_needle(point):
    what = f'Point {point["id"]}'
    normal, direction = point["normal"], point["direction"]
    need_unit(normal, f"{what}: its normal")
    need_unit(direction, f"{what}: its direction")
    into = -dot(normal, direction)
    need(into > 0, f"{what}: its needle points out of the skin.")
    angle = math.degrees(math.asin(min(into, 1)))
    need(near(angle, point["angle_deg"], 0.2),
         f'{what}: its needle is at {angle:.1f} degrees, but {point["angle_deg"]:.1f} are stated.')
    if point["angle_deg"] < 89:  # it tilts along the skin toward (0, -1, 0), or (0, 0, 1) where that is no direction
        aim = [0, -1, 0] if abs(normal[1]) < 0.99 else [0, 0, 1]
        along = [d + into * n for d, n in zip(direction, normal)]
        need(dot(along, aim) > 0 or abs(normal[1]) > 0.98, f"{what}: its needle is tilted the wrong way.")
    inserted = point["depth_mm"] / math.sin(math.radians(point["angle_deg"]))
    need(near(point["inserted_mm"], inserted, 3e-4 + 1e-5 * inserted),
         f'{what}: a depth of {point["depth_mm"]} mm needs {inserted:.2f} mm, but {point["inserted_mm"]} mm are stated.')
    need(near(sum(point["barycentric"]), 1, 1e-6), f"{what}: its barycentric weights do not add up to 1.")


def check_points(document):
    points, zones = document["points"], {zone["name"]: zone for zone in document["zones"]}
    need(len(zones) == len(document["zones"]), "Two zones have the same name.")
    need([point["id"] for point in points] == list(range(1, len(points) + 1)), "The points are not in the order of their ids.")
    need(sorted(point["order"] for point in points) == list(range(1, len(points) + 1)),
         f"The points' orders are not 1 to {len(points)}, each once.")
    for point in points:
        zone = zones.get(point["zone"])
        need(zone, f'Point {point["id"]} is of a zone that the map lacks.')
        check_needle(point)
        need(point["triangle"] < document["scan"]["triangles"], f'Point {point["id"]} is on no triangle of the scan.')
        need(zone["needle_length_mm"] is None or point["inserted_mm"] <= zone["needle_length_mm"] + TOLERANCE,
             f'Point {point["id"]} goes in {point["inserted_mm"]} mm, but its needle has {zone["needle_length_mm"]} mm.')
        need(point["depth_mm"] <= zone["depth_mm"] + TOLERANCE, f'Point {point["id"]} is deeper than its zone states.')
        need(near(point["volume_ml"], zone["volume_per_point_ml"]), f'Point {point["id"]} gets another volume than its zone states.')


def two_nearest(points, within_mm):
    """For each point up to two others, (distance, id, point), of those within about that distance."""
    cells, cell_of = {}, [tuple(int(c // within_mm) for c in point["position_mm"]) for point in points]
    for point, cell in zip(points, cell_of):
        cells.setdefault(cell, []).append(point)
    steps = [(x, y, z) for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1)]
    for point, (x, y, z) in zip(points, cell_of):
        others = (other for dx, dy, dz in steps for other in cells.get((x + dx, y + dy, z + dz), ()) if other is not point)
        yield sorted((math.dist(other["position_mm"], point["position_mm"]), other["id"], other) for other in others)[:2]


def check_neighbours(zone, mine):
    """Distances along the skin are never less than straight ones, and seldom twice as much; skin does not turn over."""
    stated = zone["min_spacing_mm"]
    if stated is None:
        return
    nearest = list(two_nearest(mine, 1.05 * max(stated, zone["spacing_mm"])))
    apart = sorted(near_by[0][0] if near_by else math.inf for near_by in nearest)
    need(apart[0] <= stated + 0.01 and apart[len(apart) // 2] >= stated / 2,
         f'Zone "{zone["name"]}": its points are not {stated:.1f} mm apart, as stated: unit, scale or axes are wrong.')
    mean = [sum(point["normal"][axis] for point in mine) for axis in range(3)]
    for point, near_by in zip(mine, nearest):  # on thin folds one neighbour may be on the other side: then the zone tells
        need(len(near_by) < 2 or dot(mean, point["normal"]) > -0.7 * math.hypot(*mean) or
             any(dot(other["normal"], point["normal"]) > -0.5 for _, _, other in near_by),
             f'Point {point["id"]}: its normal is against those of its neighbours.')


def check_zone(zone, mine, witness):
    name, given = zone["name"], sum(point["volume_ml"] for point in mine)
    need(len(mine) == zone["points"], f'Zone "{name}" states {zone["points"]} points, but {len(mine)} are listed.')
    need(near(given, zone["volume_ml"]), f'Zone "{name}" states {zone["volume_ml"]} mL, but its points hold {given:.4f} mL.')
    centre = [sum(point["position_mm"][axis] for point in mine) / len(mine) for axis in range(3)]
    need(math.dist(centre, zone["centre_mm"]) < 2 * TOLERANCE, f'Zone "{name}" is not where its centre is stated.')
    for one, stated in zip(witness["places"], zone["witness_mm"]):
        apart = math.dist(centre, one["place_mm"])
        need(near(apart, stated, 2 * TOLERANCE), f'Zone "{name}" is {apart:.1f} mm from "{one["name"]}", but {stated:.1f} mm are stated.')
    check_neighbours(zone, mine)


def check_facing(points, inside):
    if inside and all(math.dist(point["position_mm"], inside) < 250 for point in points):
        need(sum(dot(point["normal"], minus(point["position_mm"], inside)) for point in points) > 0, "The normals point into the head.")


def check_limits(document, device):
    points, limits = document["points"], document["limits"]
    facts = {"max_depth_mm": max(point["depth_mm"] for point in points),
             "max_inserted_mm": max(point["inserted_mm"] for point in points),
             "max_volume_per_point_ml": max(point["volume_ml"] for point in points),
             "max_volume_ml": sum(point["volume_ml"] for point in points),
             "max_tilt_deg": max(90 - point["angle_deg"] for point in points),
             "max_points": len(points)}
    for name, fact in facts.items():
        need(fact <= limits[name] + TOLERANCE, f"The points reach {fact:g}, above the map's limit {name} of {limits[name]:g}.")
        need(fact <= device.get(name, math.inf), f"The points reach {fact:g}, above this device's {name} of {device.get(name, 0):g}.")
    for point in points:
        need(all(low <= x <= high for low, x, high in zip(limits["low_mm"], point["position_mm"], limits["high_mm"])),
             f'Point {point["id"]} is outside the box of the map\'s limits.')


def check_totals(document):
    totals, zones = document["totals"], document["zones"]
    for name in ("zones", "points"):
        need(totals[name] == len(document[name]), f"The totals state {totals[name]} {name}, but {len(document[name])} are listed.")
    for name in ("volume_ml", "area_cm2"):
        need(near(totals[name], sum(zone[name] for zone in zones), TOLERANCE * len(zones)), f"The totals' {name} is not the zones'.")
    for check in document["checks"]:
        need(check["result"] in ("pass", "warn"), f'The map has a failed check: {check["message"]}')


def read(data, key=None, today=None, simulate=False, scan_sha256=None, measured=None, device=None, used=()):
    """The map as nested lists and dictionaries, its points in the order of work. Raises Refused.

    key: the practice's, 32 bytes. today: a date. simulate: drafts too. scan_sha256: of the device's scan. measured: the
    witness places on the patient, mm. device: its own limits, named as the map's. used: single-use ids that it has seen.
    """
    document = parsed(data)
    seal = check_seal(data)
    check_approval(data, document, seal, key, today, simulate, used)
    MAP(document, "")
    need(scan_sha256 in (None, document["scan"]["sha256"]), "The map was made on another scan.")
    check_witness(document, measured)
    inside = check_patient(document)
    check_points(document)
    for zone in document["zones"]:
        check_zone(zone, [point for point in document["points"] if point["zone"] == zone["name"]], document["witness"])
    check_facing(document["points"], inside)
    check_limits(document, device or {})
    check_totals(document)
    document["points"].sort(key=lambda point: point["order"])
    return document


def main():
    arguments = argparse.ArgumentParser(description="Reads a session map as a device must.")
    arguments.add_argument("map")
    arguments.add_argument("--key", help="the practice's public key file")
    arguments.add_argument("--on", help="the day of use, as 2026-12-01; else today")
    arguments.add_argument("--simulate", action="store_true", help="accept drafts: nothing may move")
    arguments.add_argument("--scan", help="the scan's file")
    arguments.add_argument("--measured", help="JSON: the three witness places as measured, [[x, y, z], ...] in mm")
    arguments.add_argument("--used", help="a file with the single-use ids of before, one a line")
    for name in ("max_depth_mm", "max_volume_per_point_ml", "max_volume_ml", "max_points"):
        arguments.add_argument("--" + name.replace("_", "-"), type=float, help="this device's own limit")
    said = arguments.parse_args()
    try:
        data = open(said.map, "rb").read(LARGEST_BYTES + 1)
        key = bytes.fromhex(json.load(open(said.key))["public_key"]) if said.key else None
        today = datetime.date.fromisoformat(said.on) if said.on else datetime.date.today()
        scan = hashlib.sha256(open(said.scan, "rb").read()).hexdigest() if said.scan else None
        measured, used = json.load(open(said.measured)) if said.measured else None, open(said.used).read().split() if said.used else ()
        device = {name: value for name, value in vars(said).items() if name.startswith("max_") and value is not None}
        document = read(data, key, today, said.simulate, scan, measured, device, used)
    except (Refused, OSError, ValueError) as problem:
        sys.exit(f"refused: {problem}")
    print(*"id zone x_mm y_mm z_mm direction_x direction_y direction_z inserted_mm volume_ml".split(), sep="\t")
    for point in document["points"]:
        numbers = [*point["position_mm"], *point["direction"], point["inserted_mm"], point["volume_ml"]]
        print(point["id"], point["zone"], *(number.text for number in numbers), sep="\t")


if __name__ == "__main__":
    main()

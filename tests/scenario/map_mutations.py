# SPDX-License-Identifier: MIT
"""Changes session maps in a thousand ways and holds the stand-alone reader (docs/read_session_map.py) to refuse each with
the sentence that its kind of change names.

    map_mutations.py READER DRAFT APPROVED SECRET_KEY SAMPLES

DRAFT and APPROVED are the same plan. A few of the changed maps are left in the folder SAMPLES for mesomap verify.
"""
import collections
import datetime
import hashlib
import importlib.util
import json
import math
import random
import re
import sys

sys.dont_write_bytecode = True
reader_file, draft_file, approved_file, key_file, samples = sys.argv[1:]
spec = importlib.util.spec_from_file_location("reader", reader_file)
reader = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reader)

DRAFT, APPROVED = (open(name, "rb").read().decode() for name in (draft_file, approved_file))
KEYS = json.load(open(key_file))
PRACTICE = bytes.fromhex(KEYS["public_key"])
TODAY = datetime.date(2026, 12, 1)
chance = random.Random(7)
PLACES = ("position_mm", "centre_mm", "place_mm", "low_mm", "high_mm")
DIRECTIONS = ("normal", "direction", "outward", "left", "up", "front")


# --- sealing and signing again ---

def sealed(text):
    bare = re.sub(r'[0-9a-f]{64}"\n}\n\Z', "0" * 64 + '"\n}\n', text)
    return bare.replace("0" * 64 + '"\n}\n', hashlib.sha256(bare.encode()).hexdigest() + '"\n}\n')


def compressed(point):
    inverse = pow(point[2], reader.P - 2, reader.P)
    x, y = point[0] * inverse % reader.P, point[1] * inverse % reader.P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def signed(text, seed=KEYS["secret_key"]):
    digest = hashlib.sha512(bytes.fromhex(seed)).digest()
    secret = int.from_bytes(digest[:32], "little") & (2**254 - 8) | 2**254
    public = compressed(reader.times(secret, reader.BASE))
    text = re.sub(r'"signature": \{.*\}', '"signature": {"public_key": "%s", "ed25519": "%s"}' % (public.hex(), "0" * 128), text)
    message = re.sub(r'[0-9a-f]{64}"\n}\n\Z', "0" * 64 + '"\n}\n', text).encode()
    r = int.from_bytes(hashlib.sha512(digest[32:] + message).digest(), "little") % reader.ORDER
    start = compressed(reader.times(r, reader.BASE))
    k = int.from_bytes(hashlib.sha512(start + public + message).digest(), "little") % reader.ORDER
    made = start + ((r + k * secret) % reader.ORDER).to_bytes(32, "little")
    return sealed(text.replace("0" * 128, made.hex()))


# --- changing ---

def lists(text, names, change, only=None, decimals=4):
    """Each "NAME": [x, y, z] becomes what change makes of it; of all, or of one point's line alone."""
    def written(match):
        numbers = change([float(number) for number in match[2].split(",")])
        return match[1] + ", ".join("%.*f" % (decimals, number + 0.0) for number in numbers) + "]"
    pattern = re.compile(r'("(?:%s)": \[)(-?[0-9.]+, -?[0-9.]+, -?[0-9.]+)\]' % "|".join(names))
    return rewritten(text, pattern, written, only)


def numbers(text, names, factor, only=None):
    pattern = re.compile(r'("(?:%s)": )(-?[0-9.]+)' % "|".join(names))
    def written(match):
        return match[1] + "%.4f" % (float(match[2]) * factor)
    return rewritten(text, pattern, written, only)


def rewritten(text, pattern, written, only):
    """Everywhere, or in one point's line alone."""
    if only is None:
        return pattern.sub(written, text)
    lines = text.split("\n")
    at = point_line(lines, only)
    lines[at] = pattern.sub(written, lines[at])
    return "\n".join(lines)


def point_line(lines, which):
    return next(i for i, line in enumerate(lines) if line.startswith('{"id": %d, ' % which))


POINTS = len(re.findall(r'\n\{"id": ', DRAFT))


def any_point():
    return chance.randint(1, POINTS)


def flips(odd):
    """Signs for three axes: an odd number of them turned mirrors."""
    while True:
        signs = [chance.choice((1, -1)) for _ in range(3)]
        if signs != [1, 1, 1] and (not odd or math.prod(signs) < 0):
            return signs


def flipped(signs):
    return lambda v: [s * x for s, x in zip(signs, v)]


def swapped(a, b):
    def change(v):
        v[a], v[b] = v[b], v[a]
        return v
    return change


def scaled(factor):
    return lambda v: [factor * x for x in v]


def everything(text, change):
    """All places and directions, as if the whole frame were changed; the box keeps its lower corner low."""
    text = lists(lists(text, PLACES, change), DIRECTIONS, change, decimals=6)
    low, high = (json.loads(re.search(r'"%s": (\[[^]]*\])' % name, text)[1]) for name in ("low_mm", "high_mm"))
    text = lists(text, ("low_mm",), lambda _: [min(pair) for pair in zip(low, high)])
    return lists(text, ("high_mm",), lambda _: [max(pair) for pair in zip(low, high)])


def all_places_scaled(text, factor):
    """With every distance worked out anew, as a program would that mistakes the unit."""
    text = lists(text, PLACES, scaled(factor))
    places = [one["place_mm"] for one in json.loads(text)["witness"]["places"]]
    centres = iter([zone["centre_mm"] for zone in json.loads(text)["zones"]])
    text = lists(text, ("distances_mm",), lambda _: [math.dist(places[i], places[(i + 1) % 3]) for i in range(3)])
    return lists(text, ("witness_mm",), lambda _: [math.dist(centre, place) for centre in (next(centres),) for place in places])


def all_lengths_scaled(text, factor):
    lengths = ("spacing_mm", "depth_mm", "inserted_mm", "min_spacing_mm", "largest_gap_mm", "max_depth_mm", "max_inserted_mm")
    return numbers(all_places_scaled(text, factor), lengths, factor)


def a_digit(text):
    """One digit within the points, changed for another."""
    start = text.index('\n{"id": 1,')
    at = chance.choice([m.start() for m in re.finditer("[0-9]", text[start:text.index('"checks"')])]) + start
    return text[:at] + chance.choice([d for d in "123456789" if d != text[at]]) + text[at + 1:]


def status(text, **changes):
    old = json.loads(re.search(r'\n"status": (.*),\n', text)[1])
    return re.sub(r'\n"status": .*,\n', lambda _: '\n"status": %s,\n' % json.dumps({**old, **changes}), text)


def without_points(text):
    lines = text.split("\n")
    first = point_line(lines, POINTS - chance.randint(0, min(5, POINTS - 2)))
    del lines[first:lines.index("],", first)]
    lines[first - 1] = lines[first - 1].rstrip(",")
    return "\n".join(lines)


def exchanged_points(text):
    lines = text.split("\n")
    i, j = (point_line(lines, which) for which in chance.sample(range(1, POINTS), 2))
    lines[i], lines[j] = lines[j], lines[i]
    return "\n".join(lines)


def order_exchanged(text):
    i, j = chance.sample(range(1, POINTS), 2)
    return text.replace('"order": %d,' % i, '"order": x,').replace('"order": %d,' % j, '"order": %d,' % i).replace('"order": x,', '"order": %d,' % j)


def once(text, old, new):
    assert old in text, old
    return text.replace(old, new, 1)


def field_gone(text):
    lines = text.split("\n")
    at = point_line(lines, any_point())
    name = chance.choice(("depth_mm", "volume_ml", "angle_deg", "inserted_mm"))
    lines[at] = re.sub(r'"%s": [0-9.]+, ' % name, "", lines[at])
    return "\n".join(lines)


def field(text, name, value):
    """Of one point, written as given."""
    lines = text.split("\n")
    at = point_line(lines, any_point())
    lines[at] = re.sub(r'("%s": \[?)-?[0-9.]+' % name, lambda m: m[1] + value, lines[at], count=1)
    return "\n".join(lines)


SCALES = (10, 25.4, 1000, 0.1, 1 / 25.4)
OFF = "outside -10000 to 10000|is not where its centre is stated"
NOT_STATED = r"are \d+\.\d mm apart, but .* are stated: unit, scale or axes are wrong"
ONLY_DRAFT = dict(simulate=True)
BY_KEY = dict(key=PRACTICE)

# name, how many, the map, the change, sealed again?, how it is read, the sentence
KINDS = [
    ("sign of all points", 60, DRAFT, lambda t: lists(t, ("position_mm",), flipped(flips(False))), sealed, ONLY_DRAFT, "is not where its centre is stated"),
    ("sign of one point", 40, DRAFT, lambda t: lists(t, ("position_mm",), flipped(flips(True)), any_point()), sealed, ONLY_DRAFT, "is not where its centre is stated"),
    ("sign of points and zones", 30, DRAFT, lambda t: lists(t, ("position_mm", "centre_mm"), flipped(flips(True))), sealed, ONLY_DRAFT, r'is \d+\.\d mm from ".*", but'),
    ("sign of the whole frame", 30, DRAFT, lambda t: everything(t, flipped(flips(True))), sealed, ONLY_DRAFT, "the frame is mirrored"),
    ("sign of the witness", 20, DRAFT, lambda t: lists(t, ("outward",), flipped([-1, -1, -1]), decimals=6), sealed, ONLY_DRAFT, "the frame is mirrored"),
    ("sign of a direction", 30, DRAFT, lambda t: lists(t, ("direction",), scaled(-1), any_point(), 6), sealed, ONLY_DRAFT, "its needle points out of the skin"),
    ("sign of a normal", 30, DRAFT, lambda t: lists(t, ("normal",), scaled(-1), any_point(), 6), sealed, ONLY_DRAFT, "its needle points out of the skin"),
    ("sign of normal and direction", 30, DRAFT, lambda t: lists(t, ("normal", "direction"), scaled(-1), any_point(), 6), sealed, ONLY_DRAFT, "tilted the wrong way|against those of its neighbours"),
    ("sign of all normals and directions", 5, DRAFT, lambda t: lists(t, ("normal", "direction"), scaled(-1), None, 6), sealed, ONLY_DRAFT, "normals point into the head|tilted the wrong way"),
    ("axes of all points", 40, DRAFT, lambda t: lists(t, ("position_mm",), swapped(*chance.sample(range(3), 2))), sealed, ONLY_DRAFT, "is not where its centre is stated"),
    ("axes of one point", 30, DRAFT, lambda t: lists(t, ("position_mm",), swapped(*chance.sample(range(3), 2)), any_point()), sealed, ONLY_DRAFT, "is not where its centre is stated"),
    ("axes of the whole frame", 20, DRAFT, lambda t: everything(t, swapped(*chance.sample(range(3), 2))), sealed, ONLY_DRAFT, "the frame is mirrored"),
    ("scale of all points", 40, DRAFT, lambda t: lists(t, ("position_mm",), scaled(chance.choice(SCALES))), sealed, ONLY_DRAFT, OFF),
    ("scale of one point", 40, DRAFT, lambda t: lists(t, ("position_mm",), scaled(chance.choice(SCALES)), any_point()), sealed, ONLY_DRAFT, OFF),
    ("scale of the witness", 20, DRAFT, lambda t: lists(t, ("distances_mm",), scaled(chance.choice((10, 25.4, 0.1)))), sealed, ONLY_DRAFT, NOT_STATED),
    ("scale of all places", 40, DRAFT, lambda t: all_places_scaled(t, chance.choice(SCALES)), sealed, ONLY_DRAFT, "outside|unit or scale is wrong|too near each other"),
    ("scale of all lengths", 40, DRAFT, lambda t: all_lengths_scaled(t, chance.choice(SCALES)), sealed, ONLY_DRAFT, "outside|unit or scale is wrong|too near each other"),
    ("scale of all lengths, signed", 10, APPROVED, lambda t: all_lengths_scaled(t, chance.choice(SCALES)), signed, BY_KEY, "that of another draft"),
    ("scale of a depth", 30, DRAFT, lambda t: numbers(t, ("depth_mm",), chance.choice((10, 25.4, 0.1)), any_point()), sealed, ONLY_DRAFT, "needs .* mm, but|outside 0 to 50"),
    ("scale of depth and length", 30, DRAFT, lambda t: numbers(t, ("depth_mm", "inserted_mm"), chance.choice((10, 25.4)), any_point()), sealed, ONLY_DRAFT, "but its needle has|deeper than its zone|outside 0 to 50"),
    ("scale of a volume", 30, DRAFT, lambda t: numbers(t, ("volume_ml",), chance.choice((10, 25.4, 0.1)), any_point()), sealed, ONLY_DRAFT, "another volume than its zone"),
    ("truncated", 60, APPROVED, lambda t: t[:chance.randrange(1, len(t) - 3)], None, BY_KEY, "was cut off or damaged"),
    ("last bytes gone", 3, APPROVED, lambda t: t[:-1] + " " * chance.randrange(3), None, BY_KEY, "does not end as a session map does"),
    ("last points gone", 30, DRAFT, without_points, sealed, ONLY_DRAFT, r"but \d+ are listed|orders are not 1 to"),
    ("points exchanged", 30, DRAFT, exchanged_points, sealed, ONLY_DRAFT, "not in the order of their ids"),
    ("order exchanged", 30, APPROVED, order_exchanged, sealed, BY_KEY, "The signature does not fit"),
    ("order twice", 20, DRAFT, lambda t: field(t, "order", "%d" % (POINTS + 1)), sealed, ONLY_DRAFT, "orders are not 1 to"),
    ("expired", 12, APPROVED, lambda t: status(t, on="2026-10-01", expires="2026-11-%02d" % chance.randint(1, 30)), signed, BY_KEY, "The map expired on 2026-11"),
    ("not yet", 8, APPROVED, lambda t: status(t, on="2026-12-%02d" % chance.randint(2, 30), expires="2026-12-31"), signed, BY_KEY, "The map is approved from 2026-12"),
    ("used before", 4, APPROVED, lambda t: t, None, dict(key=PRACTICE, used={json.loads(APPROVED)["status"]["use_id"]}), "was used already"),
    ("expiry put off", 20, APPROVED, lambda t: status(t, expires="2027-%02d-01" % chance.randint(1, 12)), sealed, BY_KEY, "The signature does not fit"),
    ("wrong key", 10, APPROVED, lambda t: signed(t, "%064x" % chance.randrange(2**255)), None, BY_KEY, "signed by another key"),
    ("key renamed", 10, APPROVED, lambda t: re.sub('(?<="public_key": ")[0-9a-f]{64}', "%064x" % chance.randrange(2**255), t), sealed, BY_KEY, "signed by another key"),
    ("signature changed", 15, APPROVED, lambda t: re.sub('(?<="ed25519": ")[0-9a-f]{2}', "%02x" % chance.randrange(256), t), sealed, BY_KEY, "The signature does not fit"),
    ("draft", 4, DRAFT, lambda t: t, None, BY_KEY, "is a draft: nobody has approved it"),
    ("unit", 15, DRAFT, lambda t: once(t, '"length": "mm"', '"length": "%s"' % chance.choice(("cm", "m", "inch", "um"))), sealed, ONLY_DRAFT, "units is .*, and must be"),
    ("unit of volume or angle", 10, DRAFT, lambda t: once(once(t, '"mL"', '"uL"') if chance.random() < 0.5 else t, '"deg"', '"rad"'), sealed, ONLY_DRAFT, "units is .*, and must be"),
    ("hand", 4, DRAFT, lambda t: once(t, '"handedness": "right"', '"handedness": "left"'), sealed, ONLY_DRAFT, "handedness is"),
    ("digit, not sealed again", 60, APPROVED, a_digit, None, BY_KEY, "The checksum does not fit"),
    ("digit, sealed again", 30, APPROVED, a_digit, sealed, BY_KEY, "The signature does not fit"),
    ("version", 6, DRAFT, lambda t: once(t, '"version": 1', '"version": %d' % chance.randint(2, 9)), sealed, ONLY_DRAFT, "this reader knows version 1"),
    ("format", 4, DRAFT, lambda t: once(t, "mesomap.session-map", "mesomap.request"), sealed, ONLY_DRAFT, "This is no session map"),
    ("field gone", 20, DRAFT, field_gone, sealed, ONLY_DRAFT, "is missing"),
    ("field too many", 10, DRAFT, lambda t: once(t, '"seed": ', '"sede": 1, "seed": '), sealed, ONLY_DRAFT, "a field that this reader does not know"),
    ("field twice", 10, DRAFT, lambda t: once(t, '"seed": ', '"seed": 1, "seed": '), sealed, ONLY_DRAFT, "a field twice"),
    ("number with an exponent", 15, DRAFT, lambda t: field(t, "volume_ml", "2e-%d" % chance.randint(1, 4)), sealed, ONLY_DRAFT, "not with 4 decimals"),
    ("number that is none", 6, DRAFT, lambda t: field(t, "depth_mm", chance.choice(("NaN", "Infinity", "-Infinity"))), sealed, ONLY_DRAFT, "which is none"),
    ("limit lowered", 15, DRAFT, lambda t: numbers(t, (chance.choice(("max_depth_mm", "max_volume_ml", "max_inserted_mm")),), 0.5), sealed, ONLY_DRAFT, "above the map's limit"),
    ("box narrowed", 6, DRAFT, lambda t: lists(t, ("low_mm",), lambda v: [v[0] + 5, v[1], v[2]]), sealed, ONLY_DRAFT, "is outside the box"),
    ("check failed", 6, DRAFT, lambda t: once(t, '"result": "pass"', '"result": "fail"'), sealed, ONLY_DRAFT, "has a failed check"),
    ("total", 8, DRAFT, lambda t: re.sub(r'("totals": \{"zones": \d+, "points": )(\d+)', lambda m: m[1] + str(int(m[2]) + chance.randint(1, 9)), t), sealed, ONLY_DRAFT, "The totals state"),
    ("another scan", 4, DRAFT, lambda t: t, None, dict(simulate=True, scan_sha256="0" * 64), "made on another scan"),
    ("another patient", 6, DRAFT, lambda t: t, None, dict(simulate=True, measured=[[0, 0, 0], [chance.uniform(30, 60), 0, 0], [0, 40, 0]]), "On the patient"),
    ("above the device's limit", 4, DRAFT, lambda t: t, None, dict(simulate=True, device={"max_depth_mm": 0.1}), "above this device's"),
]


def sentence_of(text, how):
    try:
        reader.read(text.encode(), today=TODAY, **how)
    except reader.Refused as refusal:
        return str(refusal)
    return "accepted"


def main():
    assert sentence_of(DRAFT, ONLY_DRAFT) == "accepted", sentence_of(DRAFT, ONLY_DRAFT)
    assert sentence_of(APPROVED, BY_KEY) == "accepted", sentence_of(APPROVED, BY_KEY)
    assert signed(APPROVED) == APPROVED, "our Ed25519 signs as libsodium does"
    wrong, tried = collections.Counter(), 0
    for name, count, text, change, seal, how, wanted in KINDS:
        for i in range(count):
            changed = change(text)
            changed = seal(changed) if seal else changed
            sentence = sentence_of(changed, how)
            tried += 1
            if changed == text and how in (ONLY_DRAFT, BY_KEY) and name != "draft":
                continue  # chance changed nothing; it is not counted
            if not re.search(wanted, sentence):
                wrong[name] += 1
                if wrong[name] <= 2:
                    print(f"{name}: {sentence}", file=sys.stderr)
            if i == 0 and changed != text:
                with open(f"{samples}/{re.sub('[^a-z]+', '_', name)}.json", "w") as file:
                    file.write(changed)
    print(f"{tried} changed maps of {len(KINDS)} kinds, {sum(wrong.values())} not refused as they should be")
    sys.exit(1 if wrong or tried < 1000 else 0)


main()

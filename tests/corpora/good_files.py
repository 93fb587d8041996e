# SPDX-License-Identifier: MIT
"""Small good scans of each format, written by Python's own modules, and pieces that hurt readers."""
import base64
import json
import math
import struct


def ball(radius_mm=95.0, rings=8):
    places, triangles = [], []
    for ring in range(rings + 1):
        for step in range(2 * rings):
            polar, around = math.pi * ring / rings, math.pi * step / rings
            places.append((radius_mm * math.sin(polar) * math.cos(around), radius_mm * math.cos(polar),
                           radius_mm * math.sin(polar) * math.sin(around)))
    for ring in range(rings):
        for step in range(2 * rings):
            a, b = 2 * rings * ring + step, 2 * rings * ring + (step + 1) % (2 * rings)
            c, d = a + 2 * rings, b + 2 * rings
            triangles += ([(a, d, c)] if ring + 1 < rings else []) + ([(a, b, d)] if ring > 0 else [])
    return places, triangles


def obj(places, triangles):
    lines = ["# unit: mm", "mtllib none.mtl", "o ball"] + ["v %.4f %.4f %.4f" % p for p in places]
    lines += ["vt 0 0", "vn 0 0 1", "usemtl skin"] + ["f %d/1/1 %d/1/1 %d/1/1" % tuple(i + 1 for i in t) for t in triangles]
    return "\n".join(lines).encode() + b"\n"


def odd_obj(places, triangles):
    """Windows line ends, negative indices, a quad, a continued line."""
    lines = ["# unit: mm"] + ["v %.4f %.4f %.4f" % p for p in places]
    lines += ["f " + " ".join(str(i - len(places)) for i in t) for t in triangles] + ["f 20 21 \\", "37 36"]
    return "\r\n".join(lines).encode() + b"\r\n"


def ply_header(encoding, vertices, element, count, rows):
    return (f"ply\nformat {encoding} 1.0\ncomment unit mm\nelement vertex {vertices}\nproperty float x\nproperty float y\n"
            f"property float z\nelement {element} {count}\nproperty list {rows} vertex_indices\nend_header\n").encode()


def text_ply(places, triangles):
    rows = ["%.4f %.4f %.4f" % p for p in places] + ["3 %d %d %d" % t for t in triangles]
    return ply_header("ascii", len(places), "face", len(triangles), "uchar int") + "\n".join(rows).encode() + b"\n"


def binary_ply(places, triangles, order="<"):
    encoding = "binary_little_endian" if order == "<" else "binary_big_endian"
    body = b"".join(struct.pack(order + "3f", *p) for p in places)
    body += b"".join(struct.pack(order + "B3i", 3, *t) for t in triangles)
    return ply_header(encoding, len(places), "face", len(triangles), "uchar int") + body


def strip_ply(places, rings=8):
    """As Stanford's igea: one list of strips, -1 between them; the header with Windows line ends."""
    strip, around = [], 2 * rings
    for ring in range(rings):
        for step in range(around + 1):
            strip += [ring * around + step % around, (ring + 1) * around + step % around]
        strip.append(-1)
    header = ply_header("binary_big_endian", len(places), "tristrips", 1, "int int").replace(b"\n", b"\r\n")
    return header + b"".join(struct.pack(">3f", *p) for p in places) + struct.pack(f">i{len(strip)}i", len(strip), *strip)


def text_stl(places, triangles):
    facets = ["facet normal 0 0 0\nouter loop\n" + "".join("vertex %.4f %.4f %.4f\n" % places[i] for i in t) + "endloop\nendfacet\n"
              for t in triangles]
    return ("solid ball unit mm\n" + "".join(facets) + "endsolid ball\n").encode()


def binary_stl(places, triangles):
    facets = [struct.pack("<12fH", 0, 0, 0, *places[a], *places[b], *places[c], 0) for a, b, c in triangles]
    return b"unit mm".ljust(80) + struct.pack("<I", len(facets)) + b"".join(facets)


def gltf_parts(places, triangles):
    low, high = ([pick(p[axis] / 1000 for p in places) for axis in range(3)] for pick in (min, max))
    data = b"".join(struct.pack("<3f", *(c / 1000 for c in p)) for p in places)
    first = len(data)
    data += b"".join(struct.pack("<3H", *t) for t in triangles)
    return {
        "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"name": "head", "mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1}]}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": len(places), "type": "VEC3", "min": low, "max": high},
            {"bufferView": 1, "componentType": 5123, "count": 3 * len(triangles), "type": "SCALAR"}],
        "bufferViews": [{"buffer": 0, "byteOffset": 0, "byteLength": first},
                        {"buffer": 0, "byteOffset": first, "byteLength": len(data) - first}],
        "buffers": [{"byteLength": len(data)}]}, data


def gltf(places, triangles):
    scene, data = gltf_parts(places, triangles)
    scene["buffers"][0]["uri"] = "data:application/octet-stream;base64," + base64.b64encode(data).decode()
    return json.dumps(scene).encode()


def glb(places, triangles):
    scene, data = gltf_parts(places, triangles)
    text = json.dumps(scene).encode()
    text += b" " * (-len(text) % 4)
    data += b"\0" * (-len(data) % 4)
    chunks = struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(data), b"BIN\0") + data
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def good_files():
    """name -> bytes; the ending is the format's."""
    shape = ball()
    return {"ball.obj": obj(*shape), "odd.obj": odd_obj(*shape), "text.ply": text_ply(*shape),
            "little.ply": binary_ply(*shape), "big.ply": binary_ply(*shape, ">"), "strips.ply": strip_ply(shape[0]),
            "text.stl": text_stl(*shape), "binary.stl": binary_stl(*shape), "ball.gltf": gltf(*shape),
            "ball.glb": glb(*shape)}


BARBS = [b"-1", b"0", b"4294967295", b"2147483648", b"-2147483648", b"99999999999999999999", b"nan", b"inf", b"1e400", b"1e-400",
         b"\n", b"\r", b"\\\n", b" ", b"/", b"#", b"v ", b"f ", b"list", b"uchar", b"double", b"end_header\n", b"solid", b"endloop",
         b"element face 1000000000\n", b"\xff\xff\xff\xff", b"\0\0\0\0", b'"count":', b"}", b"]"]


def mutant_of(content, chance):
    """One or two changes: cut, left out, put in, overwritten, repeated, or noise."""
    for _ in range(chance.randint(1, 2)):
        at = chance.randint(0, len(content))
        end = min(len(content), at + chance.randint(0, 11))
        start = chance.randint(0, len(content))
        before, after = content[:at], content[end:]
        content = chance.choice([
            before if chance.random() < 0.2 else before + after, before + after, before + chance.choice(BARBS) + content[at:],
            before + chance.choice(BARBS) + after, before + content[start:start + chance.randint(0, 59)] + content[at:],
            before + chance.randbytes(end - at) + after])
    return content

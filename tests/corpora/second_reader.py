# SPDX-License-Identifier: MIT
"""What a scan file holds, counted by readers that share nothing with Mesomap's: Python's own modules alone.

counts(path) -> (faces, triangles, vertices), each None where this reader does not tell, or None for a file that it does
not read.
"""
import json
import re
import struct
from pathlib import Path

SIZES = {"char": "b", "int8": "b", "uchar": "B", "uint8": "B", "short": "h", "int16": "h", "ushort": "H", "uint16": "H",
         "int": "i", "int32": "i", "uint": "I", "uint32": "I", "float": "f", "float32": "f", "double": "d", "float64": "d"}


def of_obj(content):
    text = re.sub(r"\\\r?\n", " ", content.decode("utf-8-sig"))
    statements = [line.split("#")[0].split() for line in text.splitlines()]
    corners = [len(words) - 1 for words in statements if words and words[0] == "f"]
    vertices = sum(1 for words in statements if words and words[0] == "v")
    return len(corners), sum(count - 2 for count in corners), vertices


class Ply:
    def __init__(self, content):
        end = re.search(rb"end_header\s*?\r?\n", content)
        self.header = content[:end.start()].decode("latin-1").split("\n")
        self.body = content[end.end():]
        encoding = next(line.split()[1] for line in self.header if line.startswith("format"))
        self.words = self.body.decode().split() if encoding == "ascii" else None
        self.order = ">" if "big" in encoding else "<"
        self.at = 0

    def value(self, kind):
        if self.words is not None:
            self.at += 1
            return float(self.words[self.at - 1])
        code = self.order + SIZES[kind]
        self.at += struct.calcsize(code)
        return struct.unpack_from(code, self.body, self.at - struct.calcsize(code))[0]

    def elements(self):
        found = []
        for line in self.header:
            words = line.split()
            if words[:1] == ["element"]:
                found.append((words[1], int(words[2]), []))
            elif words[:1] == ["property"]:
                found[-1][2].append(words[1:])
        return found

    def row(self, properties):
        values = {}
        for words in properties:
            if words[0] == "list":
                values[words[3]] = [self.value(words[2]) for _ in range(int(self.value(words[1])))]
            else:
                values[words[1]] = self.value(words[0])
        return values

    def counts(self):
        faces = triangles = vertices = 0
        for name, count, properties in self.elements():
            for _ in range(count):
                row = self.row(properties)
                corners = row.get("vertex_indices") or row.get("vertex_index") or []
                if name == "vertex":
                    vertices += 1
                elif name == "face":
                    faces, triangles = faces + 1, triangles + max(1, len(corners) - 2)  # one too small counts as dropped
                elif name == "tristrips":
                    strips = " ".join("|" if corner == -1 else "x" for corner in corners).split("|")
                    triangles += sum(max(0, strip.count("x") - 2) for strip in strips)
                    faces = triangles
        return faces, triangles, vertices


def of_stl(content):
    if content.lstrip()[:5].lower() == b"solid" and b"\0" not in content[:512]:
        count = len(re.findall(rb"^\s*facet\b", content, re.M | re.I))
    else:
        count = struct.unpack_from("<I", content, 80)[0]
    return count, count, 3 * count


def of_gltf(scene):
    """glTF 2. A mesh counts as often as a node of the scene shows it. Triangles alone: mode 4, strips and fans."""
    if not scene["asset"]["version"].startswith("2"):
        return None
    accessors, nodes = scene.get("accessors", []), scene.get("nodes", [])
    triangles = vertices = 0
    open_nodes = list(scene["scenes"][scene.get("scene", 0)]["nodes"])
    while open_nodes:
        node = nodes[open_nodes.pop()]
        open_nodes += node.get("children", [])
        if "mesh" not in node:
            continue
        for primitive in scene["meshes"][node["mesh"]]["primitives"]:
            places = accessors[primitive["attributes"]["POSITION"]]["count"]
            corners = accessors[primitive["indices"]]["count"] if "indices" in primitive else places
            mode = primitive.get("mode", 4)
            triangles += corners // 3 if mode == 4 else corners - 2 if mode in (5, 6) else 0
            vertices += places
    return triangles, triangles, vertices


def of_glb(content):
    (length,) = struct.unpack_from("<I", content, 12)
    return of_gltf(json.loads(content[20:20 + length]))


def counts(path):
    content, ending = Path(path).read_bytes(), Path(path).suffix.lower()
    try:
        if ending == ".obj":
            return of_obj(content)
        if ending == ".ply":
            return Ply(content).counts()
        if ending == ".stl":
            return of_stl(content)
        if ending == ".gltf":
            return of_gltf(json.loads(content))
        if ending == ".glb":
            return of_glb(content)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, StopIteration, RecursionError, struct.error):
        pass
    return None

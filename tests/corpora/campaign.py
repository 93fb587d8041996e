# SPDX-License-Identifier: MIT
"""Bad and odd scans through the shipped program: it reads them or refuses them with one sentence, and counts right.

    campaign.py PROGRAM [--models FOLDER] [--mutants N] [--places N] [--seed N] [--keep FOLDER]

Runs `inspect` on all files below FOLDER (Debian's assimp-testmodels), on N mutants of each format's good files, and on 20
files cut short at N places each. What it reads must have the counts that second_reader.py finds in the same file. Prints a
table by format.
"""
import argparse
import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from good_files import good_files, mutant_of
from second_reader import counts

FORMATS = {".obj", ".ply", ".stl", ".gltf", ".glb"}
UNITS = ("", "m", "cm", "mm", "dm", "inch")  # a model of no person has a size in one of them
LIMIT_S = 10
CUT_FILES = 20


class Campaign:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.rows = collections.defaultdict(collections.Counter)
        self.wrong = []

    def inspect(self, path, unit=""):
        words = [self.program, "inspect", path, "--json"] + (["--unit", unit] if unit else [])
        try:
            return subprocess.run(words, capture_output=True, timeout=LIMIT_S)
        except subprocess.TimeoutExpired:
            return None

    def wrong_refusal(self, path, done):
        """One sentence, apart from the name, which may hold anything."""
        said = done.stderr.decode(errors="replace").replace(str(path), "FILE")
        if done.stdout:
            return "it printed beside its refusal"
        if not re.fullmatch(r"mesomap: [^\n]*\.\n", said) or re.search(r"(?<!\.\.)\. ", said):  # what is quoted may end in ...
            return f"no single sentence: {said!r}"
        return None

    def wrong_counts(self, path, done):
        """(what is wrong, whether there was a second reader)."""
        facts, other = json.loads(done.stdout), counts(path)
        if other is None:
            return None, False
        triangles = facts["triangles"] + facts["dropped_degenerate"] + facts["dropped_duplicate"]
        vertices = facts["vertices"] + facts["merged_vertices"] + facts["unused_vertices"]
        ours = (facts["faces_in_file"], triangles, vertices)
        # What it left out it has counted and said; then the counts may be lower.
        if ours == other or (facts["warnings"] and all(a <= b for a, b in zip(ours, other))):
            return None, True
        return f"faces, triangles and vertices are {ours}, and {other} by the second reader", True

    def trial(self, table, path, units=("",)):
        """One file, with the first unit that it takes. (format, outcome, what is wrong)."""
        for unit in units:
            began = time.monotonic()
            done = self.inspect(path, unit)
            if done is None:
                return table, "hung", f"over {LIMIT_S} s"
            if done.returncode < 0:
                return table, "crashed", f"signal {-done.returncode}"
            if done.returncode == 0:
                wrong, compared = self.wrong_counts(path, done)
                return table, "compared" if compared else "read", wrong
            wrong = self.wrong_refusal(path, done)
            if wrong:
                break
        return table, "refused", wrong

    def count(self, name, outcome):
        table, kind, wrong = outcome
        self.rows[table][kind] += 1
        if wrong:
            self.rows[table]["wrong"] += 1
            self.wrong.append(f"{name}: {wrong}")

    def trials(self, table, cases):
        """`cases`: (name, bytes), tried side by side; a wrong one is kept."""
        def one(case):
            name, content = case
            with tempfile.NamedTemporaryFile(dir=self.folder, suffix=Path(name).suffix) as file:
                file.write(content)
                file.flush()
                return case, self.trial(table, Path(file.name))

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for (name, content), outcome in pool.map(one, cases):
                self.count(name, outcome)
                if outcome[2]:
                    kept = Path(self.folder) / f"wrong {len(self.wrong)} {Path(name).name}"
                    kept.write_bytes(content)

    def models(self, folder):
        files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
        table = {path: path.suffix.lower() if path.suffix.lower() in FORMATS else "others" for path in files}
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for path, outcome in zip(files, pool.map(lambda p: self.trial(f"models {table[p]}", p, UNITS), files)):
                self.count(path.relative_to(folder), outcome)
        return [path for path in files if table[path] in FORMATS]

    def mutants(self, good, number, chance):
        by_format = collections.defaultdict(list)
        for name in good:
            by_format[Path(name).suffix].append(name)
        for ending, names in by_format.items():
            cases = [(names[i % len(names)], i) for i in range(number)]
            self.trials(f"mutants {ending}", [(f"mutant {i} of {name}", mutant_of(good[name], chance)) for name, i in cases])

    def cuts(self, good, models, places):
        files = list(good.items()) + [(str(path), path.read_bytes()) for path in models]
        for name, content in files[:CUT_FILES]:
            at = sorted({round(i * len(content) / places) for i in range(places)})
            self.trials(f"cut {Path(name).suffix.lower()}", [(f"{name} cut at {n}{Path(name).suffix}", content[:n]) for n in at])

    def table(self):
        kinds = ("compared", "read", "refused", "crashed", "hung", "wrong")
        print(f"{'':16}" + "".join(f"{kind:>10}" for kind in kinds))
        for name, row in self.rows.items():
            print(f"{name:16}" + "".join(f"{row[kind]:10}" for kind in kinds))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--models")
    parser.add_argument("--mutants", type=int, default=1000)
    parser.add_argument("--places", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder for the files that went wrong")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        campaign = Campaign(Path(arguments.program).resolve(), arguments.keep or temporary)
        good, models = good_files(), []
        for name, content in good.items():
            path = Path(temporary) / name
            path.write_bytes(content)
            table, kind, wrong = campaign.trial(f"good {path.suffix}", path)
            campaign.count(name, (table, kind, wrong if kind == "compared" else "a good file is not read and compared"))
        if arguments.models:
            models = campaign.models(arguments.models)
        # Those that are read, the small ones first: a cut in them hits something sooner.
        models = sorted((p for p in models if campaign.inspect(p, "").returncode == 0), key=lambda p: (p.stat().st_size, p))
        campaign.mutants(good, arguments.mutants, random.Random(arguments.seed))
        campaign.cuts(good, models, arguments.places)
        campaign.table()
    for wrong in campaign.wrong[:40]:
        print("WRONG:", wrong)
    trials = sum(sum(row[k] for k in ("compared", "read", "refused", "crashed", "hung")) for row in campaign.rows.values())
    print(f"{trials} trials, {len(campaign.wrong)} wrong")
    sys.exit(bool(campaign.wrong))


if __name__ == "__main__":
    main()

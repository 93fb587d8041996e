#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the fuzz targets one after the other and tells what they found. See README.md beside it.

campaign.py BUILD [TARGET...] [--runs N]: BUILD is build/fuzz. What is new of the corpora stays in BUILD/corpus, and an
input that breaks a target in BUILD/finds. campaign.py BUILD TARGET... --keep makes the kept corpora anew, as small as they
can be, of those before and what is new.
"""
import argparse
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
LONGEST_INPUT = {"session_map": 9000, "request": 3000, "commands": 2000, "case_file": 9000}  # bytes; else 1024
# What is freed is forgotten soon and stacks are short: a run is three times as quick.
SANITIZERS = "quarantine_size_mb=16:malloc_context_size=4:detect_stack_use_after_return=0"
# Assimp leaks where it refuses; its process ends after one scan.
LEAKS_ELSEWHERE = {"gltf"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--runs", type=int, default=5_000_000, help="executions of each target")
    parser.add_argument("--keep", action="store_true", help="renew tests/fuzz/corpus instead")
    return parser.parse_intermixed_args()


def environment(target):
    leaks = int(target not in LEAKS_ELSEWHERE)
    values = dict(os.environ, ASAN_OPTIONS=f"{SANITIZERS}:detect_leaks={leaks}")
    symbolizer = shutil.which("llvm-symbolizer-19") or shutil.which("llvm-symbolizer")
    return values | ({"ASAN_SYMBOLIZER_PATH": symbolizer} if symbolizer else {})


def command(build, target, runs, place):
    words = HERE / "words" / f"{target}.dict"
    return [build / "tests" / "fuzz" / f"fuzz_{target}", place, HERE / "corpus" / target, f"-runs={runs}",
            "-timeout=2", "-rss_limit_mb=2048", f"-max_len={LONGEST_INPUT.get(target, 1024)}",
            "-reload=0", "-print_final_stats=1", f"-artifact_prefix={build / 'finds' / target}-",
            *([f"-dict={words}"] if words.exists() else [])]


def figure(log, name):
    found = re.search(rf"stat::{name}:\s+(\d+)", log)
    return int(found[1]) if found else 0


def was_only_a_pause(build, target, find):
    """The limit of 2 s goes by the clock: on a busy machine a process may get no time for so long."""
    if not find or "-timeout-" not in find:
        return False
    program = build / "tests" / "fuzz" / f"fuzz_{target}"
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run([program, find], env=environment(target), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ran.returncode == 0 and ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime < 2


def fuzz(build, target, runs):
    """The line of the table, and whether nothing was found."""
    place = build / "corpus" / target
    for folder in (place, build / "finds"):
        folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    done = most_mb = 0
    while True:
        ran = subprocess.run(command(build, target, runs - done, place), env=environment(target), text=True,
                             errors="replace", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        done += figure(ran.stderr, "number_of_executed_units")
        most_mb = max(most_mb, figure(ran.stderr, "peak_rss_mb"))
        # The last one ended the run; those before it were only slow.
        finds = re.findall(r"Test unit written to (\S+)", ran.stderr) if ran.returncode else []
        find = finds[-1] if finds else None
        if not was_only_a_pause(build, target, find):
            break
        os.remove(find)
    slowest_s = figure(ran.stderr, "slowest_unit_time_sec")
    (build / "finds" / f"{target}.log").write_text(ran.stderr)
    line = (f"{target:16}{done:>12,}{time.monotonic() - began:>9.0f}{slowest_s:>9}{most_mb:>9}"
            f"  {find or ('none' if ran.returncode == 0 else f'exit code {ran.returncode}')}")
    return line, ran.returncode == 0


def keep(build, target):
    """The fewest files that reach what all reach; those with a name stay."""
    kept = HERE / "corpus" / target
    fresh = build / "merged" / target
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    kept.mkdir(parents=True, exist_ok=True)
    named = [file for file in kept.iterdir() if not re.fullmatch(r"[0-9a-f]{40}", file.name)]
    for file in named:
        shutil.copy(file, fresh)
    program = build / "tests" / "fuzz" / f"fuzz_{target}"
    subprocess.run([program, "-merge=1", "-timeout=2", fresh, kept, build / "corpus" / target],
                   env=environment(target), check=True, stderr=subprocess.DEVNULL)
    shutil.rmtree(kept)
    shutil.copytree(fresh, kept)
    files = list(kept.iterdir())
    print(f"{target:16}{len(files):>6} files{sum(file.stat().st_size for file in files):>10,} bytes")


def main():
    wanted = arguments()
    built = sorted(file.name.removeprefix("fuzz_") for file in (wanted.build / "tests" / "fuzz").glob("fuzz_*"))
    unknown = set(wanted.targets) - set(built)
    if unknown:
        sys.exit(f"There is no target {', '.join(sorted(unknown))}; there are {', '.join(built)}.")
    targets = wanted.targets or built
    if wanted.keep:
        for target in targets:
            keep(wanted.build, target)
        return
    print(f"{'target':16}{'executions':>12}{'seconds':>9}{'slowest':>9}{'MB':>9}  find", flush=True)
    clean = True
    for target in targets:
        line, good = fuzz(wanted.build, target, wanted.runs)
        clean = clean and good
        print(line, flush=True)
    sys.exit(0 if clean else 1)


if __name__ == "__main__":
    main()

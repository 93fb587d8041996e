# SPDX-License-Identifier: MIT
"""From start to a picture on disk: ours beside f3d and MeshLab, all on the software driver.

Runs alternate, so that what else the machine does falls on all alike; medians count. Time and memory are taken in runs
of their own, because looking at memory takes time. Memory is the most that a program and its children held at once:
pages that they share count once (PSS).
"""
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from contenders import ROOT

BUILD = ROOT / 'build/release'
SIZE = (1280, 800)
MAX_EDGE_MM = 0.87  # cuts a head into 1.4 million triangles
LOOK_S = 0.004
TIME_LIMIT_S = 300
MEBIBYTE = 1 << 20


@dataclass
class Contender:
    name: str
    command: object  # (mesh, picture) -> words


@dataclass
class Row:
    contender: Contender
    wall_s: list = field(default_factory=list)
    processor_s: list = field(default_factory=list)
    peak_bytes: list = field(default_factory=list)
    problem: str = ''


def contenders():
    size = f'{SIZE[0]}x{SIZE[1]}'
    ours = Contender('Mesomap', lambda mesh, out: [BUILD / 'app/mesomap', 'render', mesh, '--size', size, '--out', out])
    f3d = Contender('f3d', lambda mesh, out: ['f3d', mesh, '--output', out, '--resolution', f'{SIZE[0]},{SIZE[1]}'])
    watcher = ROOT / 'benchmarks/peers/meshlab_picture.py'
    meshlab = Contender('MeshLab', lambda mesh, out: ['/usr/bin/python3', watcher, mesh, out])
    has_meshlab = shutil.which('meshlab') and shutil.which('import') and shutil.which('Xvfb')
    return [ours] + ([f3d] if shutil.which('f3d') else []) + ([meshlab] if has_meshlab else [])


def dense_mesh(folder, max_edge_mm):
    """A head whose triangles are cut until no edge is longer; its number of triangles."""
    mesh = folder / f'head-{max_edge_mm}.ply'
    scan = Path(os.environ.get('MESOMAP_SCANS', '')) / 'head-02.ply'
    if not scan.is_file():
        scan = ROOT / 'assets/models/face.ply'
    words = [BUILD / 'benchmarks/sampler_benchmark', 'mesh', scan, mesh, '--max-edge', str(max_edge_mm)]
    answer = subprocess.run(words, capture_output=True, check=True, text=True).stdout
    return mesh, int(re.search(r'"triangles":(\d+)', answer)[1])


@contextmanager
def display():
    """A screen for those that need one, or the one that is there; its environment."""
    environment = {**os.environ, 'LIBGL_ALWAYS_SOFTWARE': '1', 'MESOMAP_DEVICE': 'llvmpipe'}
    if not shutil.which('Xvfb'):
        yield environment
        return
    reader, writer = os.pipe()
    words = ['Xvfb', '-displayfd', str(writer), '-screen', '0', '1600x1200x24', '-nolisten', 'tcp']
    server = subprocess.Popen(words, pass_fds=[writer], stderr=subprocess.DEVNULL)
    try:
        number = os.read(reader, 16).decode().strip()
        yield {**environment, 'DISPLAY': f':{number}'}
    finally:
        server.terminate()
        server.wait()


def children_of(pid):
    try:
        tasks = Path(f'/proc/{pid}/task')
        found = [int(child) for task in tasks.iterdir() for child in (task / 'children').read_text().split()]
    except OSError:
        return []
    return found + [grandchild for child in found for grandchild in children_of(child)]


def held_bytes(pid):
    total = 0
    for one in [pid, *children_of(pid)]:
        try:
            rollup = Path(f'/proc/{one}/smaps_rollup').read_text()
            total += int(re.search(r'^Pss:\s+(\d+) kB', rollup, re.M)[1]) << 10
        except (OSError, TypeError):
            pass  # it has just ended
    return total


def run(words, environment, looks):
    """(wall s, processor s, most bytes held) of one run; the last is None unless it looks."""
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen([str(word) for word in words], env=environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while looks and process.poll() is None:
        most = max(most, held_bytes(process.pid))
        time.sleep(LOOK_S)
    if process.wait(timeout=TIME_LIMIT_S) != 0:
        raise RuntimeError(f'ended with {process.returncode}')
    wall = time.perf_counter() - start
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, spent, most if looks else None


def measure(rows, mesh, rounds, pictures):
    with display() as environment:
        for turn in range(rounds + 1):  # the first fills the caches of files and shaders
            for row in rows:
                if row.problem:
                    continue
                picture = pictures / f'{row.contender.name.lower()}.png'
                picture.unlink(missing_ok=True)
                words = row.contender.command(mesh, picture)
                try:
                    wall, spent, _ = run(words, environment, looks=False)
                    *_, peak = run(words, environment, looks=True)
                    if not picture.is_file():
                        raise RuntimeError('wrote no picture')
                except (RuntimeError, OSError, subprocess.TimeoutExpired) as problem:
                    row.problem = str(problem)
                    continue
                if turn > 0:
                    row.wall_s.append(wall)
                    row.processor_s.append(spent)
                    row.peak_bytes.append(peak)


def table(rows, triangles):
    ours = rows[0]
    lines = [f'{triangles} triangles as binary PLY to a PNG of {SIZE[0]} x {SIZE[1]} pixels, software driver, medians',
             f'{"":<10}{"wall s":>10}{"processor s":>14}{"peak MiB":>11}{"   ours / theirs: wall, processor, memory"}']
    for row in rows:
        if row.problem:
            lines.append(f'{row.contender.name:<10}{row.problem:>24}')
            continue
        wall, spent, peak = (statistics.median(values) for values in (row.wall_s, row.processor_s, row.peak_bytes))
        line = f'{row.contender.name:<10}{wall:>10.2f}{spent:>14.2f}{peak / MEBIBYTE:>11.0f}'
        if row is not ours and not ours.problem:
            shares = [statistics.median(mine) / theirs for mine, theirs in
                      ((ours.wall_s, wall), (ours.processor_s, spent), (ours.peak_bytes, peak))]
            line += '   ' + ', '.join(f'{share:.2f}' for share in shares)
        lines.append(line)
    return '\n'.join(lines)


def compare(out, max_edge_mm=MAX_EDGE_MM, rounds=5):
    rows = [Row(contender) for contender in contenders()]
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        mesh, triangles = dense_mesh(Path(folder), max_edge_mm)
        measure(rows, mesh, rounds, out)
    return table(rows, triangles)

# SPDX-License-Identifier: MIT
"""What all peers share. Each is run as

    NAME_peer.py MESH.ply SPACING_MM POINTS OUT.xyz [--oversampling N]

in a process of its own, reads the mesh, samples it under the clock, writes the points (x y z each line) and answers
one line of JSON: the number of points, wall and CPU seconds of the sampling call, and what exactly was timed.
POINTS is for a peer that asks for a number of points and not for a distance.
"""
import argparse
import json
import os
import pty
import subprocess
import time

# MeshLab's own rule: it expects area / (2.2 r^2) points in its set, and draws 20 candidates for each. Peers whose
# pool of candidates has to be chosen get the same pool, so that their rows compare.
CANDIDATES_PER_POINT = 20
EXPECTED_POINTS_FACTOR = 2.2


def arguments(words):
    parser = argparse.ArgumentParser()
    parser.add_argument('mesh')
    parser.add_argument('spacing_mm', type=float)
    parser.add_argument('points', type=int)
    parser.add_argument('out')
    parser.add_argument('--oversampling', type=int, default=1, help="times MeshLab's pool of candidates")
    return parser.parse_args(words)


def candidates_per_mm2(given):
    return given.oversampling * CANDIDATES_PER_POINT / (EXPECTED_POINTS_FACTOR * given.spacing_mm**2)


def write_points(path, points):
    with open(path, 'w') as out:
        for x, y, z in points:
            out.write(f'{x} {y} {z}\n')


def answer(points, wall_s, cpu_s, timed):
    print(json.dumps({'points': points, 'wall_s': wall_s, 'cpu_s': cpu_s, 'timed': timed}), flush=True)


class Stopwatch:
    """Wall and CPU time (of all threads of this process) of a `with` block."""

    def __enter__(self):
        self.wall_s, self.cpu_s = -time.monotonic(), -time.process_time()
        return self

    def __exit__(self, *problem):
        self.wall_s += time.monotonic()
        self.cpu_s += time.process_time()


def cpu_seconds_of(process):
    """Of a process that still runs; Linux counts in hundredths of a second."""
    with open(f'/proc/{process}/stat') as stat:
        fields = stat.read().rpartition(')')[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def timed_by_its_words(command, first, last, environment):
    """Runs a program that cannot be called from inside. It talks while it works: the time from the line that has
    `first` in it to the line that has `last` in it is taken. On a terminal of its own, so that lines come at once.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    begin = end = None
    said = []
    for line in lines_of(ours):
        said.append(line)
        if first in line and begin is None:
            begin = time.monotonic(), cpu_seconds_of(process.pid)
        if last in line and begin and end is None:
            end = time.monotonic(), cpu_seconds_of(process.pid)
    os.close(ours)
    if process.wait() != 0 or end is None:
        raise SystemExit(f'{command[0]} failed: ' + ' | '.join(said[-3:]))
    return end[0] - begin[0], end[1] - begin[1]


def lines_of(terminal):
    rest = b''
    while True:
        try:
            read = os.read(terminal, 65536)
        except OSError:  # the other side is closed
            return
        *lines, rest = (rest + read).split(b'\n')
        for line in lines:
            yield line.decode(errors='replace').strip()

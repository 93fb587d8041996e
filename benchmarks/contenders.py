# SPDX-License-Identifier: MIT
"""Who takes part, and how each is run: one process for each set of points, so that nobody finds a warm cache."""
import json
import pathlib
import subprocess
from dataclasses import dataclass, field

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / 'build/release/benchmarks/sampler_benchmark'
PEERS = ROOT / 'benchmarks/peers'
PYTHON = '/usr/bin/python3'  # Debian's: the peers' modules are packaged for it
LONGEST_RUN_S = 300


class Failed(Exception):
    """With the reason in a few words."""


def said_by(command):
    """The lines that a program writes to its standard output."""
    try:
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                              timeout=LONGEST_RUN_S, check=False)
    except FileNotFoundError as missing:
        raise Failed(f'{missing.filename} is not installed') from missing
    except subprocess.TimeoutExpired as late:
        raise Failed(f'no answer within {LONGEST_RUN_S} s') from late
    if done.returncode != 0:
        reason = (done.stderr.strip() or done.stdout.strip() or f'exit code {done.returncode}').splitlines()[-1]
        raise Failed(reason[:90])
    return done.stdout.splitlines()


def json_from(command):
    """The one line among them that is JSON; programs like Blender say more."""
    answers = [line for line in said_by(command) if line.startswith('{')]
    if not answers:
        raise Failed('no answer')
    return json.loads(answers[-1])


def program(*words):
    return json_from([PROGRAM, *words])


@dataclass(frozen=True)
class Contender:
    name: str
    command: list  # what stands before MESH SPACING
    package: str = ''  # Debian's; empty for ours
    options: list = field(default_factory=list)

    @property
    def is_ours(self):
        return not self.package

    def run(self, mesh, spacing_mm, points, out):
        """`points` is how many ours placed: for peers that take a number and no distance."""
        if self.package and not version(self.package):
            raise Failed(f'{self.package} is not installed')
        places = ['--out', out] if self.is_ours else [points, out]
        return json_from([*self.command, mesh, spacing_mm, *places, *self.options])


def version(package):
    """Of a Debian package; empty if it is not installed."""
    done = subprocess.run(['dpkg-query', '-W', '-f=${db:Status-Status} ${Version}', package],
                          capture_output=True, text=True, check=False)
    status, _, number = done.stdout.partition(' ')
    return number if status == 'installed' else ''


def ours(name, *options):
    return Contender(name, [PROGRAM, 'sample'], options=list(options))


def in_two_sizes(name, command, package):
    """A peer that thins out a pool of candidates: MeshLab's pool, and ten times as many."""
    return [Contender(name, command, package),
            Contender(f'{name}, 10 x candidates', command, package, ['--oversampling', 10])]


OURS = [ours('Mesomap, 1 thread', '--threads', 1),
        ours('Mesomap, 2 threads', '--threads', 2),
        ours('Mesomap, GPU', '--gpu')]

PEER_PACKAGES = {'Open3D': 'python3-open3d', 'MeshLab': 'meshlab', 'Blender': 'blender', 'CloudCompare': 'cloudcompare'}

OTHERS = [
    Contender('Open3D', [PYTHON, PEERS / 'open3d_peer.py'], 'python3-open3d'),
    *in_two_sizes('MeshLab', ['xvfb-run', '-a', PYTHON, PEERS / 'meshlab_peer.py'], 'meshlab'),
    *in_two_sizes('Blender', ['blender', '-b', '--factory-startup', '--python-exit-code', '1',
                              '--python', PEERS / 'blender_peer.py', '--'], 'blender'),
    *in_two_sizes('CloudCompare', [PYTHON, PEERS / 'cloudcompare_peer.py'], 'cloudcompare'),
]

# SPDX-License-Identifier: MIT
"""The table: every sampler on the same meshes and spacings in one run, alternating, with quality beside speed."""
import csv
import os
import pathlib
import sys
import time
from dataclasses import dataclass, field

import contenders
from contenders import Failed, ROOT

ENOUGH_COVER = 1.35  # a peer with a wider gap is not compared in speed
LONG_S = 3  # who takes longer than this is timed in the first round only

NOTES = '''\
wall, CPU   the least of the rounds (of one if above 3 s), of the sampling call alone: no program start, no files.
            Ours has its skin prepared before, once per scan: "prep" tells how long that took. Peers have nothing such.
            MeshLab and CloudCompare can't be called from inside: the time between two lines that they print.
            CPU is of all threads; points/s is by wall clock, points/CPU s by CPU time.
least / r   the least distance between two points; "close" counts the pairs closer than r - 1 micrometre.
gap / r     the place of the skin that is farthest from a point: an upper bound by branch and bound, within 0.001.
N r2 / A    points for their distance: a saturated random set in the plane has 0.70.
            All three by one judge, exact distances along the skin, over all points and the whole skin; peers' points
            are laid on the nearest skin. Open3D takes a number of points, not a distance: it gets ours.
            MeshLab's own pool is 20 candidates per point that it expects; Blender and CloudCompare get the same.'''


@dataclass
class Case:
    scan: str
    mesh: pathlib.Path
    triangles: int
    spacing_mm: float


@dataclass
class Row:
    case: Case
    contender: contenders.Contender
    answers: list = field(default_factory=list)  # one per round
    judgement: dict = None
    failure: str = ''

    @property
    def name(self):
        return self.contender.name

    @property
    def points(self):
        return self.answers[0]['points']

    def least(self, key):
        return min(answer[key] for answer in self.answers)

    @property
    def points_per_s(self):
        return self.points / self.least('wall_s')

    @property
    def points_per_cpu_s(self):
        return self.points / max(self.least('cpu_s'), 0.005)  # some clocks count in hundredths

    @property
    def gap(self):
        gap = self.judgement['gap_at_most']
        return float('inf') if gap is None else gap

    @property
    def keeps_distance(self):
        return self.judgement['pairs_too_close'] == 0


def scans():
    """The reference face, and real heads where there are some."""
    folder = pathlib.Path(os.environ.get('MESOMAP_SCANS', ROOT.parent / 'shared/scans'))
    real = [folder / 'head-01.obj', folder / 'head-02.ply']
    return [ROOT / 'assets/models/face.ply', *(scan for scan in real if scan.exists())]


def cases(files, spacings, out):
    for file in files:
        mesh = out / f'{file.stem}.ply'
        facts = contenders.program('mesh', file, mesh)
        for spacing in spacings:
            yield Case(file.stem, mesh, facts['triangles'], spacing)


def measure(rows, rounds, budget_s, out):
    """All rows in turn, round after round; rounds after the first are left out when the budget is spent. Then the
    judge looks at the points of the first round."""
    out.mkdir(parents=True, exist_ok=True)
    begin = time.monotonic()
    for number in range(rounds):
        if number and time.monotonic() - begin > budget_s:
            break
        run_in_turn(rows, f'round {number + 1}', out)
    for done, row in enumerate(rows):
        tell(f'judge, {done} of {len(rows)}')
        if not row.failure:
            attempt(row, lambda row: judge(row, out))
    tell('')


def run_in_turn(rows, title, out):
    points = 0
    for done, row in enumerate(rows):
        tell(f'{title}, {done} of {len(rows)}: {row.case.scan}, {row.name}')
        if not row.failure and not (row.answers and row.least('wall_s') > LONG_S):
            attempt(row, lambda row: run(row, points, out))
        if row.contender.is_ours and row.answers:
            points = row.points


def attempt(row, work):
    try:
        work(row)
    except Failed as problem:
        row.failure = str(problem)


def points_file(row, out):
    return out / f'{row.case.scan}, {row.case.spacing_mm:g} mm, {row.name}.xyz'


def run(row, points, out):
    file = points_file(row, out) if not row.answers else out / 'later round.xyz'
    row.answers.append(row.contender.run(row.case.mesh, row.case.spacing_mm, points, file))


def judge(row, out):
    row.judgement = contenders.program('judge', row.case.mesh, row.case.spacing_mm, points_file(row, out))


def tell(progress):
    """On a line of its own that is written over; nothing where nobody looks."""
    if sys.stderr.isatty():
        print(f'\r\033[K{progress}', end='', file=sys.stderr, flush=True)


HEAD = (f'{"sampler":<30} {"points":>7} {"prep ms":>7} {"wall ms":>8} {"CPU ms":>8} {"points/s":>9} {"points/CPU s":>12} '
        f'{"least / r":>9} {"close":>6} {"gap / r":>8} {"N r2 / A":>8}')


def line_of(row):
    if row.failure:
        return f'{row.name:<30} {row.failure}'
    prepared = f'{1000 * row.least("prepare_s"):.0f}' if row.contender.is_ours else ''
    least = row.judgement['least']
    least = '> 1.5' if least is None else f'{least:.4f}'
    gap = '> 4' if row.gap == float('inf') else f'{row.gap:.3f}'
    return (f'{row.name:<30} {row.points:>7} {prepared:>7} {1000 * row.least("wall_s"):>8.0f} '
            f'{1000 * row.least("cpu_s"):>8.0f} {row.points_per_s:>9.0f} {row.points_per_cpu_s:>12.0f} {least:>9} '
            f'{row.judgement["pairs_too_close"]:>6} {gap:>8} {row.judgement["filling"]:>8.3f}')


def covers_well(row):
    return not row.failure and row.gap <= ENOUGH_COVER and row.keeps_distance


def verdict(rows):
    """How much quicker ours is than the quickest peer that covers well enough."""
    ours = [row for row in rows if row.contender.is_ours and not row.failure and 'GPU' not in row.name]
    peers = [row for row in rows if not row.contender.is_ours]
    good = [row for row in peers if covers_well(row)]
    if not ours or not peers:
        return
    if not good:
        yield f'No peer keeps its distance and covers the skin within {ENOUGH_COVER} r.'
        return
    sentences = []
    for what, speed in (('by the clock', lambda row: row.points_per_s),
                        ('by CPU time', lambda row: row.points_per_cpu_s)):
        mine, best = max(ours, key=speed), max(good, key=speed)
        sentences.append(f'{speed(mine) / speed(best):.1f} x {best.name} {what}')
    yield f'Ours against the quickest peer within {ENOUGH_COVER} r of cover: ' + ', '.join(sentences) + '.'


def good_everywhere(rows):
    """Which samplers keep their distance and cover every scan at every spacing."""
    names = [name for name in dict.fromkeys(row.name for row in rows)
             if all(covers_well(row) for row in rows if row.name == name)]
    return (f'Distance kept and skin covered within {ENOUGH_COVER} r on every scan at every spacing: '
            + ('; '.join(names) or 'nobody') + '.')


def by_case(rows):
    groups = {}
    for row in rows:
        groups.setdefault((row.case.scan, row.case.spacing_mm), []).append(row)
    return groups.values()


def table(rows):
    lines = []
    for group in by_case(rows):
        case = group[0].case
        rounds = max(len(row.answers) for row in group)
        lines += [f'{case.scan}, {case.triangles} triangles, r = {case.spacing_mm:g} mm, rounds: {rounds}', HEAD,
                  *map(line_of, group), *verdict(group), '']
    versions = {name: contenders.version(package) or 'not installed'
                for name, package in contenders.PEER_PACKAGES.items()}
    lines += [good_everywhere(rows), '', NOTES, 'Peers: ' + ', '.join(f'{name} {number}' for name, number in versions.items()) + '.']
    return '\n'.join(lines)


def write_csv(rows, file):
    with open(file, 'w', newline='') as out:
        writer = csv.writer(out)
        writer.writerow(['scan', 'triangles', 'spacing_mm', 'sampler', 'rounds', 'points', 'prepare_s', 'wall_s', 'cpu_s',
                         'least_over_r', 'pairs_too_close', 'gap_over_r_at_least', 'gap_over_r_at_most',
                         'filling', 'failure'])
        for row in rows:
            case = [row.case.scan, row.case.triangles, row.case.spacing_mm, row.name, len(row.answers)]
            if row.failure:
                writer.writerow([*case, *[''] * 9, row.failure])
                continue
            judged = [row.judgement[key] for key in
                      ('least', 'pairs_too_close', 'gap_at_least', 'gap_at_most', 'filling')]
            prepared = row.least('prepare_s') if row.contender.is_ours else ''
            writer.writerow([*case, row.points, prepared, row.least('wall_s'), row.least('cpu_s'), *judged, ''])

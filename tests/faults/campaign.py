# SPDX-License-Identifier: MIT
"""The system fails on purpose, or the program is killed, at each call about a file, and nothing may be lost. The same
where there is no memory left, and where the graphics device is lost.

Drives the real program (fault_layer.c before it) through what practitioners do: begin a case, go on with one, plan,
approve, acknowledge, export. After each fault: the exit says so in one sentence, files are the old or the new ones, whole, nothing is left
beside them, and the case opens with every command that had been told as kept. What is wrong is told at once.

    campaign.py PROGRAM FAULT_LAYER [--every N] [--memory N] [--kills N] [--seed N]
"""
import argparse
import collections
import json
import math
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

HOWS = ('eio', 'eio-ever', 'enospc', 'enospc-ever', 'kill')
LIE = 'lie'  # a write that says it went well, and kept other bytes; of files that are written once and for all
OF_MEMORY = ('memory', 'memory-ever')
LOST = 'lost'  # the graphics device, at a submission
MOMENT = 'kill at a moment'  # at so many seconds, in the middle of whatever it does
KILLS = ('kill', MOMENT)
DRAWN = ('chart', 'stencil', 'card', 'patient')  # exports
TIME_S = 60
# Its passphrase costs a try next to nothing.
SEALED = Path(__file__).resolve().parents[1] / 'fixtures' / 'version_2_sealed.mesocase'
SEALED_RADIUS_MM = 40  # of the ball in it
RADIUS_MM = 16


def ball(radius_mm=RADIUS_MM, rings=12):
    """A small scan."""
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
    lines = ['ply', 'format ascii 1.0', 'comment unit mm', f'element vertex {len(places)}', 'property float x',
             'property float y', 'property float z', f'element face {len(triangles)}',
             'property list uchar int vertex_indices', 'end_header']
    lines += ['%.6f %.6f %.6f' % place for place in places] + ['3 %d %d %d' % triangle for triangle in triangles]
    return '\n'.join(lines) + '\n'


def commands(first, count, radius_mm=RADIUS_MM):
    """A zone and strokes on it, as lines."""
    lines = [{'command': 'add_zone', 'zone': f'zone {first}', 'technique': 'nappage'}]
    for i in range(count - 1):
        angle = 2 * first + 0.15 * i
        lines.append({'command': 'paint_stroke', 'zone': f'zone {first}', 'mode': 'add', 'radius_mm': 3,
                      'path_mm': [[radius_mm * math.sin(angle), 0, radius_mm * math.cos(angle)]]})
    return ''.join(json.dumps(line) + '\n' for line in lines)


REQUEST = json.dumps({'format': 'mesomap.request', 'version': 1, 'seed': 1, 'zones': [
    {'name': 'cheek', 'technique': 'nappage', 'spacing_mm': 3,
     'strokes': [{'mode': 'add', 'radius_mm': 6, 'path_mm': [[0, 0, RADIUS_MM]]}]}]})


@dataclass
class Work:
    """One thing that a practitioner does, with files as they are before."""
    name: str
    words: list
    before: dict                                  # name of a file: its bytes
    outputs: list = field(default_factory=list)   # all new or all as before
    case: str = ''
    passphrases: tuple = ()                       # files with one that the case may have behind it; none: it has none
    draws: bool = False                           # with Vulkan's driver or Pango
    submits: bool = False                         # to the graphics device


class Campaign:
    def __init__(self, program, layer):
        self.program, self.layer = program, layer
        self.wrong, self.counts = 0, collections.Counter()

    def run(self, folder, words, at=None, how=''):
        """(exit code, what was printed, errors, number of calls). The calls are counted where one is to fail."""
        environment = {'PATH': os.environ['PATH'], 'HOME': str(folder), 'LC_ALL': 'C.UTF-8'}
        reading, writing = os.pipe()
        if how == LOST:
            environment |= {'MESOMAP_LOSE_DEVICE_AFTER': str(at)}
        elif at is not None and how != MOMENT:
            environment |= {'LD_PRELOAD': str(self.layer), 'MESOMAP_FAULT_FOLDER': str(folder), 'MESOMAP_FAULT_AT': str(at),
                            'MESOMAP_FAULT_HOW': how, 'MESOMAP_FAULT_TOLD': str(writing)}
        process = subprocess.Popen([self.program, *words], cwd=folder, env=environment, pass_fds=(writing,), text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        os.close(writing)
        try:
            printed, errors = process.communicate(timeout=at if how == MOMENT else TIME_S)
        except subprocess.TimeoutExpired:
            process.kill()
            printed, errors = process.communicate()
            if how != MOMENT:
                errors += 'it hung'
        told = os.read(reading, 100).decode()
        os.close(reading)
        return process.returncode, printed, errors, int(told) if told else 0

    def folder_of(self, work, parent):
        folder = Path(tempfile.mkdtemp(dir=parent))
        for name, content in work.before.items():
            (folder / name).write_bytes(content)
            (folder / name).chmod(0o600)
        return folder

    def finished(self, work, parent):
        """The files after an undisturbed run."""
        return self.undisturbed(work, parent)[0]

    def undisturbed(self, work, parent):
        """(the files after it, seconds)."""
        folder = self.folder_of(work, parent)
        start = time.monotonic()
        code, _, errors, _ = self.run(folder, work.words)
        assert code == 0, f'{work.name}: {errors}'
        return ({path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}, time.monotonic() - start)

    def calls(self, work, parent, how):
        """That could fail so."""
        return self.run(self.folder_of(work, parent), work.words, 0, how)[3]

    def trial(self, work, after, parent, at, how):
        """(what came of it, what is wrong with that)."""
        folder = self.folder_of(work, parent)
        code, printed, errors, _ = self.run(folder, work.words, at, how)
        killed = how in KILLS and code == -9
        wrong = [f'{work.name}, {how} at {at}: {fault}'
                 for fault in self.what_is_wrong(work, after, folder, how, code, printed, errors)]
        shutil.rmtree(folder)
        return 'killed' if killed else 'refused' if code else 'went on', wrong

    def lose_device(self, work, after, parent, every):
        """At each submission, until it is one behind the last."""
        at, outcome = 1, 'refused'
        while outcome == 'refused':
            outcome, wrong = self.trial(work, after, parent, at, LOST)
            self.note(outcome, wrong)
            at += every
        return at // every

    def note(self, outcome, wrong):
        self.counts[outcome] += 1
        self.wrong += len(wrong)
        for fault in wrong:
            print('WRONG:', fault, flush=True)

    def trials(self, work, after, parent, faults):
        """Side by side."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for outcome, wrong in pool.map(lambda fault: self.trial(work, after, parent, *fault), faults):
                self.note(outcome, wrong)

    def what_is_wrong(self, work, after, folder, how, code, printed, errors):
        killed = how in KILLS and code == -9
        if how in OF_MEMORY and code < 0 and work.draws:
            self.counts['ended by a library'] += 1  # the drivers and fonts that draw do not check; files count all the same
        elif code < 0 and not killed:
            yield f'it crashed with {code}: {errors[-300:]}'
        if code > 0 and len(errors.strip().splitlines()) != 1:
            yield f'it did not say one sentence: {errors!r}'
        now = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        yield from self.wrong_outputs(work, after, now, code, can_undo=not killed and not how.endswith('-ever'))
        known = set(work.before) | set(work.outputs) | {'.local', '.config', '.cache'}
        if work.case:  # the last three are parts of a case that was not closed
            known |= {work.case + ending for ending in ('', '-wal', '-shm', '-journal')}
        unfinished = ('.part', '.new', '.new-journal') if killed else ()
        extra = {name for name in now if name not in known and not name.endswith(unfinished)}
        if extra:
            yield f'it left {sorted(extra)}'
        if work.case:
            yield from self.wrong_case(work, after, folder, printed)

    def wrong_outputs(self, work, after, now, code, can_undo):
        if not work.outputs:
            return
        news = [same(work, now.get(name), after[name]) for name in work.outputs]
        olds = [now.get(name) == work.before.get(name) for name in work.outputs]
        if any(not new and not old for new, old in zip(news, olds)):
            yield f'an output is half written, exit {code}'
        elif code == 0 and not all(news):
            yield 'it told of success without its outputs'
        elif can_undo and not all(news) and not all(olds):
            yield 'some outputs are new and some old'

    def wrong_case(self, work, after, folder, printed):
        kept = sum(line.startswith('kept ') for line in printed.splitlines())
        path = folder / work.case
        if not path.exists():
            if kept or work.case in work.before:
                yield 'the case is gone'
            return
        (folder / 'nothing.jsonl').write_text('')
        opens, errors = self.opens(work, folder, ['run', 'nothing.jsonl', '--case', work.case])
        if not opens:
            yield f'the case does not open: {errors}'
            return
        is_whole, errors = self.opens(work, folder, ['audit', 'verify', work.case])
        if not is_whole:
            yield f'its audit log is not whole: {errors}'
        wished, found = journal(after[work.case], folder), journal(path.read_bytes(), folder)
        before = len(journal(work.before[work.case], folder)) if work.case in work.before else 0
        if not is_sealed(wished + found) and found != wished[:len(found)]:
            yield 'the case holds other commands'
        elif len(found) < before + kept:
            yield f'{before + kept} commands were told as kept, and {len(found)} are there'

    def opens(self, work, folder, words):
        """With one of the passphrases, or without any; and why not."""
        errors = ''
        for file in (*work.passphrases, ''):
            code, _, errors, _ = self.run(folder, words + (['--passphrase-file', file] if file else []))
            if code == 0:
                return True, ''
        return False, errors


def same(work, now, wished):
    """Where memory ended among the fonts another may have been taken: what is written counts."""
    if now == wished or not work.draws or not (now or b'').startswith(b'%PDF'):
        return now == wished
    return read(now) == read(wished)


def read(pdf):
    return subprocess.run(['pdftotext', '-layout', '-', '-'], input=pdf, capture_output=True, check=True).stdout


def journal(content, folder):
    """Its rows; of a sealed case, whose rows only the program can read, nothing but their number."""
    path = folder / 'looked at'
    path.write_bytes(content)
    connection = sqlite3.connect(path)
    sealed = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sealed'").fetchone()[0]
    rows = connection.execute("SELECT 'sealed' FROM sealed WHERE place = 'step'" if sealed else
                              'SELECT kind, command FROM journal ORDER BY number').fetchall()
    connection.close()
    path.unlink()
    return rows


def is_sealed(rows):
    return ('sealed',) in rows


def works(campaign, parent):
    scan = ball().encode()
    first, second = commands(1, 8).encode(), commands(2, 6).encode()
    files = {'scan.ply': scan, 'first.jsonl': first, 'second.jsonl': second, 'request.json': REQUEST.encode()}
    begin = Work('begin a case', ['run', 'first.jsonl', '--scan', 'scan.ply', '--case', 'a.mesocase', '--map', 'map.json',
                                  '--device', 'cpu', '--echo'], files, ['map.json'], 'a.mesocase')
    begun = campaign.finished(begin, parent)
    plan = Work('plan', ['plan', 'request.json', '--scan', 'scan.ply', '--out', 'map.json', '--csv', 'points.csv', '--device',
                         'cpu'], files | {'map.json': b'old', 'points.csv': b'old'}, ['map.json', 'points.csv'])
    planned = campaign.finished(plan, parent)
    yield begin
    yield Work('go on with a case', ['run', 'second.jsonl', '--case', 'a.mesocase', '--map', 'map.json', '--device', 'cpu',
                                     '--echo'], files | {'a.mesocase': begun['a.mesocase'], 'map.json': b'old'}, ['map.json'],
               'a.mesocase')
    third = commands(3, 6, SEALED_RADIUS_MM).encode()
    sealed = {'third.jsonl': third, 's.mesocase': SEALED.read_bytes(), 'old.txt': b'correct horse battery',
              'new.txt': b'a newer passphrase'}
    by_old = ['--passphrase-file', 'old.txt']
    yield Work('go on with a sealed case', ['run', 'third.jsonl', '--case', 's.mesocase', '--device', 'cpu', '--echo', *by_old],
               sealed, [], 's.mesocase', ('old.txt',))
    yield Work('change a passphrase', ['case', 'passphrase', 's.mesocase', '--new-passphrase-file', 'new.txt', *by_old], sealed,
               [], 's.mesocase', ('old.txt', 'new.txt'))
    yield Work('take a passphrase away', ['case', 'decrypt', 's.mesocase', *by_old], sealed, [], 's.mesocase', ('old.txt',))
    yield plan
    for name in ('csv', 'ply', 'slicer', 'ros', 'glb', 'fhir', 'gcode', 'template') + DRAWN:
        out = 'out.pdf' if name == 'stencil' else 'out.file'
        yield Work(f'export {name}', ['export', 'map.json', '--scan', 'scan.ply', '--format', name, '--out', out],
                   files | {'map.json': planned['map.json'], out: b'old'}, [out], draws=name in DRAWN, submits=name in ('chart', 'patient'))
    yield Work('plan on the graphics device', plan.words[:-1] + ['gpu'], plan.before, plan.outputs, draws=True, submits=True)
    yield Work('render', ['render', 'scan.ply', '--map', 'map.json', '--out', 'out.png'],
               files | {'map.json': planned['map.json'], 'out.png': b'old'}, ['out.png'], draws=True, submits=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('layer')
    parser.add_argument('--every', type=int, default=1, help='of the calls, only each so many-th')
    parser.add_argument('--memory', type=int, default=0, help='that many times no memory for each work, by chance')
    parser.add_argument('--kills', type=int, default=0,
                        help='that many more of each work on a case, and a tenth of the others, at moments by chance')
    parser.add_argument('--seed', type=int, default=1, help='of the chance')
    arguments = parser.parse_args()
    campaign = Campaign(Path(arguments.program).resolve(), Path(arguments.layer).resolve())
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as parent:
        for work in works(campaign, parent):
            after, duration_s = campaign.undisturbed(work, parent)
            calls = campaign.calls(work, parent, 'eio')
            faults = [(at, how) for how in HOWS
                      for at in range(1 + chance.randrange(arguments.every), calls + 1, arguments.every)]
            if not work.case:
                faults += [(at, LIE) for at in range(1, calls + 1)]
            requests = campaign.calls(work, parent, 'memory') if arguments.memory else 0
            faults += [(chance.randint(1, requests), OF_MEMORY[i % 2]) for i in range(arguments.memory)]
            kills = arguments.kills if work.case else arguments.kills // 10
            faults += [(chance.uniform(0, duration_s), MOMENT) for _ in range(kills)]
            campaign.trials(work, after, parent, faults)
            losses = campaign.lose_device(work, after, parent, min(arguments.every, 4)) if work.submits else 0
            print(f'{work.name}: {calls} calls, {len(faults) + losses} trials', flush=True)
    print(f'{campaign.counts.total()} trials ({dict(campaign.counts)}), {campaign.wrong} wrong')
    sys.exit(bool(campaign.wrong))


if __name__ == '__main__':
    main()

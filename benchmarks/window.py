# SPDX-License-Identifier: MIT
"""What a hand waits for in the window: on a scan of 1.4 million triangles, with a zone of about 2,000 points.

A display of its own (Xvfb), real mouse events (XTest), and the program's own word for each frame that it showed
(app/shell/frame_log.h), by the same clock. Each wait runs from the event to the end of the first frame that has seen it.
"""
import ctypes
import json
import os
import re
import select
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pictures

MOVES = 100
IDLE_S = 5
PATIENCE_S = 60
LEFT, RIGHT = 1, 3
FACE, FOREHEAD, PANEL = (690, 420), (650, 240), (150, 860)  # in a window of 1440 x 900
REQUEST = {'format': 'mesomap.request', 'version': 1, 'seed': 1, 'zones': [
    {'name': 'face', 'technique': 'nappage', 'spacing_mm': 2,
     'strokes': [{'mode': 'add', 'radius_mm': 52, 'path_mm': [[0, 0, 90]]}]}]}
FRAME = re.compile(r'frame (?P<number>\d+) time (?P<ms>[\d.]+) .* revision (?P<revision>\d+) .* points (?P<points>\d+) '
                   r'(?P<state>ready|working) (?P<picture>all|moving) .* pointer (?P<x>-?\d+),(?P<y>-?\d+) '
                   r'(?P<button>held|free) ')


class Hand:
    """Mouse and keys of a display."""

    def __init__(self, display):
        self.x11 = ctypes.CDLL('libX11.so.6')
        self.test = ctypes.CDLL('libXtst.so.6')
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(display.encode()))

    def flush(self):
        self.x11.XFlush(self.display)
        return 1000 * time.monotonic()

    def move(self, x, y):
        self.test.XTestFakeMotionEvent(self.display, -1, x, y, 0)
        return self.flush()

    def button(self, number, down):
        self.test.XTestFakeButtonEvent(self.display, number, down, 0)
        return self.flush()

    def keys(self, *symbols):
        codes = [self.x11.XKeysymToKeycode(self.display, symbol) for symbol in symbols]
        for code, down in [(code, 1) for code in codes] + [(code, 0) for code in reversed(codes)]:
            self.test.XTestFakeKeyEvent(self.display, code, down, 0)
        return self.flush()


class Window:
    """The program on a scan, seen through its frames."""

    def __init__(self, environment, words, folder):
        self.fifo = folder / 'frames'
        os.mkfifo(self.fifo)
        self.frames = os.open(self.fifo, os.O_RDONLY | os.O_NONBLOCK)
        self.unread = b''
        own = {**environment, 'MESOMAP_FRAME_LOG': str(self.fifo), 'HOME': str(folder),
               'XDG_CONFIG_HOME': str(folder / 'config'), 'XDG_DATA_HOME': str(folder / 'data')}
        self.process = subprocess.Popen([pictures.BUILD / 'app/mesomap', 'window', *words], env=own, cwd=folder)
        self.last = None

    def wait(self, wished):
        """The last frame, or else the first after it, that is as wished."""
        if self.last and wished(self.last):
            return self.last
        while line := self.next_line():
            found = FRAME.match(line)
            if found:
                self.last = {key: float(value) if value[-1].isdigit() else value
                             for key, value in found.groupdict().items()}
                if wished(self.last):
                    return self.last
        raise RuntimeError(f'waited in vain; the last frame was {self.last}')

    def next_line(self):
        """Empty if none came in time, or the program has ended."""
        while b'\n' not in self.unread:
            more = os.read(self.frames, 1 << 16) if select.select([self.frames], [], [], PATIENCE_S)[0] else b''
            if not more:
                return ''
            self.unread += more
        line, self.unread = self.unread.split(b'\n', 1)
        return line.decode()

    def processor_s(self):
        fields = Path(f'/proc/{self.process.pid}/stat').read_text().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.frames)


@dataclass
class Waits:
    what: str
    ms: list
    bare_ms: float = 0  # of the frame that it is compared with

    def line(self):
        ordered = sorted(self.ms)
        p99 = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]
        median = statistics.median(ordered)
        ratio = f'{median / self.bare_ms:>12.2f}' if self.bare_ms else f'{"":>12}'
        return f'{self.what:<44}{median:>10.1f}{p99:>10.1f}{ratio}'


def drag(window, hand, button, start, step, moves=MOVES):
    """Waits of a drag's moves; the button is still down after it."""
    hand.move(*start)
    window.wait(lambda frame: (frame['x'], frame['y']) == start)
    hand.button(button, 1)
    window.wait(lambda frame: frame['button'] == 'held')
    waits = []
    for i in range(1, moves + 1):
        there = (start[0] + round(step[0] * i), start[1] + round(step[1] * i))
        sent = hand.move(*there)
        waits.append(window.wait(lambda frame: (frame['x'], frame['y']) == there)['ms'] - sent)
    return waits


def let_go(window, hand, button):
    sent = hand.button(button, 0)
    return window.wait(lambda frame: frame['button'] == 'free')['ms'] - sent


def is_ready(frame):
    return frame['state'] == 'ready' and frame['picture'] == 'all'


def watch_frames(window, hand):
    """(at rest, while turning): the waits of moves over a panel, and of a turn."""
    waits = []
    for i in range(MOVES // 4):
        there = (PANEL[0] + i % 2, PANEL[1])
        sent = hand.move(*there)
        waits.append(window.wait(lambda frame: (frame['x'], frame['y']) == there)['ms'] - sent)
    turning = drag(window, hand, RIGHT, FACE, (1.5, 0.2))
    let_go(window, hand, RIGHT)
    hand.keys(ord('1'))  # the view from the front
    window.wait(is_ready)
    return waits, turning


def idle_share(window):
    window.wait(is_ready)
    time.sleep(2)  # what is still under way after the last frame
    before = window.processor_s()
    time.sleep(IDLE_S)
    return (window.processor_s() - before) / IDLE_S


def paint(window, hand):
    """Waits of the brush's moves, then of the points that follow it, of letting go, and of undoing."""
    moving = drag(window, hand, LEFT, FOREHEAD, (1.2, 0))
    follow = []
    for i in range(1, 11):
        there = (FOREHEAD[0] + 120, FOREHEAD[1] - 6 * i)
        window.wait(is_ready)
        before = window.last['points']
        sent = hand.move(*there)
        new = window.wait(lambda frame: (frame['x'], frame['y']) == there and frame['state'] == 'ready'
                          and frame['points'] != before)
        follow.append(new['ms'] - sent)
    revision = window.last['revision']
    let_go(window, hand, LEFT)
    window.wait(lambda frame: frame['revision'] > revision and is_ready(frame))
    undo = []
    for keys in [(0xffe3, ord('z')), (0xffe3, 0xffe1, ord('z'))] * 3:  # with control, and with shift too
        revision = window.last['revision']
        sent = hand.keys(*keys)
        undo.append(window.wait(lambda frame: frame['revision'] > revision and frame['state'] == 'ready')['ms'] - sent)
    return moving, follow, undo


def session(environment, words):
    """What one start of the window tells, with or without a plan."""
    with tempfile.TemporaryDirectory() as folder:
        window = Window(environment, words, Path(folder))
        try:
            with_plan = len(words) > 1
            window.wait(lambda frame: is_ready(frame) and (frame['points'] > 0 or not with_plan))
            hand = Hand(environment['DISPLAY'])
            rest, turning = watch_frames(window, hand)
            told = {'points': window.last['points'], 'rest': rest, 'turning': turning, 'idle': idle_share(window),
                    'bytes': pictures.held_bytes(window.process.pid)}
            if with_plan:
                told['brush'], told['follow'], told['undo'] = paint(window, hand)
            return told
        finally:
            window.close()


def compare(max_edge_mm=pictures.MAX_EDGE_MM):
    with tempfile.TemporaryDirectory() as folder, pictures.display() as environment:
        mesh, triangles = pictures.dense_mesh(Path(folder), max_edge_mm)
        request = Path(folder) / 'request.json'
        request.write_text(json.dumps(REQUEST))
        bare = session(environment, [mesh])
        plan = session(environment, [mesh, '--request', request])
    at_rest, turned = statistics.median(bare['rest']), statistics.median(bare['turning'])
    rows = [Waits('bare mesh, at rest', bare['rest'], at_rest),
            Waits('bare mesh, turning', bare['turning'], turned),
            Waits('plan, at rest', plan['rest'], at_rest),
            Waits('plan, turning', plan['turning'], turned),
            Waits('brush move to picture', plan['brush'], at_rest),
            Waits('brush move to points', plan['follow'], at_rest),
            Waits('undo or redo to points', plan['undo'], at_rest)]
    return '\n'.join([
        f'{triangles} triangles, {plan["points"]:.0f} points, 1440 x 900, software driver; from the event to the frame',
        f'{"":<44}{"median ms":>10}{"p99 ms":>10}{"over bare":>12}', *(row.line() for row in rows),
        f'Processor at rest: {100 * bare["idle"]:.1f} % bare, {100 * plan["idle"]:.1f} % with the plan.',
        f'Memory: {bare["bytes"] / pictures.MEBIBYTE:.0f} MiB bare, {plan["bytes"] / pictures.MEBIBYTE:.0f} MiB with the plan.'])

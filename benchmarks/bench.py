# SPDX-License-Identifier: MIT
"""./dev bench calls this: bench.py [table | quick | scaling | render | window | import]

table     ours and all peers (10 mm: ours alone), with the judge's columns: table.txt, table.csv and table.png
quick     the same for ours alone: quick.txt
scaling   our cost per point and memory over points and over triangles: scaling.txt, .csv and .png
render    from start to a picture of 1.4 million triangles, ours beside f3d and MeshLab: render.txt, and the pictures
window    what a hand waits for in the window on 1.4 million triangles: window.txt
import    a scan of 1.4 million triangles through the confined child, beside reading it in one process: import.txt

Files go to out/bench/; the sets of points that were judged lie in out/bench/points/.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import comparison
import contenders
import pictures
import scaling
import window
from contenders import ROOT

OUT = ROOT / 'out/bench'


def say_and_write(text, name):
    print(text)
    (OUT / name).write_text(text + '\n')


def table():
    rows = rows_for([2, 5, 10], lambda spacing: contenders.OURS + (contenders.OTHERS if spacing < 10 else []))
    comparison.measure(rows, rounds=3, budget_s=360, out=OUT / 'points')
    say_and_write(comparison.table(rows), 'table.txt')
    comparison.write_csv(rows, OUT / 'table.csv')
    draw('table.png', 'draw_comparison', [row for row in rows if row.case.spacing_mm < 10])


def quick():
    rows = rows_for([2, 5, 10], lambda spacing: contenders.OURS)
    comparison.measure(rows, rounds=3, budget_s=20, out=OUT / 'points')
    say_and_write(comparison.table(rows), 'quick.txt')


def rows_for(spacings, who):
    cases = comparison.cases(comparison.scans(), spacings, OUT)
    return [comparison.Row(case, contender) for case in cases for contender in who(case.spacing_mm)]


def scale():
    print(scaling.HEAD)
    rows = []
    for row in scaling.rows(OUT):
        print(scaling.line_of(row), flush=True)
        rows.append(row)
    print(scaling.summary(rows))
    (OUT / 'scaling.txt').write_text('\n'.join([scaling.HEAD, *map(scaling.line_of, rows), scaling.summary(rows), '']))
    scaling.write_csv(rows, OUT / 'scaling.csv')
    draw('scaling.png', 'draw_scaling', rows)


def render():
    say_and_write(pictures.compare(OUT / 'pictures'), 'render.txt')


def wait_in_the_window():
    say_and_write(window.compare(), 'window.txt')


def read_in_the_child():
    with tempfile.TemporaryDirectory() as folder:
        mesh, _ = pictures.dense_mesh(Path(folder), pictures.MAX_EDGE_MM)
        ran = subprocess.run([ROOT / 'build/release/benchmarks/import_benchmark', mesh], check=True, text=True,
                             stdout=subprocess.PIPE)
    say_and_write(ran.stdout.strip(), 'import.txt')


def draw(name, function, rows):
    """The table is worth having where matplotlib is not."""
    try:
        import charts
    except ImportError:
        print('No plot: install python3-matplotlib.')
        return
    getattr(charts, function)(rows, OUT / name)
    print(f'Plot: {(OUT / name).relative_to(ROOT)}')


def main(words):
    jobs = {'table': table, 'quick': quick, 'scaling': scale, 'render': render,
            'window': wait_in_the_window, 'import': read_in_the_child}
    if len(words) > 1 or (words and words[0] not in jobs):
        sys.exit(__doc__)
    OUT.mkdir(parents=True, exist_ok=True)
    jobs[words[0] if words else 'table']()


if __name__ == '__main__':
    main(sys.argv[1:])

# SPDX-License-Identifier: MIT
"""./dev bench calls this: bench.py [table | quick | scaling]

table     ours and all peers, with the judge's columns: table.txt, table.csv and table.png
quick     the same for ours alone, also at 10 mm: quick.txt
scaling   our cost per point and memory over points and over triangles: scaling.txt, .csv and .png

Files go to out/bench/.
"""
import sys

import comparison
import contenders
import scaling
from contenders import ROOT

OUT = ROOT / 'out/bench'


def say_and_write(text, name):
    print(text)
    (OUT / name).write_text(text + '\n')


def table():
    everyone = contenders.OURS + contenders.OTHERS
    rows = comparison.measured(list(comparison.cases(comparison.scans(), [2, 5], OUT)), everyone,
                               rounds=3, budget_s=400, out=OUT)
    say_and_write(comparison.table(rows), 'table.txt')
    comparison.write_csv(rows, OUT / 'table.csv')
    draw('table.png', 'draw_comparison', rows)


def quick():
    rows = comparison.measured(list(comparison.cases(comparison.scans(), [2, 5, 10], OUT)), contenders.OURS,
                               rounds=3, budget_s=20, out=OUT)
    say_and_write(comparison.table(rows), 'quick.txt')


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
    jobs = {'table': table, 'quick': quick, 'scaling': scale}
    if len(words) > 1 or (words and words[0] not in jobs):
        sys.exit(__doc__)
    OUT.mkdir(parents=True, exist_ok=True)
    jobs[words[0] if words else 'table']()


if __name__ == '__main__':
    main(sys.argv[1:])

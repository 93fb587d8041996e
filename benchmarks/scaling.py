# SPDX-License-Identifier: MIT
"""Our sampler's cost per point: from 1,000 to 1,000,000 points on one scan, and from 20 k to 2 M triangles of one
shape with one spacing. On the reference models, so that everybody has them."""
import csv
import math

import contenders
from contenders import ROOT

FILLING = 0.70  # points times spacing squared over area, of any good set
POINT_COUNTS = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000]
SPACING_MM = 2.0  # of the curve over triangles
COARSE_TRIANGLES = 20_000
# Edges longer than this are cut (0: none): 19 k, 62 k, 129 k, 245 k, 516 k, 983 k and 2.06 M triangles.
EDGE_LIMITS_MM = [0, 3.5, 2.4, 1.75, 1.2, 0.87, 0.6]
THREADS = [1, 2]
ROUNDS = 2


def row_of(curve, mesh, spacing_mm, threads):
    answer = contenders.program('sample', mesh, spacing_mm, '--threads', threads, '--rounds', ROUNDS)
    return {'curve': curve, 'threads': threads, 'triangles': answer['triangles'], 'spacing_mm': spacing_mm,
            'points': answer['points'], 'wall_s': answer['wall_s'], 'cpu_s': answer['cpu_s'],
            'us_per_point': 1e6 * answer['wall_s'] / answer['points'],
            'cpu_us_per_point': 1e6 * answer['cpu_s'] / answer['points'],
            'memory_bytes': answer['memory_bytes'],
            'prepare_us_per_triangle': 1e6 * answer['prepare_s'] / answer['triangles'],
            'prepared_bytes': answer['prepared_bytes']}


def over_points(out):
    mesh = out / 'body.ply'
    area = contenders.program('mesh', ROOT / 'assets/models/body.ply', mesh)['area_mm2']
    for count in POINT_COUNTS:
        for threads in THREADS:
            yield row_of('points', mesh, round(math.sqrt(FILLING * area / count), 4), threads)


def coarse_head(out):
    folder = out / 'coarse'
    if not (folder / 'scalp.ply').exists():
        generator = ROOT / 'build/release/assets/models/generator/make_reference_models'
        contenders.said_by([generator, folder, '--only', 'scalp', '--triangles', COARSE_TRIANGLES])
    return folder / 'scalp.ply'


def over_triangles(out):
    head, mesh = coarse_head(out), out / 'refined.ply'
    for limit in EDGE_LIMITS_MM:
        contenders.program('mesh', head, mesh, '--max-edge', limit)
        for threads in THREADS:
            yield row_of('triangles', mesh, SPACING_MM, threads)
    mesh.unlink()


def rows(out):
    for curve in (over_points, over_triangles):
        yield from curve(out)


HEAD = (f'{"curve over":<10} {"threads":>7} {"triangles":>9} {"r mm":>7} {"points":>8} {"wall s":>8} '
        f'{"us/point":>8} {"CPU us/point":>12} {"MB":>6} {"bytes/point":>11} {"bytes/triangle":>14} '
        f'{"prep us/triangle":>16} {"prep MB":>7}')


def line_of(row):
    return (f'{row["curve"]:<10} {row["threads"]:>7} {row["triangles"]:>9} {row["spacing_mm"]:>7.3f} '
            f'{row["points"]:>8} {row["wall_s"]:>8.3f} {row["us_per_point"]:>8.2f} {row["cpu_us_per_point"]:>12.2f} '
            f'{row["memory_bytes"] / 1e6:>6.0f} {row["memory_bytes"] / row["points"]:>11.0f} '
            f'{row["memory_bytes"] / row["triangles"]:>14.0f} {row["prepare_us_per_triangle"]:>16.2f} '
            f'{row["prepared_bytes"] / 1e6:>7.0f}')


def of_curve(all_rows, curve, threads):
    return [row for row in all_rows if row['curve'] == curve and row['threads'] == threads]


def summary(all_rows):
    lines = []
    for curve in ('points', 'triangles'):
        for threads in THREADS:
            some = of_curve(all_rows, curve, threads)
            costs = [row['us_per_point'] for row in some]
            grown = (some[-1]['memory_bytes'] - some[0]['memory_bytes']) / (some[-1][curve] - some[0][curve])
            lines.append(f'Over {curve}, threads: {threads}. {min(costs):.1f} to {max(costs):.1f} us per point '
                         f'({max(costs) / min(costs):.2f} x); {grown:.0f} bytes more for each of the {curve}.')
    return '\n'.join(lines)


def write_csv(all_rows, file):
    with open(file, 'w', newline='') as out:
        writer = csv.DictWriter(out, fieldnames=all_rows[0])
        writer.writeheader()
        writer.writerows(all_rows)

# SPDX-License-Identifier: MIT
"""The pictures of the benchmark."""
import matplotlib

matplotlib.use('Agg')
import matplotlib.pyplot as plt  # noqa: E402  (after the choice of a backend without a window)
from matplotlib.lines import Line2D  # noqa: E402

import comparison  # noqa: E402
import scaling  # noqa: E402

COLOURS = {'Mesomap': '#c8102e', 'Open3D': '#7a7a7a', 'MeshLab': '#1f77b4', 'Blender': '#e08a00',
           'CloudCompare': '#2a9d5c'}
MARKERS = {'1 thread': 'o', '2 threads': 's', 'GPU': '^', '10 x candidates': 'D', '': 'o'}


def draw_comparison(rows, file):
    """Speed to the right, gaps upward: good is low and right. One panel for each scan and spacing."""
    groups = comparison.by_case([row for row in rows if not row.failure])
    scans = list(dict.fromkeys(row.case.scan for row in rows))
    spacings = sorted({row.case.spacing_mm for row in rows})
    figure, axes = plt.subplots(len(spacings), len(scans), figsize=(4.6 * len(scans), 3.6 * len(spacings) + 1),
                                sharex=True, sharey=True, squeeze=False)
    for group in groups:
        case = group[0].case
        axis = axes[spacings.index(case.spacing_mm)][scans.index(case.scan)]
        for row in group:
            draw_mark(axis, row)
        axis.axhline(comparison.ENOUGH_COVER, color='#999999', linewidth=0.8, linestyle=':')
        axis.set_title(f'{case.scan}, r = {case.spacing_mm:g} mm', fontsize=10)
        axis.set_xscale('log')
        axis.grid(alpha=0.25, which='both', linewidth=0.5)
    for axis in axes[-1]:
        axis.set_xlabel('points per second (wall)')
    for line in axes:
        line[0].set_ylabel('widest gap / r')
    figure.legend(handles=legend(), loc='lower center', ncol=5, frameon=False, fontsize=9)
    figure.tight_layout(rect=(0, 0.09, 1, 1))
    figure.savefig(file, dpi=110)


def draw_mark(axis, row):
    name, _, variant = row.name.partition(', ')
    axis.plot(row.points_per_s, row.gap, MARKERS[variant], color=COLOURS[name], markersize=8, alpha=0.85,
              fillstyle='full' if row.keeps_distance else 'none')


def legend():
    def mark(label, marker='o', colour='#555555', style='full'):
        return Line2D([], [], marker=marker, color=colour, linestyle='', fillstyle=style, label=label)

    return [*(mark(name, colour=colour) for name, colour in COLOURS.items()),
            *(mark(variant, marker) for variant, marker in MARKERS.items() if variant not in ('', '1 thread')),
            mark('has pairs too close', style='none'),
            Line2D([], [], color='#999999', linestyle=':', label=f'{comparison.ENOUGH_COVER} r')]


def draw_scaling(rows, file):
    figure, axes = plt.subplots(2, 2, figsize=(12, 8))
    for column, curve in enumerate(('points', 'triangles')):
        cost, memory = axes[0][column], axes[1][column]
        for threads in scaling.THREADS:
            some = scaling.of_curve(rows, curve, threads)
            x = [row[curve] for row in some]
            style = {'marker': 'o', 'color': f'C{threads}'}
            label = f'{threads} threads' if threads > 1 else '1 thread'
            cost.plot(x, [row['us_per_point'] for row in some], label=f'{label}, wall', **style)
            cost.plot(x, [row['cpu_us_per_point'] for row in some], ':', label=f'{label}, CPU', **style)
            memory.plot(x, [row['memory_bytes'] / 1e6 for row in some], label=label, **style)
        cost.set(xscale='log', yscale='log', ylabel='us per point')
        memory.set(xscale='log', yscale='log', xlabel=curve, ylabel='memory for sampling, MB')
        for axis in (cost, memory):
            axis.grid(alpha=0.25, which='both', linewidth=0.5)
            axis.legend(frameon=False)
    axes[0][0].set_title('reference body, spacing varies')
    axes[0][1].set_title(f'head, r = {scaling.SPACING_MM:g} mm, triangles cut')
    figure.tight_layout()
    figure.savefig(file, dpi=110)

# SPDX-License-Identifier: MIT
"""CloudCompare: random points on the mesh (the pool of candidates: as dense as MeshLab's), then thinned out to a
least distance by "Subsample, Spatial"."""
import os
import sys
import tempfile

import peer

given = peer.arguments(sys.argv[1:])
with tempfile.TemporaryDirectory() as folder:
    wall_s, cpu_s = peer.timed_by_its_words(
        ['CloudCompare', '-SILENT', '-AUTO_SAVE', 'OFF', '-C_EXPORT_FMT', 'ASC', '-PREC', '9', '-O', given.mesh,
         '-SAMPLE_MESH', 'DENSITY', str(peer.candidates_per_mm2(given)), '-SS', 'SPATIAL', str(given.spacing_mm),
         '-SAVE_CLOUDS', 'FILE', os.path.join(folder, 'points.asc')],
        first='[SAMPLE POINTS ON MESH]', last='Result:',
        environment={**os.environ, 'HOME': folder, 'XDG_RUNTIME_DIR': folder, 'QT_QPA_PLATFORM': 'offscreen'})
    with open(os.path.join(folder, 'points.asc')) as cloud:
        points = [line.split()[:3] for line in cloud if not line.startswith('/')]
peer.write_points(given.out, points)
peer.answer(len(points), wall_s, cpu_s, '-SAMPLE_MESH and -SS, by its words')

# SPDX-License-Identifier: MIT
"""MeshLab (vcglib): the filter "Poisson-disk Sampling" with an explicit radius (Corsini, Cignoni and Scopigno 2012),
by meshlabserver, which needs a display: bench.py runs this under xvfb-run."""
import os
import pathlib
import struct
import sys
import tempfile

import peer

PARAMETERS = """
  <Param type="RichInt" name="SampleNum" value="1000"/>
  <Param type="RichAbsPerc" name="Radius" value="{radius}" min="0" max="1000"/>
  <Param type="RichInt" name="MontecarloRate" value="{rate}"/>
  <Param type="RichBool" name="SaveMontecarlo" value="false"/>
  <Param type="RichBool" name="ApproximateGeodesicDistance" value="false"/>
  <Param type="RichBool" name="Subsample" value="false"/>
  <Param type="RichBool" name="RefineFlag" value="false"/>
  <Param type="RichMesh" name="RefineMesh" value="0"/>
  <Param type="RichBool" name="BestSampleFlag" value="true"/>
  <Param type="RichInt" name="BestSamplePool" value="10"/>
  <Param type="RichBool" name="ExactNumFlag" value="false"/>
  <Param type="RichFloat" name="RadiusVariance" value="1"/>
"""


def script(given):
    parameters = PARAMETERS.format(radius=given.spacing_mm, rate=peer.CANDIDATES_PER_POINT * given.oversampling)
    return ('<!DOCTYPE FilterScript>\n<FilterScript>\n <filter name="Poisson-disk Sampling">' + parameters +
            ' </filter>\n</FilterScript>\n')


def vertices_of_ply(path):
    """Of a binary PLY whose vertices have nothing but floats."""
    header, _, body = path.read_bytes().partition(b'end_header\n')
    lines = header.decode().splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith('element vertex'))
    count = int(lines[first].split()[2])
    names = []
    for line in lines[first + 1:]:
        if not line.startswith('property float '):
            break
        names.append(line.split()[2])
    assert names[:3] == ['x', 'y', 'z'] and 'format binary_little_endian 1.0' in lines, header
    for vertex in struct.iter_unpack(f'<{len(names)}f', body[:4 * len(names) * count]):
        yield vertex[:3]


given = peer.arguments(sys.argv[1:])
with tempfile.TemporaryDirectory() as folder:
    filters, out = pathlib.Path(folder, 'filters.mlx'), pathlib.Path(folder, 'points.ply')
    filters.write_text(script(given))
    wall_s, cpu_s = peer.timed_by_its_words(
        ['meshlabserver', '-i', given.mesh, '-o', str(out), '-l', 'x', '-s', str(filters)],
        first='filter: Poisson-disk Sampling', last='Poisson Disk Sampling created a new mesh',
        environment={**os.environ, 'HOME': folder, 'XDG_RUNTIME_DIR': folder})
    points = list(vertices_of_ply(out))
peer.write_points(given.out, points)
peer.answer(len(points), wall_s, cpu_s, "the filter, by meshlabserver's words")

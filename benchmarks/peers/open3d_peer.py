# SPDX-License-Identifier: MIT
"""Open3D (python3-open3d): sample elimination (Yuksel 2015) from 5 times the points. It takes a number of points
and no distance, so it is given the number that ours placed."""
import sys

import numpy
import open3d

import peer

given = peer.arguments(sys.argv[1:])
mesh = open3d.io.read_triangle_mesh(given.mesh)
with peer.Stopwatch() as watch:
    cloud = mesh.sample_points_poisson_disk(given.points)
points = numpy.asarray(cloud.points)
peer.write_points(given.out, points)
peer.answer(len(points), watch.wall_s, watch.cpu_s, 'the call sample_points_poisson_disk')

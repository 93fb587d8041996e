# SPDX-License-Identifier: MIT
"""Blender: the node "Distribute Points on Faces" with the method "Poisson Disk". Its pool of candidates is set by
"Density Max", for which Blender has no rule: it gets MeshLab's. Runs inside Blender:

    blender -b --factory-startup --python-exit-code 1 --python blender_peer.py -- MESH.ply SPACING POINTS OUT.xyz
"""
import pathlib
import sys

import bpy

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import peer  # noqa: E402  (Blender does not look beside the script)


def object_from(path):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.import_mesh.ply(filepath=path)
    return bpy.context.selected_objects[0]


def distribution(spacing_mm, candidates_per_mm2):
    """The nodes: mesh -> points -> vertices without faces."""
    tree = bpy.data.node_groups.new('distribution', 'GeometryNodeTree')
    tree.inputs.new('NodeSocketGeometry', 'Geometry')
    tree.outputs.new('NodeSocketGeometry', 'Geometry')
    nodes = [tree.nodes.new(name) for name in ('NodeGroupInput', 'GeometryNodeDistributePointsOnFaces',
                                               'GeometryNodePointsToVertices', 'NodeGroupOutput')]
    for before, after in zip(nodes, nodes[1:]):
        tree.links.new(before.outputs[0], after.inputs[0])
    points = nodes[1]
    points.distribute_method = 'POISSON'
    points.inputs['Distance Min'].default_value = spacing_mm
    points.inputs['Density Max'].default_value = candidates_per_mm2
    return tree


def evaluated(thing):
    return thing.evaluated_get(bpy.context.evaluated_depsgraph_get()).data


given = peer.arguments(sys.argv[sys.argv.index('--') + 1:])
skin = object_from(given.mesh)
evaluated(skin)
modifier = skin.modifiers.new('distribution', 'NODES')
modifier.node_group = distribution(given.spacing_mm, peer.candidates_per_mm2(given))
with peer.Stopwatch() as watch:
    vertices = evaluated(skin).vertices
peer.write_points(given.out, (vertex.co for vertex in vertices))
peer.answer(len(vertices), watch.wall_s, watch.cpu_s, 'evaluating the nodes')

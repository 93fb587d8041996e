// SPDX-License-Identifier: MIT
// An independent oracle for distances along the skin: CGAL's exact polyhedral geodesics.
#pragma once

#include "geometry/surface_point.h"
#include "geometry/topology.h"

#include <span>
#include <vector>

namespace test {

/// The exact distance along the skin from the source to each target; infinity where there is no
/// path. The mesh must be manifold. It builds the tree of the whole mesh: give it a patch of some
/// thousand triangles, not a scan.
std::vector<double> exact_distances(const geometry::Mesh& mesh,
                                    const geometry::SurfacePoint& source,
                                    std::span<const geometry::SurfacePoint> targets);

/// A part of a mesh, so small that the oracle is quick.
struct Patch {
    geometry::Mesh mesh;
    std::vector<geometry::TriangleId> source;  // per triangle of the patch: its number in the mesh
};

/// The triangles that are reached from a place over edges within `radius_mm` (straight-line) of it.
/// A shortest path of less than that length leaves no such patch.
Patch patch_around(const geometry::Mesh& mesh,
                   const geometry::Topology& topology,
                   const geometry::SurfacePoint& centre,
                   double radius_mm);

}  // namespace test

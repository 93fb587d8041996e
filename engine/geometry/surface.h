// SPDX-License-Identifier: MIT
// The surface: a refined working copy of the scan. Same shape, but edges short enough that a zone's
// border, which is interpolated linearly between vertices, lies within 0.5 mm of where it was
// painted. It is made in the scan's canonical order, so that a renumbered scan gives the same
// bytes.
#pragma once

#include "base/progress.h"
#include "geometry/canonical.h"
#include "geometry/mesh.h"
#include "geometry/surface_point.h"
#include "geometry/topology.h"

#include <array>
#include <cstdint>
#include <ranges>
#include <vector>

namespace geometry {

struct Surface {
    Mesh mesh;
    Topology topology;
    std::vector<glm::vec3> normals;  // per vertex
    std::vector<TriangleId> source;  // per triangle: the scan's triangle that it is a piece of
    std::vector<std::array<glm::ivec3, 3>>
        corner_weights;    // per triangle: its corners' places in `source`, weights
                           // that sum to weight_one exactly (splits halve edges)
    CanonicalOrder order;  // of the scan
    std::vector<std::uint32_t> first_piece;  // per canonical triangle, and one more
    /// Per canonical triangle: how many times it was quartered throughout. The pieces of a quarter
    /// (in the order of its corners, then the middle) follow each other and are equally many.
    std::vector<std::uint8_t> quarterings;
    float max_edge_mm = 0;  // its longest edge: above the wish where the triangle budget made it so
                            // (or, beyond a kilometre, where weights cannot be halved again)

    static constexpr std::int32_t weight_one = 1 << 20;

    /// The numbers of the surface's triangles that are pieces of this one of the scan.
    auto pieces_of(TriangleId scan_triangle) const
    {
        const std::uint32_t t = order.canonical_triangle[scan_triangle.value].value;
        return std::views::iota(first_piece[t], first_piece[t + 1]);
    }
};

struct SurfaceSettings {
    float max_edge_mm = 0.7f;               // style.md 3.2: border within 0.5 mm, area within 1 %
    std::size_t max_triangles = 4'000'000;  // above it the edge limit is raised
};

/// Splits each edge longer than the limit at its midpoint until none is left. The decision is made
/// per edge, so neighbours agree and no T-junction appears. The pieces of one source triangle
/// follow each other, and mesh, topology and normals are the same to the bit for any numbering of
/// the scan.
Surface build_surface(const Mesh& scan,
                      const SurfaceSettings& settings = {},
                      const base::Progress& progress = {});

/// The same place of the skin, named by the scan's triangle or by the surface's.
SurfacePoint on_scan(const Surface& surface, const SurfacePoint& on_surface);
SurfacePoint on_surface(const Surface& surface, const SurfacePoint& on_scan);

/// A place on the scan for each vertex of the surface, in one of the triangles around it.
std::vector<SurfacePoint> vertices_on_scan(const Surface& surface);

}  // namespace geometry

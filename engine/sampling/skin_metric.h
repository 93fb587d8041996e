// SPDX-License-Identifier: MIT
// The skin as the sampler sees it: integers only, so that every device agrees about every distance.
//
// The metric is defined by the edges' lengths in 1/1024 micrometre, from positions rounded to whole
// micrometres. Each triangle can be laid flat beside a neighbour by the ratios kept per half-edge
// (half-edges as in geometry/topology.h).
#pragma once

#include "geometry/mesh.h"
#include "geometry/topology.h"
#include "shared/windows.h"

#include <array>
#include <cstdint>
#include <vector>

namespace sampling {

struct SkinMetric {
    // Per vertex.
    std::vector<glm::ivec3> positions_um;
    std::vector<std::uint32_t>
        vertex_kinds;  // bit 0: more than a full turn around it; bit 1: on a border

    // Per half-edge.
    std::vector<std::uint32_t> corner_vertices;  // where it starts
    std::vector<std::int32_t> twins;
    std::vector<glm::ivec2>
        opposites;  // the third vertex in this edge's frame, in 2^-22 of the edge's length

    // Per triangle.
    std::vector<std::array<glm::ivec2, 3>> flat;  // the corners laid flat, units
    std::vector<std::int64_t> area;               // 2^-8 square micrometres
    std::vector<std::int32_t> smallest_weights;   // keeps a place 1/16 micrometre off the edges
    std::vector<std::int32_t> radii;  // from the centre to the farthest corner, rounded up, units
    /// shared::never_live, or shared::unfit where it is needle-thin or above 500 mm: ratios and
    /// lengths do not fit, no path may use it.
    std::vector<std::int32_t> live_at_first;

    std::size_t triangle_count() const { return flat.size(); }
    glm::ivec3 position_um(std::uint32_t triangle, glm::ivec3 weights) const;
};

/// From the centre of a triangle laid flat to its farthest corner, rounded up, in units.
std::int32_t radius_of(const std::array<glm::ivec2, 3>& corners);

/// Throws base::Error if the mesh is beyond 2 m from the origin or a vertex has more than 256
/// triangles.
SkinMetric build_skin_metric(const geometry::Mesh& mesh, const geometry::Topology& topology);

/// The corners of `triangle` laid flat, seen from the place with these weights.
std::array<glm::ivec2, 3>
flat_from(const SkinMetric& skin, std::uint32_t triangle, glm::ivec3 weights);

}  // namespace sampling

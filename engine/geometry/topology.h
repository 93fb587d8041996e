// SPDX-License-Identifier: MIT
// Which triangles touch. Half-edge 3*t + e of triangle t runs from its corner e to corner e+1
// (modulo 3).
#pragma once

#include "geometry/mesh.h"

#include <cstdint>
#include <span>
#include <vector>

namespace geometry {

/// Neighbourhoods of a mesh. An edge that does not join exactly two triangles of opposite direction
/// (a border, or a non-manifold edge) is a wall: its half-edges have no twin.
class Topology {
public:
    static constexpr std::int32_t no_twin = -1;

    explicit Topology(const Mesh& mesh);

    /// The half-edge on the other side of the edge, or no_twin.
    std::int32_t twin(std::size_t half_edge) const { return twins_[half_edge]; }
    std::span<const std::int32_t> twins() const { return twins_; }

    /// The triangles around a vertex, in rising order.
    std::span<const std::uint32_t> triangles_at(VertexId vertex) const;

    /// Edges shared by three or more triangles, or by two of the same direction.
    std::size_t non_manifold_edges() const { return non_manifold_edges_; }

    /// The part (connected over edges that have twins) of each triangle, numbered from 0 in order
    /// of first triangle.
    std::vector<std::uint32_t> parts() const;

    /// Closed walks along walls, one list of vertices each.
    std::vector<std::vector<VertexId>> boundary_loops(const Mesh& mesh) const;

private:
    void join_twins(const Mesh& mesh);

    std::vector<std::int32_t> twins_;
    std::vector<std::uint32_t> first_;   // into around_, one per vertex and one more
    std::vector<std::uint32_t> around_;  // triangles, grouped by vertex
    std::size_t non_manifold_edges_ = 0;
};

}  // namespace geometry

// SPDX-License-Identifier: MIT
// A coarser mesh for what needs no fine one: a picture of few pixels, and how much of the sky a
// place sees. One vertex for each cell of a grid that holds some, at their mean (Rossignac and
// Borrel 1993, "Multi-resolution 3D approximations for rendering complex scenes"): quick, robust on
// any triangles, and never farther from the mesh than a cell.
#pragma once

#include "geometry/mesh.h"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace geometry {

class CoarseMesh {
public:
    /// Triangles that shrink into a line or a point are left out, and so are slivers that turn
    /// their back: the folds around them cover their place. `cell_mm` is above 0.
    CoarseMesh(const Mesh& fine, double cell_mm);

    const Mesh& mesh() const { return mesh_; }
    Mesh taken() && { return std::move(mesh_); }
    /// The coarse vertex that each vertex of the fine mesh went into.
    const std::vector<std::uint32_t>& vertex_of() const { return vertex_of_; }

    /// The coarse vertices of the eight cells around a place and their weights, which sum to 1 over
    /// the cells that have one: what belongs to coarse vertices, interpolated smoothly.
    struct Neighbour {
        std::uint32_t vertex = none;
        float weight = 0;
    };
    std::array<Neighbour, 8> around(glm::vec3 place) const;

    static constexpr std::uint32_t none = UINT32_MAX;

private:
    using Cell = std::uint64_t;  // three coordinates of 21 bits

    struct Slot {
        Cell cell;
        std::uint32_t vertex = none;
    };

    glm::vec3 in_cells(glm::vec3 place) const { return (place - origin_) * per_mm_; }
    std::size_t slot_of(Cell cell) const;
    std::uint32_t vertex_in(Cell cell);
    void grow();

    glm::vec3 origin_{0};
    float per_mm_ = 1;
    Mesh mesh_;
    std::vector<std::uint32_t> vertex_of_;
    std::vector<Slot> slots_;
};

/// The cell that leaves about so many vertices of a mesh.
double cell_mm_for(const Mesh& mesh, std::size_t vertices);

}  // namespace geometry

// SPDX-License-Identifier: MIT
// A scan prepared for sampling: made once, kept, and used by every plan on that scan. Its triangles
// stand in canonical order, so that the places do not depend on the scan's numbers.
#pragma once

#include "geometry/surface.h"
#include "sampling/skin_metric.h"

#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <ranges>
#include <span>
#include <vector>

namespace sampling {

/// A place on the skin: a triangle of the metric, and weights in 2^-20 that sum to 2^20 exactly.
struct SkinPlace {
    std::uint32_t triangle = 0;
    glm::ivec3 weights{0};
};

class Skin {
public:
    /// The scan and its surface must outlive this. Throws base::Error as build_skin_metric does.
    Skin(const geometry::Mesh& scan, const geometry::Surface& surface);
    Skin(const Skin&) = delete;
    Skin& operator=(const Skin&) = delete;

    /// No other skin of this program has the same number, be it dead or alive: whoever keeps
    /// something made from a skin knows it by that, since an address can be used again.
    std::uint64_t serial() const { return serial_; }

    const geometry::Mesh& scan() const { return scan_; }
    const geometry::Surface& surface() const { return surface_; }
    const SkinMetric& metric() const { return metric_; }

    /// The triangles of the surface that are pieces of a triangle of the metric.
    auto pieces_of(std::uint32_t triangle) const
    {
        return std::views::iota(surface_.first_piece[triangle], surface_.first_piece[triangle + 1]);
    }
    /// All vertices of those pieces, each once.
    std::span<const std::uint32_t> vertices_of(std::uint32_t triangle) const
    {
        return {vertices_.data() + first_vertex_[triangle],
                vertices_.data() + first_vertex_[triangle + 1]};
    }
    /// The corners of such a piece, as weights in that triangle.
    std::array<glm::ivec3, 3> corner_weights(std::uint32_t triangle, std::uint32_t piece) const;

    /// The same place in the scan's own numbers, and back.
    SkinPlace on_scan(const SkinPlace& place) const;
    geometry::SurfacePoint point_on_scan(const SkinPlace& place) const;
    SkinPlace from_scan(const SkinPlace& place) const;
    SkinPlace from_scan(const geometry::SurfacePoint& on_scan) const;

private:
    void gather_vertices();

    std::uint64_t serial_;
    const geometry::Mesh& scan_;
    const geometry::Surface& surface_;
    SkinMetric metric_;
    std::vector<std::uint32_t> first_vertex_;  // per triangle, and one more: into vertices_
    std::vector<std::uint32_t> vertices_;
};

}  // namespace sampling

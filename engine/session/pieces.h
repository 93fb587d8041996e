// SPDX-License-Identifier: MIT
// From a place on the scan to the same place on its surface: the surface's triangles are pieces of
// the scan's, and carry their corners' places in them.
#pragma once

#include "geometry/surface.h"
#include "geometry/surface_point.h"

#include <cstdint>
#include <vector>

namespace session {

class Pieces {
public:
    /// The surface must outlive this.
    Pieces(const geometry::Surface& surface, std::size_t scan_triangles);

    /// The same place on the surface; `weights` in 2^-20 of the scan's triangle.
    geometry::SurfacePoint on_surface(std::uint32_t scan_triangle, glm::ivec3 weights) const;

    /// A place on the scan for each vertex of the surface, in one of the triangles around it.
    struct ScanPlace {
        std::uint32_t triangle = 0;
        glm::ivec3 weights{0};
    };
    std::vector<ScanPlace> vertices_on_scan() const;

private:
    const geometry::Surface& surface_;
    std::vector<std::uint32_t> first_;  // per scan triangle, and one more: into pieces_
    std::vector<std::uint32_t> pieces_;
};

}  // namespace session

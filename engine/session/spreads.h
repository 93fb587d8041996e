// SPDX-License-Identifier: MIT
// What lies within reach of each point of a plan, by true distances along the skin
// (geometry::SkinDistance). While somebody paints, nearly all points of one plan are points of the
// next: a spread is made anew only where a point is new or has a new neighbour, so what is kept is
// to the last bit what would be made.
#pragma once

#include "base/progress.h"
#include "geometry/surface.h"
#include "geometry/surface_point.h"
#include "geometry/topology.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <tuple>
#include <vector>

namespace session {

/// What one point reaches.
struct Spread {
    struct Vertex {
        std::uint32_t vertex = 0;  // of the surface
        double distance_mm = 0;
    };
    struct Point {
        geometry::SurfacePoint place;
        double distance_mm = 0;
    };
    std::vector<Vertex> vertices;
    std::vector<Point> points;  // those at its own place, itself among them, and the others
};

/// What places are put in order by.
inline auto key(const geometry::SurfacePoint& place)
{
    return std::tuple(place.triangle.value, place.weights.x, place.weights.y, place.weights.z);
}

struct SpreadWish {
    geometry::SurfacePoint place;  // on the scan
    double radius_mm = 0;
};

class Spreads {
public:
    /// All must outlive this.
    Spreads(const geometry::Mesh& scan,
            const geometry::Topology& topology,  // of the scan
            const geometry::Surface& surface);

    const geometry::Mesh& scan() const { return scan_; }
    const geometry::Surface& surface() const { return surface_; }

    /// Calls see(number, spread) for each wish, in their order.
    using See = std::function<void(std::size_t, const Spread&)>;
    void
    make(std::span<const SpreadWish> wishes, const See& see, const base::Progress& progress) const;
    /// The same, with what was kept last time, and keeping in its place what is seen now.
    void follow(std::span<const SpreadWish> wishes, const See& see, const base::Progress& progress);

private:
    struct Kept {
        SpreadWish wish;
        std::shared_ptr<const Spread> spread;  // none where there were too many to keep
    };
    class Maker;

    std::vector<std::shared_ptr<const Spread>> still_true(std::span<const SpreadWish> now) const;
    void make_missing(std::vector<std::shared_ptr<const Spread>>& spreads,
                      std::span<const SpreadWish> wishes,
                      std::size_t most_vertices,
                      const See& see,
                      const base::Progress& progress) const;

    const geometry::Mesh& scan_;
    const geometry::Topology& topology_;
    const geometry::Surface& surface_;
    std::vector<geometry::SurfacePoint> vertices_;  // of the surface, on the scan
    std::vector<std::uint32_t> first_vertex_;  // per triangle of the scan, and one more: into ...
    std::vector<std::uint32_t> on_triangle_;   // ... the numbers of the vertices on it
    std::vector<Kept> kept_;                   // in the order of their places
};

}  // namespace session

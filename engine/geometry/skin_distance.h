// SPDX-License-Identifier: MIT
// True distances along the skin, in double precision: the exact polyhedral geodesic by window
// propagation in order of distance (Chen and Han 1990 with the one-angle-one-split and filtering
// rules of Xin and Wang 2009).
//
// This is the judge, not the sampler: it shares no code and no arithmetic with shaders/shared/.
#pragma once

#include "geometry/surface_point.h"
#include "geometry/topology.h"

#include <memory>
#include <span>

namespace geometry {

/// Not for two threads at once; what it needs of the mesh it works out where it first comes.
class SkinDistance {
public:
    /// The mesh and its topology must outlive this.
    SkinDistance(const Mesh& mesh, const Topology& topology);
    ~SkinDistance();

    /// Spreads from `source` up to `radius_mm`; forgets the spread before.
    void spread(const SurfacePoint& source, double radius_mm);

    /// Distance along the skin from the source of the last spread: exact below the radius, infinity
    /// where no path of that length leads. Paths neither cross holes nor jump between parts.
    double to(const SurfacePoint& target) const;

    /// The triangles that the last spread reached, in rising order.
    std::span<const TriangleId> reached() const;

private:
    struct Front;
    std::unique_ptr<Front> front_;
};

}  // namespace geometry

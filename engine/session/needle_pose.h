// SPDX-License-Identifier: MIT
// How the needle goes in: the direction of the skin at a point, smoothed at the scale of the
// spacing, and the needle tilted from it.
#pragma once

#include "base/zeroed_array.h"
#include "geometry/surface.h"
#include "geometry/surface_point.h"

#include <cstdint>
#include <vector>

namespace session {

/// Skin normals are means over half the spacing, and over at least this.
inline constexpr double least_smoothing_mm = 1;
double smoothing_radius_mm(double spacing_mm);

/// Mean normals of small discs of skin.
class SkinNormals {
public:
    /// The surface must outlive this.
    explicit SkinNormals(const geometry::Surface& surface);

    /// The unit normal, out of the skin: the mean, weighted by area, over the triangles whose
    /// centroid is within the radius (straight-line distance), that face the same way as the
    /// place's own triangle (within 90 degrees), and that are connected to it over such triangles.
    glm::dvec3 at(const geometry::SurfacePoint& place, double radius_mm);

private:
    const geometry::Surface& surface_;
    base::ZeroedArray<std::uint32_t>
        seen_;  // per triangle: the number of the last flood that met it
    std::uint32_t flood_ = 0;
};

/// The unit direction of the needle, into the skin: `angle_deg` between needle and skin, tilted
/// along the skin toward (0, -1, 0), or toward (0, 0, 1) where the skin faces along y.
glm::dvec3 needle_direction(glm::dvec3 normal, double angle_deg);

/// The length of needle that goes in: depth / sin(angle), as vertical depth is what matters.
double inserted_mm(double depth_mm, double angle_deg);

}  // namespace session

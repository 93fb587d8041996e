// SPDX-License-Identifier: MIT
#include "geometry/geodesic_window.h"

namespace geometry {

EdgeFrame EdgeFrames::made(std::uint32_t half_edge) const
{
    const auto corners = mesh_.corners(TriangleId(half_edge / 3));
    const std::size_t begin = half_edge % 3;
    const glm::dvec3 along = corners[(begin + 1) % 3] - corners[begin];
    const glm::dvec3 up = corners[(begin + 2) % 3] - corners[begin];
    const double length = glm::length(along);
    return {length, {glm::dot(along, up) / length, glm::length(glm::cross(along, up)) / length}};
}

}  // namespace geometry

// SPDX-License-Identifier: MIT
// Left and right alike: points in pairs, one the mirror image of the other.
#pragma once

#include <glm/vec3.hpp>

#include <span>

namespace sampling {

/// Between the left and the right side of a body.
struct MirrorPlane {
    glm::dvec3 point{0};         // mm
    glm::dvec3 normal{1, 0, 0};  // of unit length
    double tolerance_mm = 1;     // how far from its mirror image a point's partner may be

    double height_mm(glm::dvec3 p) const;
    glm::dvec3 image(glm::dvec3 p) const;
};

/// The share (0 to 1) of points whose mirror image has a point within the tolerance, by the
/// straight line: another one, or for a point on the midline itself.
double mirrored_share(std::span<const glm::dvec3> points_mm, const MirrorPlane& mirror);

}  // namespace sampling

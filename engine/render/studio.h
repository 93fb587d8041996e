// SPDX-License-Identifier: MIT
// The soft light of the studio that pictures are taken in.
#pragma once

#include <glm/vec3.hpp>

#include <array>

namespace render {

/// Towards the key light and the light from behind, in the camera's axes: x right, y up, z toward
/// the eye.
inline constexpr glm::dvec3 key_toward{-0.62, 0.60, 0.60};
inline constexpr glm::dvec3 rim_toward{0.68, 0.35, -0.62};

/// What a matt white surface shows that faces a direction, without the key and rim lights:
/// spherical harmonics up to the second degree (after Ramamoorthi and Hanrahan 2001), times the
/// polynomials 1, y, z, x, xy, yz, 3z^2 - 1, xz, x^2 - y^2 of the direction in the same axes.
const std::array<glm::vec3, 9>& studio_sky();

}  // namespace render

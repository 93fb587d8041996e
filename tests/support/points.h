// SPDX-License-Identifier: MIT
// Places on skin, and the points that the sampler lays there, for tests that judge them.
#pragma once

#include "sampling/sampler.h"

#include <glm/vec3.hpp>

#include <span>
#include <vector>

namespace test {

/// The place of the mesh that is nearest to a point at most 50 mm away.
geometry::SurfacePoint on(const geometry::Mesh& mesh, glm::dvec3 near);

std::vector<geometry::SurfacePoint> sampled(const sampling::SampleRequest& request,
                                            unsigned threads = 1);

std::vector<glm::dvec3> positions(const geometry::Mesh& mesh,
                                  std::span<const geometry::SurfacePoint> points);

/// The least distance between two points, along the straight line; 1e300 if there are not two.
double least_distance(std::span<const glm::dvec3> points);

/// The same along the skin (geometry::SkinDistance), as far as `reach_mm`.
double least_distance_along_skin(const geometry::Mesh& mesh,
                                 std::span<const geometry::SurfacePoint> points,
                                 double reach_mm);

}  // namespace test

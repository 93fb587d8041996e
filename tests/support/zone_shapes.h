// SPDX-License-Identifier: MIT
// Surfaces and zones without strokes: for tests that care about what follows painting.
#pragma once

#include "geometry/surface.h"
#include "zones/zone_field.h"

#include <functional>

namespace test {

/// The mesh itself as a surface: nothing refined, and in its own order.
geometry::Surface unrefined(const geometry::Mesh& mesh);

/// A field from a signed distance in mm (negative inside) at each vertex.
zones::ZoneField field_from(const geometry::Surface& surface,
                            const std::function<double(glm::dvec3)>& signed_distance_mm);

/// Everything is inside.
zones::ZoneField whole(const geometry::Surface& surface);

/// A ball around `centre`: on a plane through it, a disc.
zones::ZoneField ball(const geometry::Surface& surface, glm::dvec3 centre, double radius_mm);

}  // namespace test

// SPDX-License-Identifier: MIT
// From a place near the skin to the place on it that an anatomist would mean: on the outside, not
// in the mouth or behind the lids.
#pragma once

#include "geometry/bvh.h"
#include "geometry/mesh.h"

#include <optional>
#include <span>
#include <vector>

namespace anatomy {

/// The bvh is over the mesh; both must outlive this.
struct SkinView {
    const geometry::Mesh& mesh;
    const geometry::Bvh& bvh;
};

inline constexpr double snap_limit_mm = 40;

/// The nearer of what lies along `outward`, before and behind the place, and faces that way; where
/// nothing does, the nearest skin if that does. Nothing within the limit: none.
std::optional<geometry::Hit>
outer_skin_at(const SkinView& skin, glm::dvec3 p, glm::dvec3 outward, double within_mm);

}  // namespace anatomy

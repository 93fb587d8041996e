// SPDX-License-Identifier: MIT
#include "anatomy/skin_place.h"

#include <glm/geometric.hpp>

namespace anatomy {

std::optional<geometry::Hit>
outer_skin_at(const SkinView& skin, glm::dvec3 p, glm::dvec3 outward, double within_mm)
{
    constexpr double least_facing = 0;  // cosine
    const glm::dvec3 out = glm::normalize(outward);
    std::optional<geometry::Hit> best;
    const auto consider = [&](std::optional<geometry::Hit> hit) {
        if (!hit) return;
        const glm::dvec3 place = geometry::position(skin.mesh, hit->place);
        if (glm::dot(geometry::normal(skin.mesh, hit->place.triangle), out) <= least_facing) return;
        hit->distance_mm = glm::distance(place, p);
        if (hit->distance_mm <= within_mm && (!best || hit->distance_mm < best->distance_mm))
            best = hit;
    };
    consider(skin.bvh.cast({p, out}));
    consider(skin.bvh.cast({p + within_mm * out, -out}));
    if (!best) consider(skin.bvh.nearest(p, within_mm));
    return best;
}

}  // namespace anatomy

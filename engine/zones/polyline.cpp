// SPDX-License-Identifier: MIT
#include "zones/polyline.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace zones {
namespace {

constexpr std::size_t bundle_size = 16;

void improve(Nearest& best, glm::dvec3 p, const PathPlace& a, const PathPlace& b)
{
    const glm::dvec3 ab = b.position - a.position;
    const double squared = glm::dot(ab, ab);
    const double s =
        squared > 0 ? std::clamp(glm::dot(p - a.position, ab) / squared, 0.0, 1.0) : 0.0;
    const double distance = glm::distance(p, a.position + s * ab);
    if (distance < best.distance_mm) best = {distance, (1 - s) * a.normal + s * b.normal};
}

}  // namespace

Polyline::Polyline(std::span<const PathPlace> places)
    : places_(places)
{
    for (std::size_t first = 0; first == 0 || first + 1 < places.size(); first += bundle_size)
        bundles_.push_back(bundle_from(first));
}

Nearest Polyline::nearest_to(glm::dvec3 p) const
{
    Nearest best;
    for (const Bundle& bundle : bundles_) {
        if (glm::distance(p, bundle.centre) - bundle.radius > best.distance_mm) continue;
        for (std::size_t i = bundle.first; i < bundle.last; ++i)
            improve(best, p, places_[i], places_[std::min(i + 1, places_.size() - 1)]);
    }
    return best;
}

Polyline::Bundle Polyline::bundle_from(std::size_t first) const
{
    const std::size_t pieces = std::max<std::size_t>(places_.size() - 1, 1);
    const std::size_t last = std::min(first + bundle_size, pieces);
    geometry::Box box;
    for (std::size_t i = first; i <= std::min(last, places_.size() - 1); ++i)
        box.include(places_[i].position);
    return {first, last, box.centre(), 0.5 * glm::length(box.size())};
}

}  // namespace zones

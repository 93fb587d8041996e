// SPDX-License-Identifier: MIT
// How far a place is from a path on the skin.
#pragma once

#include "zones/path_on_skin.h"

#include <limits>
#include <span>
#include <vector>

namespace zones {

/// What of the path is nearest to a place.
struct Nearest {
    double distance_mm = std::numeric_limits<double>::infinity();
    glm::dvec3 normal{0};  // of the skin under the path there, not of unit length
};

/// The polyline through the places, in bundles with a ball around each: a long drag has thousands
/// of pieces. The places must outlive it.
class Polyline {
public:
    explicit Polyline(std::span<const PathPlace> places);

    Nearest nearest_to(glm::dvec3 p) const;

private:
    struct Bundle {
        std::size_t first, last;  // pieces [first, last): piece i joins the places i and i + 1
        glm::dvec3 centre;
        double radius;
    };

    Bundle bundle_from(std::size_t first) const;

    std::span<const PathPlace> places_;
    std::vector<Bundle> bundles_;
};

}  // namespace zones

// SPDX-License-Identifier: MIT
// From the zones of a plan to what the sampler is asked for.
#pragma once

#include "geometry/bvh.h"
#include "sampling/sampler.h"
#include "session/plan.h"

#include <span>
#include <vector>

namespace session {

/// A request together with the spacings that it points to.
struct ZonesToSample {
    std::vector<std::vector<float>> spacings;  // per zone; empty where the spacing is constant
    sampling::SampleRequest request;
};

/// The bvh is over the surface of the skin; all of it, and the zones' fields, must outlive what is
/// given back. Throws base::Error with a sentence that names the zone: for a drawn line or a pinned
/// point off the skin, a number of points that the zone cannot hold.
ZonesToSample to_sample(const sampling::Skin& skin,
                        const geometry::Bvh& bvh,
                        std::span<const PlanZone> zones,
                        std::uint32_t seed);

/// The zone's spacing, or about what its number of points will have.
double looked_for_mm(const PlanZone& zone);

/// The spacing at each vertex of the surface, for a zone whose spacing varies.
std::vector<float> spacing_per_vertex(const MapZone& zone, const zones::ZoneField& field);

}  // namespace session

// SPDX-License-Identifier: MIT
// Depth by layer, point by point: the regions around a place give its skin, so that the depth goes
// smoothly from one region to the next, and each region's own ceiling holds inside it.
#pragma once

#include "anatomy/regions.h"
#include "clinic/depth.h"
#include "session/clinic_facts.h"

#include <glm/vec3.hpp>

#include <optional>
#include <string>
#include <vector>

namespace session {

struct MapZone;

/// A place of the skin and which way it faces.
struct PlaceOnSkin {
    glm::dvec3 place{0};
    glm::dvec3 normal{0, 0, 1};  // of unit length
};

class DepthAims {
public:
    /// Both must outlive this; without regions a zone's area, or its name, gives the skin.
    DepthAims(const ClinicFacts& facts, const anatomy::Regions* regions)
        : facts_(facts)
        , regions_(regions)
    {
    }

    /// The skin around a place; nothing where neither landmarks nor the zone tell.
    std::optional<clinic::Thickness> skin_at(const PlaceOnSkin& place, const MapZone& zone) const;

    /// The depth of a point there: of the layer that the zone aims at, or the zone's own, and never
    /// below its ceiling. Throws base::Error where the layer's depth cannot be known.
    double depth_mm(const PlaceOnSkin& place, const MapZone& zone) const;

    /// Where the layer lies there, by the default and by the sources that disagree most.
    std::optional<clinic::LayerDepth> layer_at(const PlaceOnSkin& place, const MapZone& zone) const;

    /// The deepest that a point there may be, and what says so.
    std::optional<clinic::DepthCeiling> ceiling_at(const PlaceOnSkin& place,
                                                   const MapZone& zone) const;

private:
    /// One region near a place.
    struct Near {
        std::string skin;
        const clinic::Area* area = nullptr;
        double share = 0;
        double away = 1;  // how far off it begins, 0 at the place itself to 1 at the rim
    };
    std::vector<Near> near(const PlaceOnSkin& place, const MapZone& zone) const;
    std::vector<Near> regions_near(const PlaceOnSkin& place) const;

    const ClinicFacts& facts_;
    const anatomy::Regions* regions_;
};

}  // namespace session

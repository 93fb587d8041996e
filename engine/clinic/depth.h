// SPDX-License-Identifier: MIT
// From the layer that a zone aims at to a vertical depth, and from a depth to the layer that it
// reaches. Sources on skin thickness disagree by up to a factor of two, so each answer has two
// ends.
#pragma once

#include "clinic/areas.h"
#include "clinic/techniques.h"
#include "clinic/thickness.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic {

/// A layer to aim at, and where it lies by shares of epidermis, dermis or fat.
struct TargetLayer {
    std::string id;    // "mid_dermis"
    std::string name;  // "mid dermis"
    std::string from;  // "surface", "epidermis" (its lower end) or "junction"
    double epidermis_share = 0, dermis_share = 0, fat_share = 0;
    std::optional<double> fat_most_mm;
    double deeper_mm = 0, shallower_mm = 0;  // tolerance
    std::string source;                      // keys
};

/// All of them, from the surface down.
const std::vector<TargetLayer>& target_layers();
const TargetLayer& target_layer(std::string_view id);  // throws Error that lists the known ones

/// Where a layer lies: by the default, and if the thinnest or the thickest source is right.
struct LayerDepth {
    double depth_mm = 0;
    double thin_mm = 0, thick_mm = 0;
};
LayerDepth depth_of(const TargetLayer& layer, const Thickness& skin);

/// "dermis in both", or "dermis or fat, sources disagree".
std::string reached_at(double depth_mm, const Thickness& skin);

/// The deepest that a point may be, and what says so.
struct DepthCeiling {
    double max_mm = 0;
    std::string by;  // "general", "technique", "area" or "bone"
    std::string source;
};
/// Nothing where neither of them has one: a technique that aims at fat only. `area` may be null.
std::optional<DepthCeiling> depth_ceiling(const Technique& technique,
                                          const Area* area,
                                          std::string_view skin,
                                          const Thickness& thickness);

/// The whole answer for one place.
struct DepthAnswer {
    LayerDepth layer;
    double depth_mm = 0;  // of the layer, or the ceiling where that is less
    std::optional<DepthCeiling> limited;
    std::string reached;
};
DepthAnswer aimed_depth(const TargetLayer& layer,
                        const Thickness& skin,
                        const std::optional<DepthCeiling>& ceiling);

/// The length of needle that goes in: depth / sin(angle) (F33).
double inserted_length_mm(double depth_mm, double angle_deg);

}  // namespace clinic

// SPDX-License-Identifier: MIT
// What a tool shows over the skin while it is in hand: lines that lie on the skin, and places that
// can be taken hold of. They are places of the scene, so they stay where they are when the view
// turns.
#pragma once

#include "geometry/bvh.h"
#include "geometry/surface.h"
#include "tools/turntable.h"
#include "zones/path_on_skin.h"

#include <glm/vec3.hpp>

#include <optional>
#include <span>
#include <vector>

namespace tools {

/// The skin that the tools work on. The bvh is of the surface's mesh.
struct BrushSkin {
    const geometry::Surface& surface;
    const geometry::Bvh& bvh;
};

struct Sketch {
    std::vector<std::vector<zones::PathPlace>> lines;
    std::vector<zones::PathPlace> handles;
    std::optional<std::size_t> chosen;  // of the handles
};

/// A straight line along the skin; nothing where the skin does not lead there.
std::vector<zones::PathPlace>
line_between(const zones::PathPlace& a, const zones::PathPlace& b, const BrushSkin& skin);

/// True if the view sees the place: no other skin is in front of it.
bool is_seen(glm::dvec3 place, const Turntable& view, const BrushSkin& skin);

/// The seen place that is shown nearest to a pixel, if any is within the reach of a finger.
std::optional<std::size_t> place_near(glm::dvec2 pixel,
                                      std::span<const glm::dvec3> places,
                                      const Turntable& view,
                                      const BrushSkin& skin);

}  // namespace tools

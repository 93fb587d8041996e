// SPDX-License-Identifier: MIT
// An arm or a leg as a chart of its own skin: how far along from joint to joint, and at which angle
// around. Its axis and girth are measured through the scan from landmarks on its skin, so that it
// may hang as it likes; skin that touches it belongs to it only if it faces away from its axis.
#pragma once

#include "anatomy/place.h"
#include "anatomy/skin_place.h"

#include <glm/vec3.hpp>

#include <optional>
#include <vector>

namespace anatomy {

/// A cross section of a limb: its middle, and the mean distance of its skin from there.
struct CrossSection {
    glm::dvec3 middle{0};
    double radius_mm = 0;
};

/// The section at right angles to `axis` below a place on the skin; with the usual radius where the
/// scan is open there.
CrossSection section_below(const SkinView& skin,
                           glm::dvec3 on_skin,
                           glm::dvec3 inward,
                           glm::dvec3 axis,
                           double usual_radius_mm);

/// The same around a place inside.
CrossSection
section_around(const SkinView& skin, glm::dvec3 inside, glm::dvec3 axis, double usual_radius_mm);

/// Where along a limb its axis passes, and which way its front looks there.
struct Station {
    double along = 0;
    CrossSection section;
    glm::dvec3 front{0};
};

struct LimbPlace {
    double along = 0;
    // 0 in front, 90 outwards, 180 behind, -90 inwards; of hand and foot the way the skin faces
    double around_deg = 0;
    double off = 0;      // distance from the axis in radii
    double end_off = 0;  // from the last joint, as a share of what hand or foot is long
    bool faces_away = false;
};

class Limb {
public:
    /// At least two stations, from the trunk on. Beyond the last follows the hand or the foot, as
    /// long as `end_mm`.
    Limb(Side side, std::vector<Station> stations, double end_mm);

    Side side() const { return side_; }
    double last() const { return stations_.back().along; }
    LimbPlace at(glm::dvec3 place, glm::dvec3 normal) const;

private:
    Side side_;
    std::vector<Station> stations_;
    double end_mm_;
};

}  // namespace anatomy

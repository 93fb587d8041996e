// SPDX-License-Identifier: MIT
// Whether an injector's tool gets to a point without touching the face elsewhere: the needle's free
// part, the hub as a cone and the head as a cylinder, held against every triangle of the scan. The
// head is drawn longer by the stand-off, so that the way in and out along the needle is free, too.
//
// Skin gives way: what reaches less than `skin_gives_mm` into the tool is no touch.
#pragma once

#include "clinic/injectors.h"
#include "geometry/bvh.h"
#include "session/session_map.h"

#include <optional>

namespace session {

inline constexpr double skin_gives_mm = 0.5;

/// Where a tool meets skin that it should not.
struct Touch {
    const char* part = "";  // "needle", "hub" or "head"
    glm::dvec3 place_mm{0};
};

/// Another way to hold the tool at a point.
struct Hold {
    double angle_deg = 90;    // between needle and skin
    double azimuth_deg = 0;   // about the normal, from where needles are tilted to, as heads are
    glm::dvec3 direction{0};  // of the needle
    double inserted_mm = 0;   // for the same depth
};

class Reach {
public:
    /// The mesh and its bvh must outlive this.
    Reach(const geometry::Mesh& skin, const geometry::Bvh& bvh, const clinic::Injector& injector);

    /// Where the tool touches the face at the point as the map has it, if it does.
    std::optional<Touch> touch(const MapPoint& point, const MapZone& zone) const;

    /// The way to hold the tool that is nearest to the map's and touches nothing, in steps of 5
    /// degrees of angle within the technique's limits and 15 around; none if there is none.
    std::optional<Hold> other_hold(const MapPoint& point, const MapZone& zone) const;

private:
    std::optional<Touch> touch(const MapPoint& point, const MapZone& zone, const Hold& hold) const;

    const geometry::Mesh& skin_;
    const geometry::Bvh& bvh_;
    const clinic::Injector& injector_;
};

/// The needle's direction at that angle to the skin, turned about the normal.
glm::dvec3 turned_direction(glm::dvec3 normal, double angle_deg, double azimuth_deg);

}  // namespace session

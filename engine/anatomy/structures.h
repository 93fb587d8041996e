// SPDX-License-Identifier: MIT
// The danger table on one patient: each structure's course laid on the skin by landmarks. Vessels
// vary more than any table says, so nothing here shows that a place is without them.
#pragma once

#include "anatomy/landmarks.h"
#include "anatomy/place.h"
#include "anatomy/skin_place.h"
#include "clinic/structures.h"
#include "geometry/surface.h"
#include "geometry/topology.h"

#include <string>
#include <vector>

namespace anatomy {

struct PlacedStructure {
    const clinic::Structure* facts = nullptr;
    Side side = Side::middle;
    std::vector<glm::dvec3> path_mm;  // of a band: on the skin, at most step_mm apart; else through
    double reach_mm = 0;  // from it: half width, margin, and what estimated landmarks are off

    /// "left supraorbital artery and nerve"
    std::string name() const;
};

struct StructureMap {
    std::vector<PlacedStructure> placed;
    std::vector<std::string> not_placed;  // a sentence each: which, and what is missing
};

/// Two places of a band's course are at most so far apart.
inline constexpr double path_step_mm = 1;

/// All of the table that the landmarks can place. A part of the body without landmarks is one
/// sentence.
StructureMap placed_structures(const Landmarks& landmarks, const SkinView& skin);

struct ReachedVertex {
    geometry::VertexId vertex;
    float distance_mm = 0;
};

/// The scan that structures are laid on, and its surface.
struct StructureSkin {
    const geometry::Mesh& scan;
    const geometry::Topology& topology;  // of the scan
    const geometry::Surface& surface;
    const geometry::Bvh& bvh;  // of the surface
};

/// The surface's vertices around a structure's course, to `rim_mm` beyond its reach, with their
/// distance from it: of a band along the skin, of an area straight. Farther inside than
/// `near_border_mm` the distance is only an upper bound, which is still inside.
std::vector<ReachedVertex>
reach_of(const PlacedStructure& structure, const StructureSkin& skin, double rim_mm);

inline constexpr double near_border_mm = 4;

}  // namespace anatomy

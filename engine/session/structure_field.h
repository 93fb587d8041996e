// SPDX-License-Identifier: MIT
// Structures as zones have them: a signed distance per vertex of the surface, so that what is drawn
// of a structure, and what is taken from a zone, has the same border.
#pragma once

#include "anatomy/structures.h"
#include "zones/zone_field.h"

namespace session {

/// What a structure reaches, as a stroke would: its distances count to its reach.
struct StructureReach {
    double reach_mm = 0;
    std::vector<zones::ReachedVertex> vertices;
};

StructureReach reached_by(const anatomy::PlacedStructure& structure,
                          const anatomy::StructureSkin& skin);

void add_to(zones::ZoneField& field, const StructureReach& reach);
void take_from(zones::ZoneField& field, const StructureReach& reach);

}  // namespace session

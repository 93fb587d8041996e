// SPDX-License-Identifier: MIT
// Every pin of a multi-needle head on the skin: whether it is inside the zone, and how deep it goes
// where the skin is not flat.
#pragma once

#include "geometry/bvh.h"
#include "geometry/surface.h"
#include "session/session_map.h"
#include "session/structure_rules.h"
#include "zones/zone_field.h"

#include <cstdint>
#include <span>
#include <vector>

namespace session {

/// The places of a head's pins in the plane of the head.
std::vector<glm::dvec3> pin_places(const MapPoint& point, const clinic::MultiHead& head);

/// True if a pin of the head there lies outside the field.
bool sticks_out(const MapPoint& point,
                const clinic::MultiHead& head,
                const zones::ZoneField& field,
                const geometry::Surface& surface,
                const geometry::Bvh& bvh);

/// The checks of a zone with a head; none without. `field` is what the zone's points may lie in.
std::vector<Check> head_checks_of(const MapZone& zone,
                                  std::uint32_t zone_index,
                                  std::span<const MapPoint> points,
                                  const zones::ZoneField& field,
                                  const geometry::Surface& surface,
                                  const geometry::Bvh& bvh,
                                  StructureRules& structures);

}  // namespace session

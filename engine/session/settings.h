// SPDX-License-Identifier: MIT
// What a zone is planned with: what the practitioner set, and the technique's defaults for the
// rest.
#pragma once

#include "session/case.h"
#include "session/session_map.h"

namespace session {

/// The zone's name, strokes and settings in the form of the map; nothing planned yet. Throws
/// base::Error where neither the zone's area nor its technique has a default for something that it
/// does not set. The depth of a zone that aims at a layer is not known yet: 0.
MapZone settings_of(const Zone& zone, const ClinicFacts& clinic = {});

/// Throws base::Error if the zone is to get a mixture that the facts do not hold.
void require_mixture(const MapZone& zone, const ClinicFacts& clinic);

}  // namespace session

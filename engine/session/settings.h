// SPDX-License-Identifier: MIT
// What a zone is planned with: what the practitioner set, and the technique's defaults for the
// rest.
#pragma once

#include "session/case.h"
#include "session/session_map.h"

namespace session {

/// The zone's name, strokes and settings in the form of the map; nothing planned yet. Throws
/// base::Error where the technique has no default for something that the zone does not set.
MapZone settings_of(const Zone& zone);

}  // namespace session

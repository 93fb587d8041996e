// SPDX-License-Identifier: MIT
// Whether anybody has compared the scan's size with the patient. A scan in the wrong unit makes
// every distance of a plan wrong, and nothing but a look at the person can tell.
#pragma once

#include "geometry/mesh.h"
#include "session/session_map.h"

namespace session {

/// Passes with the statement that was confirmed, and warns with the size where there is none.
/// `scan` are the scan's bounds in mm.
Check scale_check(const SessionMap& map, const geometry::Box& scan);

}  // namespace session

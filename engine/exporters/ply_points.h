// SPDX-License-Identifier: MIT
// PLY: the points as a cloud, for mesh viewers and scripts. Text, in the order of injection.
#pragma once

#include "session/session_map.h"

#include <string>

namespace exporters {

/// Per point: x, y, z (mm, the scan's frame), nx, ny, nz (out of the skin), dx, dy, dz (of the
/// needle), depth_mm (vertical), volume_ml, zone (0, 1, ...), order. The zones' names are comments.
std::string ply_points_of(const session::SessionMap& map);

}  // namespace exporters

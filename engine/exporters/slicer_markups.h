// SPDX-License-Identifier: MIT
// 3D Slicer's markups (.mrk.json): one list of points per zone. Slicer takes the numbers of a mesh
// file as LPS, so the points are written with the scan's own numbers as LPS: they lie on the scan
// when both are loaded.
#pragma once

#include "session/session_map.h"

#include <string>

namespace exporters {

/// Schema markups-schema-v1.0.3. Each point's z axis points out of the skin along its needle;
/// labels are the working order; depth and volume are in the description, since there is no field
/// for them.
std::string slicer_markups_of(const session::SessionMap& map);

}  // namespace exporters

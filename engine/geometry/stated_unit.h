// SPDX-License-Identifier: MIT
// What a file says about its unit in words.
#pragma once

#include "geometry/scan.h"

#include <string_view>

namespace geometry {

/// Looks for a unit in a comment or header text and keeps it in `mesh`: "millimetres", "units: cm",
/// "1 unit = 1 mm", "coordinates in metres", or the line of 3D Slicer, which always writes
/// millimetres. If two comments contradict each other the unit counts
/// as not stated, with a warning.
void note_unit_in(std::string_view comment, ImportedMesh& mesh);

}  // namespace geometry

// SPDX-License-Identifier: MIT
// How the scan's axes become upright ones: x to the patient's left, y up, z to the front.
#pragma once

#include "geometry/scan.h"

#include <glm/mat3x3.hpp>

namespace exporters {

/// The identity but for a scan whose z is up.
glm::dmat3 upright(const geometry::Scan& scan);

}  // namespace exporters

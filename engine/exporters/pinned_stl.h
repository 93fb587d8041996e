// SPDX-License-Identifier: MIT
// The skin with a pin in each point, as binary STL for viewers and printers.
//
// STL knows neither names nor colours, so that the shape must carry the plan: a pin's tip is where
// the needle goes in, and the pin stands in the needle's direction. Millimetres, in the patient's
// own axes as DICOM has them: x to the patient's left, y to the back (posterior), z to the head
// (LPS).
#pragma once

#include "geometry/scan.h"
#include "session/session_map.h"

#include <glm/mat3x3.hpp>

#include <string>

namespace exporters {

/// From the scan's axes to LPS: by the map's landmarks, or else as far as the scan's shape tells.
glm::dmat3 to_lps(const session::SessionMap& map, const geometry::Scan& scan);

inline constexpr std::size_t pin_triangles = 16;

/// First the skin, then pin_triangles for each point in the order of injection, each pin's first
/// corner its tip.
std::string pinned_stl_of(const session::SessionMap& map,
                          const geometry::Scan& scan,
                          const std::string& map_sha256);

}  // namespace exporters

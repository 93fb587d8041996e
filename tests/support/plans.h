// SPDX-License-Identifier: MIT
// A small planned case, for tests of what follows planning.
#pragma once

#include "geometry/scan.h"
#include "session/workspace.h"

#include <memory>
#include <string>

namespace test {

inline constexpr double ball_radius_mm = 30;

/// A ball as a scan in millimetres.
std::shared_ptr<const geometry::Scan> ball_scan();

/// A zone that is a disc of that radius around the place of the ball nearest to `toward`.
void paint_disc(session::Workspace& workspace,
                const std::string& zone,
                glm::dvec3 toward,
                double radius_mm);

/// Two zones on the ball that adjoin, at 7 and 5 mm, planned on the processor.
session::SessionMap ball_map();

}  // namespace test

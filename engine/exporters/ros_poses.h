// SPDX-License-Identifier: MIT
// ROS: a geometry_msgs/PoseArray as YAML, for robots, with what a pose cannot hold in arrays beside
// it. Metres, as in all of ROS (REP 103).
#pragma once

#include "session/session_map.h"

#include <string>

namespace exporters {

/// In the order of injection. Each pose's z axis is the needle's, into the skin; its origin is on
/// the skin. The arrays after the poses have one entry a pose.
std::string ros_poses_of(const session::SessionMap& map);

}  // namespace exporters

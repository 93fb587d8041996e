// SPDX-License-Identifier: MIT
#include "exporters/ros_poses.h"

#include "exporters/text.h"

#include <fmt/format.h>
#include <glm/gtc/quaternion.hpp>
#include <nlohmann/json.hpp>

#include <iterator>

namespace exporters {
namespace {

constexpr double metres_per_mm = 1e-3;

/// Of length 1, with w not negative: each turn has one.
glm::dquat turn_of(const session::MapPoint& point)
{
    const glm::dquat turn = glm::normalize(glm::quat_cast(axes_along(point.direction)));
    return turn.w < 0 ? -turn : turn;
}

template <typename Value>
void write_array(const char* name,
                 const std::vector<const session::MapPoint*>& points,
                 Value value,
                 std::string& yaml)
{
    std::vector<std::string> values;
    for (const session::MapPoint* point : points)
        values.push_back(value(*point));
    fmt::format_to(std::back_inserter(yaml), "{}: [{}]\n", name, fmt::join(values, ", "));
}

}  // namespace

std::string ros_poses_of(const session::SessionMap& map)
{
    const auto points = in_order(map);
    std::string yaml = fmt::format("# Made from a session map of the scan with SHA-256 {}.\n"
                                   "header:\n  stamp: {{sec: 0, nanosec: 0}}\n  frame_id: scan\n"
                                   "poses:\n",
                                   map.scan.sha256);
    for (const session::MapPoint* point : points) {
        const glm::dvec3 p = point->position_mm * metres_per_mm;
        const glm::dquat q = turn_of(*point);
        fmt::format_to(std::back_inserter(yaml),
                       "  - position: {{x: {}, y: {}, z: {}}}\n"
                       "    orientation: {{x: {}, y: {}, z: {}, w: {}}}\n",
                       number(p.x, 7),
                       number(p.y, 7),
                       number(p.z, 7),
                       number(q.x, 9),
                       number(q.y, 9),
                       number(q.z, 9),
                       number(q.w, 9));
    }
    const auto metres = [](double mm) { return number(mm * metres_per_mm, 7); };
    write_array(
        "ids", points, [](const auto& p) { return std::to_string(p.id); }, yaml);
    write_array(
        "zones",
        points,
        [&](const auto& p) { return nlohmann::json(map.zones.at(p.zone).name).dump(); },
        yaml);
    write_array(
        "depths_m", points, [&](const auto& p) { return metres(p.depth_mm); }, yaml);
    write_array(
        "inserted_m", points, [&](const auto& p) { return metres(p.inserted_mm); }, yaml);
    write_array(
        "volumes_ml", points, [](const auto& p) { return number(p.volume_ml, 4); }, yaml);
    return yaml;
}

}  // namespace exporters

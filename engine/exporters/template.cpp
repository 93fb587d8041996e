// SPDX-License-Identifier: MIT
#include "exporters/template.h"

#include "exporters/text.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>
#include <glm/mat3x3.hpp>

#include <vector>

namespace exporters {
namespace {

/// From the scan's axes to the patient's: x to the left, y up, z to the front.
glm::dmat3 to_patient(const session::SessionMap& map)
{
    if (!map.patient) return glm::dmat3(1);
    return glm::transpose(glm::dmat3(map.patient->left, map.patient->up, map.patient->front));
}

std::string text_of(const session::MapZone& zone, std::size_t number_of_zone)
{
    return fmt::format(R"({{"zone": {}, "technique": "{}", "target_layer": "{}", "pattern": "{}", )"
                       R"("spacing_mm": {}, "depth_mm": {}, "angle_deg": {}, )"
                       R"("volume_per_point_ml": {}, "points": {}, "area_cm2": {}}})",
                       number_of_zone,
                       zone.technique,
                       zone.target_layer,
                       session::pattern_names[std::size_t(zone.arrangement.pattern.kind)],
                       number(zone.spacing_mm, 1),
                       number(zone.depth_mm, 1),
                       number(zone.angle_deg, 0),
                       number(zone.volume_per_point_ml, 3),
                       zone.points,
                       number(zone.area_cm2, 0));
}

}  // namespace

std::string template_of(const session::SessionMap& map)
{
    const glm::dmat3 turn = to_patient(map);
    glm::dvec3 middle{0};
    for (const session::MapPoint& point : map.points)
        middle += point.position_mm / double(map.points.size());
    std::vector<std::string> zones, points;
    for (std::size_t z = 0; z < map.zones.size(); ++z)
        zones.push_back(text_of(map.zones[z], z + 1));
    for (const session::MapPoint* point : in_order(map))
        points.push_back(
            fmt::format(R"({{"zone": {}, "position_mm": [{}], "direction": [{}], "depth_mm": {}, )"
                        R"("volume_ml": {}}})",
                        point->zone + 1,
                        numbers(turn * (point->position_mm - middle), 0, ", "),
                        numbers(turn * point->direction, 2, ", "),
                        number(point->depth_mm, 1),
                        number(point->volume_ml, 3)));
    return fmt::format(
        "{{\n\"format\": \"mesomap.template\",\n\"version\": 1,\n\"units\": "
        "{{\"length\": \"mm\", \"volume\": \"mL\", \"angle\": \"deg\", \"area\": "
        "\"cm2\"}},\n\"axes\": \"{}\",\n\"zones\": [\n{}\n],\n\"points\": [\n{}\n]\n}}\n",
        map.patient ? "x to the patient's left, y up, z to the front"
                    : "those of the scan, since no landmarks tell the patient's",
        fmt::join(zones, ",\n"),
        fmt::join(points, ",\n"));
}

}  // namespace exporters

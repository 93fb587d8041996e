// SPDX-License-Identifier: MIT
#include "exporters/csv.h"

#include "exporters/text.h"

#include <fmt/format.h>

#include <iterator>

namespace exporters {
namespace {

/// A cell: quoted where a comma, a quote or a line break would split it.
std::string cell(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == text.npos) return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

}  // namespace

std::string csv_of(const session::SessionMap& map)
{
    std::string csv = "order,id,zone,technique,x_mm,y_mm,z_mm,normal_x,normal_y,normal_z,"
                      "direction_x,direction_y,direction_z,depth_mm,inserted_mm,angle_deg,"
                      "volume_ml,triangle,barycentric_a,barycentric_b,barycentric_c\n";
    for (const session::MapPoint* point : in_order(map)) {
        const session::MapZone& zone = map.zones.at(point->zone);
        fmt::format_to(std::back_inserter(csv),
                       "{},{},{},{},{},{},{},{:.4f},{:.4f},{:.4f},{:.4f},{},{}\n",
                       point->order,
                       point->id,
                       cell(zone.name),
                       cell(zone.technique),
                       numbers(point->position_mm, 4, ","),
                       numbers(point->normal, 6, ","),
                       numbers(point->direction, 6, ","),
                       point->depth_mm,
                       point->inserted_mm,
                       point->angle_deg,
                       point->volume_ml,
                       point->triangle,
                       numbers(glm::dvec3(point->weights) / double(1 << 20), 7, ","));
    }
    return csv;
}

}  // namespace exporters

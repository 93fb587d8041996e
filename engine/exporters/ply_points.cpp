// SPDX-License-Identifier: MIT
#include "exporters/ply_points.h"

#include "exporters/text.h"

#include <fmt/format.h>

#include <iterator>

namespace exporters {

std::string ply_points_of(const session::SessionMap& map)
{
    std::string ply = "ply\nformat ascii 1.0\ncomment unit mm\n";
    auto end = std::back_inserter(ply);
    fmt::format_to(end, "comment scan sha256 {}\n", map.scan.sha256);
    for (std::size_t i = 0; i < map.zones.size(); ++i)
        fmt::format_to(end, "comment zone {} {}\n", i, map.zones[i].name);
    fmt::format_to(end, "element vertex {}\n", map.points.size());
    for (const char* name :
         {"x", "y", "z", "nx", "ny", "nz", "dx", "dy", "dz", "depth_mm", "volume_ml"})
        fmt::format_to(end, "property double {}\n", name);
    ply += "property int zone\nproperty int order\nend_header\n";
    for (const session::MapPoint* point : in_order(map))
        fmt::format_to(end,
                       "{} {} {} {} {} {} {}\n",
                       numbers(point->position_mm, 4, " "),
                       numbers(point->normal, 6, " "),
                       numbers(point->direction, 6, " "),
                       number(point->depth_mm, 4),
                       number(point->volume_ml, 4),
                       point->zone,
                       point->order);
    return ply;
}

}  // namespace exporters

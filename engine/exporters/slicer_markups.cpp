// SPDX-License-Identifier: MIT
#include "exporters/slicer_markups.h"

#include "exporters/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace exporters {
namespace {

constexpr const char* schema =
    "https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/Resources/"
    "Schema/markups-schema-v1.0.3.json#";

std::string text(const std::string& words)
{
    return nlohmann::json(words).dump();
}

/// Row by row; the columns are the axes.
std::string orientation_of(const session::MapPoint& point)
{
    const glm::dmat3 axes = axes_along(-point.direction);
    std::string rows;
    for (int row = 0; row < 3; ++row)
        rows += (row ? ", " : "") + numbers({axes[0][row], axes[1][row], axes[2][row]}, 6, ", ");
    return rows;
}

std::string control_point(const session::MapPoint& point)
{
    return fmt::format(
        R"({{"id": "{}", "label": "{}", "description": "depth {} mm, inserted {} mm, {} mL", )"
        R"("position": [{}], "orientation": [{}], "selected": true, "locked": true, )"
        R"("visibility": true, "positionStatus": "defined"}})",
        point.id,
        point.order,
        number(point.depth_mm, 4),
        number(point.inserted_mm, 4),
        number(point.volume_ml, 4),
        numbers(point.position_mm, 4, ", "),
        orientation_of(point));
}

}  // namespace

std::string slicer_markups_of(const session::SessionMap& map)
{
    std::vector<std::string> lists;
    for (std::size_t zone = 0; zone < map.zones.size(); ++zone) {
        std::vector<std::string> points;
        for (const session::MapPoint* point : in_order(map))
            if (point->zone == zone) points.push_back(control_point(*point));
        lists.push_back(
            fmt::format(R"({{"type": "Fiducial", "name": {}, "coordinateSystem": "LPS", )"
                        R"("coordinateUnits": "mm", "locked": true, "controlPoints": [)"
                        "\n{}\n]}}",
                        text(map.zones[zone].name),
                        fmt::join(points, ",\n")));
    }
    return fmt::format(
        "{{\"@schema\": \"{}\",\n\"markups\": [\n{}\n]}}\n", schema, fmt::join(lists, ",\n"));
}

}  // namespace exporters

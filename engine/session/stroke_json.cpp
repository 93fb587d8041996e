// SPDX-License-Identifier: MIT
#include "session/stroke_json.h"

#include <nlohmann/json.hpp>

namespace session {

using nlohmann::json;

json json_of(const zones::Stroke& stroke)
{
    json path = json::array();
    for (const glm::dvec3 p : stroke.path_mm)
        path.push_back({p.x, p.y, p.z});
    return {{"mode", stroke.mode == zones::StrokeMode::add ? "add" : "erase"},
            {"radius_mm", stroke.radius_mm},
            {"path_mm", std::move(path)}};
}

zones::Stroke stroke_in(const json& object)
{
    zones::Stroke stroke;
    stroke.mode = object["mode"] == "add" ? zones::StrokeMode::add : zones::StrokeMode::erase;
    stroke.radius_mm = object["radius_mm"].get<double>();
    for (const json& place : object["path_mm"])
        stroke.path_mm.emplace_back(
            place[0].get<double>(), place[1].get<double>(), place[2].get<double>());
    return stroke;
}

}  // namespace session

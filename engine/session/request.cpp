// SPDX-License-Identifier: MIT
#include "session/request.h"

#include "session/arrangement_json.h"
#include "session/json.h"
#include "session/schema.h"
#include "session/stroke_json.h"

#include <nlohmann/json.hpp>

namespace session {
namespace {

using nlohmann::json;

void add_zone(const json& zone, std::vector<Command>& commands)
{
    const auto name = zone["name"].get<std::string>();
    commands.push_back(AddZone{name, zone["technique"].get<std::string>()});
    if (zone.contains("spacing_mm")) commands.push_back(SetSpacing{name, zone["spacing_mm"]});
    if (tells_pattern(zone)) commands.push_back(SetPattern{name, pattern_in(zone, name)});
    if (const auto amount = amount_in(zone, name)) commands.push_back(SetAmount{name, *amount});
    if (const auto border = border_in(zone, name)) commands.push_back(SetBorder{name, *border});
    if (const auto at_border = border_spacing_in(zone, name))
        commands.push_back(SetSpacingAtBorder{name, at_border});
    if (const auto mirror = mirror_in(zone, name)) commands.push_back(SetMirror{name, mirror});
    if (zone.contains("depth_mm")) commands.push_back(SetDepth{name, zone["depth_mm"]});
    if (zone.contains("angle_deg")) commands.push_back(SetAngle{name, zone["angle_deg"]});
    if (zone.contains("volume_ml")) commands.push_back(SetVolume{name, zone["volume_ml"]});
    if (zone.contains("needle")) commands.push_back(SetNeedle{name, zone["needle"]});
    for (const json& stroke : zone["strokes"])
        commands.push_back(PaintStroke{name, stroke_in(stroke)});
    if (zone.contains("pinned_mm"))
        for (const glm::dvec3 place : places_in(zone["pinned_mm"]))
            commands.push_back(PinPoint{name, place});
}

}  // namespace

Request request_in(std::string_view text, std::string_view name)
{
    const json document = parse_json(text, name);
    require_schema(request_schema(), document, name);
    Request request;
    if (document.contains("unit"))
        request.scan_unit = base::length_unit_named(document["unit"].get<std::string>());
    if (document.contains("seed"))
        request.commands.push_back(SetSeed{document["seed"].get<std::uint32_t>()});
    for (const json& zone : document["zones"])
        add_zone(zone, request.commands);
    return request;
}

}  // namespace session

// SPDX-License-Identifier: MIT
#include "session/request.h"

#include "base/error.h"
#include "session/arrangement_json.h"
#include "session/clinic_json.h"
#include "session/json.h"
#include "session/schema.h"
#include "session/stroke_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace session {
namespace {

using nlohmann::json;

/// A dose in mg per cm2, as the volume of the zone's mixture that holds it.
Amount amount_of_dose(const json& zone, const ZoneAim& aim, const ClinicFacts& clinic)
{
    const auto name = zone["name"].get<std::string>();
    const json& wish = zone["dose_mg_per_cm2"];
    const auto substance = wish["substance"].get<std::string>();
    const clinic::Mixture* mixture = aim.mixture ? clinic.mixture(*aim.mixture) : nullptr;
    const double mg_per_ml = mixture ? mixture->mg_per_ml(substance) : 0;
    if (mg_per_ml <= 0)
        throw base::Error(
            fmt::format("Zone \"{}\": a dose of {} per cm2 needs a mixture that holds "
                        "it with its mg_per_ml.",
                        name,
                        substance));
    return {AmountKind::dose_ml_per_cm2, wish["value"].get<double>() / mg_per_ml};
}

void add_zone(const json& zone, const ClinicFacts& clinic, std::vector<Command>& commands)
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
    const ZoneAim aim = aim_in(zone);
    if (!aim.empty()) commands.push_back(SetAim{name, aim});
    if (zone.contains("dose_mg_per_cm2"))
        commands.push_back(SetAmount{name, amount_of_dose(zone, aim, clinic)});
    for (const json& stroke : zone["strokes"])
        commands.push_back(painting(name, step_in(stroke)));
    if (zone.contains("pinned_mm"))
        for (const glm::dvec3 place : places_in(zone["pinned_mm"]))
            commands.push_back(PinPoint{name, place});
    if (zone.contains("removed_mm"))
        for (const glm::dvec3 place : places_in(zone["removed_mm"]))
            commands.push_back(RemovePoint{name, place});
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
    ClinicFacts clinic;
    if (document.contains("clinic")) {
        clinic = clinic_facts_in(document["clinic"], name);
        request.commands.push_back(SetClinic{clinic});
    }
    for (const json& zone : document["zones"])
        add_zone(zone, clinic, request.commands);
    return request;
}

}  // namespace session

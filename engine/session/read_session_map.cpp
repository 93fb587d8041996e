// SPDX-License-Identifier: MIT
#include "session/session_map.h"

#include "base/error.h"
#include "session/arrangement_json.h"
#include "session/clinic_json.h"
#include "session/json.h"
#include "session/schema.h"
#include "session/stroke_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace session {
namespace {

using nlohmann::json;

template <typename T>
std::optional<T> optional_in(const json& value)
{
    return value.is_null() ? std::nullopt : std::optional(value.get<T>());
}

glm::dvec3 vector_in(const json& list)
{
    return {list[0].get<double>(), list[1].get<double>(), list[2].get<double>()};
}

std::array<double, 3> lengths_in(const json& list)
{
    return {list[0], list[1], list[2]};
}

/// The pattern's name stands beside the arrangement.
Arrangement arrangement_in(const json& zone)
{
    const auto name = zone["name"].get<std::string>();
    json fields = zone.value("arrangement", json::object());
    fields["pattern"] = zone["pattern"];
    Arrangement arrangement;
    arrangement.pattern = pattern_in(fields, name);
    arrangement.amount = amount_in(fields, name);
    arrangement.border = border_in(fields, name).value_or(BorderWish{});
    arrangement.at_border = border_spacing_in(fields, name);
    arrangement.mirror = mirror_in(fields, name);
    if (fields.contains("pinned_mm")) arrangement.pinned_mm = places_in(fields["pinned_mm"]);
    if (fields.contains("removed_mm")) arrangement.removed_mm = places_in(fields["removed_mm"]);
    if (fields.contains("left_out_mm")) arrangement.left_out_mm = places_in(fields["left_out_mm"]);
    return arrangement;
}

MapZone zone_in(const json& object)
{
    MapZone zone;
    zone.name = object["name"];
    zone.technique = object["technique"];
    zone.target_layer = object["target_layer"];
    zone.arrangement = arrangement_in(object);
    if (object.contains("aim")) zone.aim = aim_in(object["aim"]);
    zone.spacing_mm = object["spacing_mm"];
    zone.depth_mm = object["depth_mm"];
    zone.angle_deg = object["angle_deg"];
    zone.volume_per_point_ml = object["volume_per_point_ml"];
    zone.needle = optional_in<std::string>(object["needle"]);
    zone.needle_length_mm = optional_in<double>(object["needle_length_mm"]);
    const json& sources = object["sources"];
    zone.sources = {sources["spacing"],
                    sources["depth"],
                    sources["angle"],
                    sources["volume"],
                    sources["needle"]};
    for (const json& stroke : object["strokes"])
        zone.strokes.push_back(step_in(stroke));
    zone.area_cm2 = object["area_cm2"];
    zone.treated_cm2 = object.value("treated_cm2", 0.0);
    for (const json& dose : object.value("doses", json::array()))
        zone.doses.push_back(
            {dose["substance"], dose["mg_per_point"], dose["mg"], dose["mg_per_cm2"]});
    zone.points = object["points"];
    zone.volume_ml = object["volume_ml"];
    zone.centre_mm = vector_in(object["centre_mm"]);
    zone.witness_mm = lengths_in(object["witness_mm"]);
    zone.min_spacing_mm = optional_in<double>(object["min_spacing_mm"]);
    zone.largest_gap_mm = optional_in<double>(object["largest_gap_mm"]);
    return zone;
}

std::uint32_t zone_called(const json& name, const SessionMap& map, std::string_view file)
{
    for (std::size_t i = 0; i < map.zones.size(); ++i)
        if (map.zones[i].name == name.get_ref<const std::string&>())
            return static_cast<std::uint32_t>(i);
    throw base::Error(fmt::format("{}: a point or check names the zone {}, which the map lacks.",
                                  file,
                                  name.dump(-1, ' ', true)));
}

MapPoint point_in(const json& object, const SessionMap& map, std::string_view file)
{
    MapPoint point;
    point.id = object["id"];
    point.zone = zone_called(object["zone"], map, file);
    point.order = object["order"];
    point.pinned = object.contains("pinned");
    point.position_mm = vector_in(object["position_mm"]);
    point.normal = vector_in(object["normal"]);
    point.direction = vector_in(object["direction"]);
    point.depth_mm = object["depth_mm"];
    point.inserted_mm = object["inserted_mm"];
    point.angle_deg = object["angle_deg"];
    point.volume_ml = object["volume_ml"];
    point.triangle = object["triangle"];
    const glm::dvec3 weights = vector_in(object["barycentric"]) * double(1 << 20);
    for (int i = 0; i < 3; ++i)
        point.weights[i] = static_cast<int>(std::lround(weights[i]));
    return point;
}

Check check_in(const json& object, const SessionMap& map, std::string_view file)
{
    if (object["zone"] != "") zone_called(object["zone"], map, file);
    const json& result = object["result"];
    return {object["rule"],
            object["zone"],
            result == "pass"   ? CheckResult::pass
            : result == "warn" ? CheckResult::warn
                               : CheckResult::fail,
            object["value"],
            object["limit"],
            object["unit"],
            object["message"],
            object["source"]};
}

std::optional<Approval> approval_in(const json& status, std::string_view file)
{
    if (status["status"] == "draft") {
        if (status.size() > 1)
            throw base::Error(fmt::format("{}: a draft cannot be approved by anybody.", file));
        return std::nullopt;
    }
    for (const char* field : {"by", "on", "expires", "use_id", "draft_checksum"})
        if (!status.contains(field))
            throw base::Error(
                fmt::format("{}: an approved map must state \"{}\" in its status.", file, field));
    return Approval{status["by"],
                    clinic::day_in(status["on"].get<std::string>()),
                    clinic::day_in(status["expires"].get<std::string>()),
                    status["use_id"],
                    status["draft_checksum"]};
}

Witness witness_in(const json& object)
{
    Witness witness;
    witness.landmarks = object["kind"] == "landmarks";
    for (std::size_t i = 0; i < 3; ++i)
        witness.places[i] = {object["places"][i]["name"],
                             vector_in(object["places"][i]["place_mm"])};
    witness.distances_mm = lengths_in(object["distances_mm"]);
    witness.outward = vector_in(object["outward"]);
    return witness;
}

MapLimits limits_in(const json& object)
{
    return {object["max_depth_mm"],
            object["max_inserted_mm"],
            object["max_volume_per_point_ml"],
            object["max_volume_ml"],
            object["max_tilt_deg"],
            object["max_points"],
            vector_in(object["low_mm"]),
            vector_in(object["high_mm"])};
}

/// How it leaves, and how it is found on the patient.
void read_heading(const json& document, std::string_view name, SessionMap& map)
{
    map.made_by = document["program"]["version"];
    map.approval = approval_in(document["status"], name);
    if (document.contains("signature"))
        map.signature = {document["signature"]["public_key"], document["signature"]["ed25519"]};
    if (map.approval.has_value() != map.signature.has_value())
        throw base::Error(
            fmt::format("{}: a map that is approved has a signature, and a draft has none.", name));
    const json& patient = document["frame"]["patient"];
    if (!patient.is_null())
        map.patient = {
            vector_in(patient["left"]), vector_in(patient["up"]), vector_in(patient["front"])};
    map.witness = witness_in(document["witness"]);
    map.limits = limits_in(document["limits"]);
    const json& scan = document["scan"];
    map.scan = {scan["sha256"], scan["triangles"], scan["unit"], scan["scale"]};
    map.scale_statement = scan.value("scale_confirmed", "");
    map.seed = document["seed"];
}

/// Maps of version 1 from before it was settled lack what a device needs.
void require_settled_form(const json& document, std::string_view name)
{
    if (!document.contains("status") || !document.contains("witness"))
        throw base::Error(fmt::format(
            "{} was made before session maps had their final form: plan it again.", name));
}

}  // namespace

SessionMap session_map_in(std::string_view text, std::string_view name)
{
    const json document = parse_json(text, name);
    require_version("mesomap.session-map", 1, document, name);
    require_settled_form(document, name);
    require_schema(session_map_schema(), document, name);
    SessionMap map;
    read_heading(document, name, map);
    for (const json& landmark : document.value("landmarks", json::array()))
        map.landmarks.set(landmark["name"], {vector_in(landmark["place_mm"])});
    if (document.contains("clinic")) map.clinic = clinic_facts_in(document["clinic"], name);
    for (const json& zone : document["zones"]) {
        map.zones.push_back(zone_in(zone));
        if (zone_called(zone["name"], map, name) + 1 != map.zones.size())
            throw base::Error(
                fmt::format("{}: two zones are called {}.", name, zone["name"].dump()));
    }
    for (const json& point : document["points"])
        map.points.push_back(point_in(point, map, name));
    for (const json& check : document["checks"])
        map.checks.push_back(check_in(check, map, name));
    if (document.contains("needs")) {
        const json& needs = document["needs"];
        map.needs = {needs["syringes"],
                     needs["needles"],
                     needs["least_minutes"],
                     needs["most_minutes"],
                     needs["lidocaine_mg"]};
    }
    const json& totals = document["totals"];
    map.totals = {totals["zones"], totals["points"], totals["volume_ml"], totals["area_cm2"]};
    return map;
}

}  // namespace session

// SPDX-License-Identifier: MIT
#include "session/command.h"

#include "base/error.h"
#include "session/arrangement_json.h"
#include "session/clinic_json.h"
#include "session/json.h"
#include "session/schema.h"
#include "session/stroke_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace session {
namespace {

using nlohmann::json;

// One line per command: its fields to JSON ...
json fields(const AddZone& c)
{
    return {{"zone", c.zone}, {"technique", c.technique}};
}
json fields(const RemoveZone& c)
{
    return {{"zone", c.zone}};
}
json fields(const RenameZone& c)
{
    return {{"zone", c.zone}, {"name", c.name}};
}
json fields(const SetTechnique& c)
{
    return {{"zone", c.zone}, {"technique", c.technique}};
}
json fields(const SetSpacing& c)
{
    return {{"zone", c.zone}, {"spacing_mm", c.spacing_mm}};
}
json with_zone(json fields, const std::string& zone)
{
    fields["zone"] = zone;
    return fields;
}
json fields(const SetPattern& c)
{
    return with_zone(json_of(c.pattern), c.zone);
}
json fields(const SetAmount& c)
{
    return with_zone(json_of(c.amount), c.zone);
}
json fields(const SetBorder& c)
{
    return with_zone(json_of(c.border), c.zone);
}
json fields(const SetSpacingAtBorder& c)
{
    return with_zone(c.at_border ? json_of(*c.at_border) : json::object(), c.zone);
}
json fields(const SetMirror& c)
{
    return with_zone(c.mirror ? json_of(*c.mirror) : json{{"mirrored", false}}, c.zone);
}
json fields(const PinPoint& c)
{
    return {{"zone", c.zone}, {"place_mm", json_of(c.place_mm)}};
}
json fields(const UnpinPoint& c)
{
    return {{"zone", c.zone}, {"place_mm", json_of(c.place_mm)}};
}
json fields(const SetDepth& c)
{
    return {{"zone", c.zone}, {"depth_mm", c.depth_mm}};
}
json fields(const SetAngle& c)
{
    return {{"zone", c.zone}, {"angle_deg", c.angle_deg}};
}
json fields(const SetVolume& c)
{
    return {{"zone", c.zone}, {"volume_ml", c.volume_ml}};
}
json fields(const SetNeedle& c)
{
    return {{"zone", c.zone}, {"needle", c.needle}};
}
// In the order of Setting.
constexpr std::array setting_names{"spacing", "depth", "angle", "volume", "needle"};
json fields(const ResetSetting& c)
{
    return {{"zone", c.zone}, {"setting", setting_names[std::size_t(c.setting)]}};
}
Setting setting_named(const std::string& name)
{
    return Setting(std::ranges::find(setting_names, name) - setting_names.begin());
}
json fields(const SetSeed& c)
{
    return {{"seed", c.seed}};
}
json fields(const PaintStroke& c)
{
    return with_zone(json_of(c.stroke), c.zone);
}

json fields(const DrawOutline& c)
{
    return with_zone(json_of(c.outline), c.zone);
}
json fields(const EditOutline& c)
{
    return {{"zone", c.zone}, {"step", c.step}, {"corners_mm", json_of(c.corners_mm)}};
}
json fields(const FillByAngle& c)
{
    return with_zone(json_of(c.fill), c.zone);
}
json fields(const ReshapeZone& c)
{
    return with_zone(json_of(c.reshape), c.zone);
}
json fields(const MirrorZone& c)
{
    json fields = {{"zone", c.zone},
                   {"point_mm", json_of(c.mirror.point_mm)},
                   {"normal", json_of(c.mirror.normal)}};
    if (c.name)
        fields["name"] = *c.name;
    else if (!c.mirror.keeps)
        fields["keeps"] = false;
    return fields;
}
json fields(const DuplicateZone& c)
{
    return {{"zone", c.zone}, {"name", c.name}};
}
json fields(const MoveZone& c)
{
    return {{"zone", c.zone}, {"place", c.place}};
}
json fields(const SetColour& c)
{
    json fields = {{"zone", c.zone}};
    if (c.colour) fields["colour"] = fmt::format("#{:06x}", *c.colour);
    return fields;
}
json fields(const HideZone& c)
{
    return {{"zone", c.zone}, {"hidden", c.hidden}};
}
json fields(const LockZone& c)
{
    return {{"zone", c.zone}, {"locked", c.locked}};
}
json fields(const MovePoint& c)
{
    return {{"zone", c.zone}, {"from_mm", json_of(c.from_mm)}, {"to_mm", json_of(c.to_mm)}};
}
json fields(const RemovePoint& c)
{
    return {{"zone", c.zone}, {"place_mm", json_of(c.place_mm)}};
}
json fields(const ForgetPointEdits& c)
{
    return {{"zone", c.zone}};
}

json fields(const SetLandmarks& c)
{
    json places = json::array();
    for (const auto& [name, landmark] : c.landmarks.all())
        places.push_back({{"name", name}, {"place_mm", json_of(landmark.place)}});
    return {{"landmarks", places}};
}

json fields(const PlaceLandmark& c)
{
    return {{"landmark", c.landmark}, {"place_mm", json_of(c.place_mm)}};
}
json fields(const RemoveLandmark& c)
{
    return {{"landmark", c.landmark}};
}
json fields(const ConfirmScale& c)
{
    return {{"statement", c.statement}};
}

json fields(const SetAim& c)
{
    json aim = {{"zone", c.zone}};
    add_aim(c.aim, aim);
    return aim;
}
json fields(const SetClinic& c)
{
    return {{"clinic", json(json_of(c.clinic))}};
}
json fields(const SetPatient& c)
{
    ClinicFacts part;
    part.patient = c.patient;
    return json_of(part);
}
json fields(const SetVisit& c)
{
    ClinicFacts part;
    part.visit = c.visit;
    part.on = c.on;
    part.cream_lidocaine_mg = c.cream_lidocaine_mg;
    part.infiltrated_lidocaine_mg = c.infiltrated_lidocaine_mg;
    part.device = c.device;
    return json_of(part);
}
json fields(const SetMixtures& c)
{
    ClinicFacts part;
    part.mixtures = c.mixtures;
    return json_of(part);
}
json fields(const SetMarks& c)
{
    ClinicFacts part;
    part.marks = c.marks;
    part.events = c.events;
    return json_of(part);
}
json fields(const RenameMixture& c)
{
    return {{"mixture", c.mixture}, {"name", c.name}};
}

Amount one_amount_in(const json& object)
{
    const auto amount = amount_in(object, object["zone"]);
    if (!amount) throw base::Error("set_amount needs points, density_per_cm2 or dose_ml_per_cm2.");
    return *amount;
}

MirrorZone mirror_zone_in(const json& object)
{
    MirrorZone command{
        object["zone"],
        {place_in(object["point_mm"]), place_in(object["normal"]), object.value("keeps", true)},
        {}};
    if (object.contains("name")) command.name = object["name"].get<std::string>();
    return command;
}

/// "#rrggbb"
std::optional<std::uint32_t> colour_in(const json& object)
{
    if (!object.contains("colour")) return std::nullopt;
    const auto digits = object["colour"].get<std::string>().substr(1);
    return static_cast<std::uint32_t>(std::stoul(digits, nullptr, 16));
}

/// A command that holds a part of the visit, as the visit.
ClinicFacts part_in(json object)
{
    const auto command = object["command"].get<std::string>();
    object.erase("command");
    return clinic_facts_in(object, command);
}

SetVisit visit_in(const json& object)
{
    const ClinicFacts part = part_in(object);
    return {
        part.visit, part.on, part.cream_lidocaine_mg, part.infiltrated_lidocaine_mg, part.device};
}

// ... and back, after the schema was kept.
struct Kind {
    const char* name;
    std::function<Command(const json&)> read;
};

const Kind kinds[] = {
    {"add_zone",
     [](const json& j) -> Command {
         return AddZone{j["zone"], j["technique"]};
     }},
    {"remove_zone", [](const json& j) -> Command { return RemoveZone{j["zone"]}; }},
    {"rename_zone",
     [](const json& j) -> Command {
         return RenameZone{j["zone"], j["name"]};
     }},
    {"paint_stroke",
     [](const json& j) -> Command {
         return PaintStroke{j["zone"], stroke_in(j)};
     }},
    {"draw_outline",
     [](const json& j) -> Command {
         return DrawOutline{j["zone"], outline_in(j)};
     }},
    {"edit_outline",
     [](const json& j) -> Command {
         return EditOutline{j["zone"], j["step"].get<std::uint32_t>(), places_in(j["corners_mm"])};
     }},
    {"fill_by_angle",
     [](const json& j) -> Command {
         return FillByAngle{j["zone"], fill_in(j)};
     }},
    {"reshape_zone",
     [](const json& j) -> Command {
         return ReshapeZone{j["zone"], reshape_in(j)};
     }},
    {"mirror_zone", [](const json& j) -> Command { return mirror_zone_in(j); }},
    {"duplicate_zone",
     [](const json& j) -> Command {
         return DuplicateZone{j["zone"], j["name"]};
     }},
    {"move_zone",
     [](const json& j) -> Command {
         return MoveZone{j["zone"], j["place"].get<std::uint32_t>()};
     }},
    {"set_colour",
     [](const json& j) -> Command {
         return SetColour{j["zone"], colour_in(j)};
     }},
    {"hide_zone",
     [](const json& j) -> Command {
         return HideZone{j["zone"], j["hidden"].get<bool>()};
     }},
    {"lock_zone",
     [](const json& j) -> Command {
         return LockZone{j["zone"], j["locked"].get<bool>()};
     }},
    {"set_technique",
     [](const json& j) -> Command {
         return SetTechnique{j["zone"], j["technique"]};
     }},
    {"set_spacing",
     [](const json& j) -> Command {
         return SetSpacing{j["zone"], j["spacing_mm"]};
     }},
    {"set_pattern",
     [](const json& j) -> Command {
         return SetPattern{j["zone"], pattern_in(j, j["zone"])};
     }},
    {"set_amount",
     [](const json& j) -> Command {
         return SetAmount{j["zone"], one_amount_in(j)};
     }},
    {"set_border",
     [](const json& j) -> Command {
         return SetBorder{j["zone"], *border_in(j, j["zone"])};
     }},
    {"set_spacing_at_border",
     [](const json& j) -> Command {
         return SetSpacingAtBorder{j["zone"], border_spacing_in(j, j["zone"])};
     }},
    {"set_mirror",
     [](const json& j) -> Command {
         return SetMirror{j["zone"], mirror_in(j, j["zone"])};
     }},
    {"pin_point",
     [](const json& j) -> Command {
         return PinPoint{j["zone"], place_in(j["place_mm"])};
     }},
    {"unpin_point",
     [](const json& j) -> Command {
         return UnpinPoint{j["zone"], place_in(j["place_mm"])};
     }},
    {"move_point",
     [](const json& j) -> Command {
         return MovePoint{j["zone"], place_in(j["from_mm"]), place_in(j["to_mm"])};
     }},
    {"remove_point",
     [](const json& j) -> Command {
         return RemovePoint{j["zone"], place_in(j["place_mm"])};
     }},
    {"forget_point_edits", [](const json& j) -> Command { return ForgetPointEdits{j["zone"]}; }},
    {"set_depth",
     [](const json& j) -> Command {
         return SetDepth{j["zone"], j["depth_mm"]};
     }},
    {"set_angle",
     [](const json& j) -> Command {
         return SetAngle{j["zone"], j["angle_deg"]};
     }},
    {"set_volume",
     [](const json& j) -> Command {
         return SetVolume{j["zone"], j["volume_ml"]};
     }},
    {"set_needle",
     [](const json& j) -> Command {
         return SetNeedle{j["zone"], j["needle"]};
     }},
    {"reset_setting",
     [](const json& j) -> Command {
         return ResetSetting{j["zone"], setting_named(j["setting"])};
     }},
    {"set_seed", [](const json& j) -> Command { return SetSeed{j["seed"].get<std::uint32_t>()}; }},
    {"set_landmarks",
     [](const json& j) -> Command {
         anatomy::Landmarks landmarks;
         for (const json& one : j["landmarks"])
             landmarks.set(one["name"], {place_in(one["place_mm"])});
         return SetLandmarks{std::move(landmarks)};
     }},
    {"place_landmark",
     [](const json& j) -> Command {
         return PlaceLandmark{j["landmark"], place_in(j["place_mm"])};
     }},
    {"remove_landmark", [](const json& j) -> Command { return RemoveLandmark{j["landmark"]}; }},
    {"confirm_scale", [](const json& j) -> Command { return ConfirmScale{j["statement"]}; }},
    {"set_aim",
     [](const json& j) -> Command {
         return SetAim{j["zone"], aim_in(j)};
     }},
    {"set_clinic",
     [](const json& j) -> Command { return SetClinic{clinic_facts_in(j["clinic"], "clinic")}; }},
    {"set_patient", [](const json& j) -> Command { return SetPatient{part_in(j).patient}; }},
    {"set_visit", [](const json& j) -> Command { return visit_in(j); }},
    {"set_mixtures", [](const json& j) -> Command { return SetMixtures{part_in(j).mixtures}; }},
    {"rename_mixture",
     [](const json& j) -> Command {
         return RenameMixture{j["mixture"], j["name"]};
     }},
    {"set_marks",
     [](const json& j) -> Command {
         const ClinicFacts part = part_in(j);
         return SetMarks{part.marks, part.events};
     }},
};
static_assert(std::size(kinds) == std::variant_size_v<Command>, "in the order of the variant");

}  // namespace

Command painting(const std::string& zone, const zones::PaintStep& step)
{
    struct Painting {
        const std::string& zone;
        Command operator()(const zones::Stroke& s) const { return PaintStroke{zone, s}; }
        Command operator()(const zones::Outline& s) const { return DrawOutline{zone, s}; }
        Command operator()(const zones::Fill& s) const { return FillByAngle{zone, s}; }
        Command operator()(const zones::Reshape& s) const { return ReshapeZone{zone, s}; }
        Command operator()(const zones::Mirroring& s) const { return MirrorZone{zone, s, {}}; }
    };
    return std::visit(Painting{zone}, step);
}

const std::string* zone_painted_by(const Command& command)
{
    if (const auto* c = std::get_if<PaintStroke>(&command)) return &c->zone;
    if (const auto* c = std::get_if<DrawOutline>(&command)) return &c->zone;
    if (const auto* c = std::get_if<EditOutline>(&command)) return &c->zone;
    if (const auto* c = std::get_if<FillByAngle>(&command)) return &c->zone;
    if (const auto* c = std::get_if<ReshapeZone>(&command)) return &c->zone;
    if (const auto* c = std::get_if<MirrorZone>(&command)) return c->name ? &*c->name : &c->zone;
    return nullptr;
}

std::string line_of(const Command& command)
{
    json line = std::visit([](const auto& c) { return fields(c); }, command);
    line["command"] = kinds[command.index()].name;
    return line.dump();
}

Command command_in(std::string_view line, std::string_view name)
{
    const json fields = parse_json(line, name);
    require_schema(command_schema(), fields, name);
    const auto wanted = fields["command"].get<std::string>();
    std::vector<std::string> known;
    for (const Kind& kind : kinds) {
        known.emplace_back(kind.name);
        if (kind.name != wanted) continue;
        require_part(command_schema(), wanted, fields, name);
        return kind.read(fields);
    }
    throw base::Error(fmt::format("{}: there is no command \"{}\"; the known ones are {}.",
                                  name,
                                  wanted,
                                  fmt::join(known, ", ")));
}

std::vector<Command> commands_in(std::string_view script, std::string_view name)
{
    std::vector<Command> commands;
    for (std::size_t number = 1; !script.empty(); ++number) {
        const std::string_view line = script.substr(0, script.find('\n'));
        script.remove_prefix(std::min(line.size() + 1, script.size()));
        if (line.find_first_not_of(" \t\r") == line.npos || line.starts_with('#')) continue;
        commands.push_back(command_in(line, fmt::format("{}, line {}", name, number)));
    }
    return commands;
}

}  // namespace session

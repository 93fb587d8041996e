// SPDX-License-Identifier: MIT
#include "panels/settings_panel.h"

#include "base/error.h"
#include "clinic/techniques.h"
#include "panels/aim_panel.h"
#include "panels/arrangement_panel.h"
#include "session/settings.h"
#include "shell/sentences.h"
#include "shell/texts.h"

#include <array>

namespace panels {
namespace {

using shell::say;
using shell::say_name;
using shell::say_sentence;
using shell::to_say;

const clinic::Technique* technique_list(const session::Zone& zone, const Form& form)
{
    const clinic::Technique* wished = nullptr;
    const clinic::Technique& now = clinic::technique(zone.technique);
    quiet_text(form, say("Technique"));
    ImGui::SetNextItemWidth(-1);
    ImGui::SetNextWindowSizeConstraints({0, 0}, {FLT_MAX, 420 * form.scale});
    if (ImGui::BeginCombo("##technique", say_name(now.name.value), ImGuiComboFlags_HeightLargest)) {
        for (const clinic::Technique& one : clinic::techniques()) {
            if (ImGui::Selectable(say_name(one.name.value), one.id == zone.technique))
                wished = &one;
            hint(say("Goes into: {}", say_name(one.target_layer.value)));
        }
        ImGui::EndCombo();
    }
    hint(say_name(now.name.value) +
         ("\n" + say("Goes into: {}", say_name(now.target_layer.value))));
    return wished;
}

/// The settings as planned, or the sentence why there are none.
struct Planned {
    std::optional<session::MapZone> settings;
    std::string problem;
};

Planned planned_with(const session::Zone& zone, const session::ClinicFacts& facts)
{
    try {
        return {session::settings_of(zone, facts), {}};
    } catch (const base::Error& problem) {
        return {std::nullopt, problem.what()};
    }
}

/// A number of the zone: its own, or what would be planned without.
struct Number {
    const char* name;
    const char* unit;
    std::optional<double> session::Zone::*own;
    double session::MapZone::*planned;
    const char* place;
    std::string session::SettingSources::*source;
    session::Setting setting;
};

constexpr std::array numbers{Number{to_say("Spacing"),
                                    "mm",
                                    &session::Zone::spacing_mm,
                                    &session::MapZone::spacing_mm,
                                    "zone/spacing_mm",
                                    &session::SettingSources::spacing,
                                    session::Setting::spacing},
                             Number{to_say("Depth"),
                                    "mm",
                                    &session::Zone::depth_mm,
                                    &session::MapZone::depth_mm,
                                    "zone/depth_mm",
                                    &session::SettingSources::depth,
                                    session::Setting::depth},
                             Number{to_say("Angle"),
                                    "°",
                                    &session::Zone::angle_deg,
                                    &session::MapZone::angle_deg,
                                    "zone/angle_deg",
                                    &session::SettingSources::angle,
                                    session::Setting::angle},
                             Number{to_say("Volume a point"),
                                    "mL",
                                    &session::Zone::volume_ml,
                                    &session::MapZone::volume_per_point_ml,
                                    "zone/volume_ml",
                                    &session::SettingSources::volume,
                                    session::Setting::volume}};

/// Where the shown value comes from, and for an own one what the default is.
std::string source_of(const Number& number, const session::Zone& zone, const Planned& by_default)
{
    if (!by_default.settings) return say("There is no default: type a value.");
    const session::MapZone& settings = *by_default.settings;
    const std::string& source = settings.sources.*number.source;
    if (!(zone.*number.own)) return say_sentence(source);
    return say("Set for this zone. The default is {:g} {}: {}",
               settings.*number.planned,
               number.unit,
               say_sentence(source));
}

NumberLine
line_of(const Number& number, const session::Zone& zone, const session::ClinicFacts& facts)
{
    // With a number of points the spacing is a result; typing one takes the number's place.
    const bool is_result =
        number.setting == session::Setting::spacing && zone.arrangement.amount.has_value();
    session::Zone without = zone;
    without.*number.own = std::nullopt;
    const Planned by_default = planned_with(without, facts);
    const std::optional<double>& own = zone.*number.own;
    NumberLine line{
        {say(number.name), number.unit, number.place}, own, own.has_value() && !is_result};
    if (!own && by_default.settings) line.value = (*by_default.settings).*number.planned;
    if (is_result) line.value.reset();
    line.source = source_of(number, zone, by_default);
    if (number.setting == session::Setting::depth && !own && zone.aim.layer) {
        line.value.reset();
        line.source = say("By the layer that is aimed at: each point has its own depth.");
    }
    line.has_default = by_default.settings.has_value();
    return line;
}

session::Command setting_command(const Number& number, const std::string& zone, double value)
{
    switch (number.setting) {
    case session::Setting::spacing:
        return session::SetSpacing{zone, value};
    case session::Setting::depth:
        return session::SetDepth{zone, value};
    case session::Setting::angle:
        return session::SetAngle{zone, value};
    default:
        return session::SetVolume{zone, value};
    }
}

void number_lines(const session::Zone& zone,
                  const session::ClinicFacts& facts,
                  Form& form,
                  Commands& commands)
{
    for (const Number& number : numbers) {
        const NumberWish wish = number_line(line_of(number, zone, facts), form);
        if (wish.value) commands.push_back(setting_command(number, zone.name, *wish.value));
        if (wish.reset) commands.push_back(session::ResetSetting{zone.name, number.setting});
    }
}

}  // namespace

Commands settings_panel(const session::Zone* zone, const session::ClinicFacts& facts, Form& form)
{
    Commands commands;
    if (!section(form, say("Settings"))) return commands;
    if (!zone) {
        quiet_text(form, say("Choose a zone to see how it is treated."));
        return commands;
    }
    if (const auto* technique = technique_list(*zone, form))
        commands.push_back(session::SetTechnique{zone->name, technique->id});
    pattern_lines(*zone, form, commands);
    ImGui::Spacing();
    const Planned planned = planned_with(*zone, facts);
    number_lines(*zone, facts, form, commands);
    further_arrangement(*zone, form, commands);
    aim_lines(*zone, facts, form, commands);
    if (!planned.problem.empty()) sentence(form, Sign::warn, planned.problem);
    quiet_text(form,
               say("Grey numbers are the technique's defaults; rest the mouse on one to see its "
                   "source."));
    return commands;
}

}  // namespace panels

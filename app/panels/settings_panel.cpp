// SPDX-License-Identifier: MIT
#include "panels/settings_panel.h"

#include "base/error.h"
#include "clinic/techniques.h"
#include "panels/arrangement_panel.h"
#include "session/settings.h"

#include <fmt/format.h>

namespace panels {
namespace {

const clinic::Technique* technique_list(const session::Zone& zone, const Form& form)
{
    const clinic::Technique* wished = nullptr;
    const clinic::Technique& now = clinic::technique(zone.technique);
    quiet_text(form, "Technique");
    ImGui::SetNextItemWidth(-1);
    ImGui::SetNextWindowSizeConstraints({0, 0}, {FLT_MAX, 420 * form.scale});
    if (ImGui::BeginCombo("##technique", now.name.value.c_str(), ImGuiComboFlags_HeightLargest)) {
        for (const clinic::Technique& one : clinic::techniques()) {
            if (ImGui::Selectable(one.name.value.c_str(), one.id == zone.technique)) wished = &one;
            hint(fmt::format("Goes into: {}", one.target_layer.value));
        }
        ImGui::EndCombo();
    }
    hint(fmt::format("{}\nGoes into: {}", now.name.value, now.target_layer.value));
    return wished;
}

/// The settings as planned, or the sentence why there are none.
struct Planned {
    std::optional<session::MapZone> settings;
    std::string problem;
};

Planned planned_with(const session::Zone& zone)
{
    try {
        return {session::settings_of(zone), {}};
    } catch (const base::Error& problem) {
        return {std::nullopt, problem.what()};
    }
}

NumberLine line_of(const char* name,
                   const char* unit,
                   const std::optional<double>& own,
                   const std::optional<double>& planned,
                   const std::string& source)
{
    return {name, unit, own ? own : planned, own.has_value(), source};
}

void numbers(const session::Zone& zone, const Planned& planned, Form& form, Commands& commands)
{
    const auto& all = planned.settings;
    const auto value = [&](double session::MapZone::*member) {
        return all ? std::optional<double>((*all).*member) : std::nullopt;
    };
    const auto source = [&](std::string session::SettingSources::*member) {
        return all ? all->sources.*member : std::string("There is no default: type a value.");
    };
    using session::MapZone, session::SettingSources;
    // With a number of points the spacing is a result; typing one takes the number's place.
    const bool by_amount = zone.arrangement.amount.has_value();
    const NumberLine spacing = line_of("Spacing",
                                       "mm",
                                       by_amount ? std::nullopt : zone.spacing_mm,
                                       by_amount ? std::nullopt : value(&MapZone::spacing_mm),
                                       source(&SettingSources::spacing));
    const NumberLine depth = line_of(
        "Depth", "mm", zone.depth_mm, value(&MapZone::depth_mm), source(&SettingSources::depth));
    const NumberLine angle = line_of(
        "Angle", "°", zone.angle_deg, value(&MapZone::angle_deg), source(&SettingSources::angle));
    const NumberLine volume = line_of("Volume a point",
                                      "mL",
                                      zone.volume_ml,
                                      value(&MapZone::volume_per_point_ml),
                                      source(&SettingSources::volume));
    if (const auto mm = number_line(spacing, form))
        commands.push_back(session::SetSpacing{zone.name, *mm});
    if (const auto mm = number_line(depth, form))
        commands.push_back(session::SetDepth{zone.name, *mm});
    if (const auto deg = number_line(angle, form))
        commands.push_back(session::SetAngle{zone.name, *deg});
    if (const auto ml = number_line(volume, form))
        commands.push_back(session::SetVolume{zone.name, *ml});
}

}  // namespace

Commands settings_panel(const session::Zone* zone, Form& form)
{
    Commands commands;
    heading(form, "Settings");
    if (!zone) {
        quiet_text(form, "Choose a zone to see how it is treated.");
        return commands;
    }
    if (const auto* technique = technique_list(*zone, form))
        commands.push_back(session::SetTechnique{zone->name, technique->id});
    pattern_lines(*zone, form, commands);
    ImGui::Spacing();
    const Planned planned = planned_with(*zone);
    numbers(*zone, planned, form, commands);
    further_arrangement(*zone, form, commands);
    if (!planned.problem.empty()) sentence(form, Sign::warn, planned.problem);
    quiet_text(form,
               "Grey numbers are the technique's defaults; rest the mouse on one to see its "
               "source.");
    return commands;
}

}  // namespace panels

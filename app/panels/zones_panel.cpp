// SPDX-License-Identifier: MIT
#include "panels/zones_panel.h"

#include <fmt/format.h>

#include <utility>

namespace panels {
namespace {

std::string facts_of(const ZoneRow& zone)
{
    if (zone.area_cm2 <= 0) return "not painted yet";
    const std::string area = fmt::format("{:.1f} cm²", zone.area_cm2);
    if (!zone.points) return area;
    return fmt::format("{}  ·  {} {}  ·  {:.2f} mL",
                       area,
                       *zone.points,
                       *zone.points == 1 ? "point" : "points",
                       zone.volume_ml);
}

void row(const ZoneRow& zone, Form& form)
{
    const float height = 48 * form.scale;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    if (zone.id == form.selected)
        drawing.AddRectFilled(at,
                              {at.x + ImGui::GetContentRegionAvail().x, at.y + height},
                              ImGui::GetColorU32(ImGuiCol_Header),
                              8 * form.scale);
    if (ImGui::Selectable("##row",
                          false,
                          ImGuiSelectableFlags_AllowDoubleClick |
                              ImGuiSelectableFlags_AllowItemOverlap,
                          {0, height})) {
        form.renames = ImGui::IsMouseDoubleClicked(0);
        form.focuses = form.renames;
        form.selected = zone.id;
    }
    const float chip = 14 * form.scale;
    const ImVec2 corner(at.x + 8 * form.scale, at.y + 10 * form.scale);
    drawing.AddRectFilled(corner,
                          {corner.x + chip, corner.y + chip},
                          ImGui::GetColorU32(zone.colour),
                          4 * form.scale);
    const float left = corner.x + chip + 10 * form.scale;
    const float right = at.x + ImGui::GetContentRegionAvail().x - 6 * form.scale;
    const ImVec4 clip(left, at.y, right, at.y + height);
    drawing.AddText(form.type.regular,
                    form.type.regular->FontSize,
                    {left, at.y + 6 * form.scale},
                    ImGui::GetColorU32(shell::ink::text),
                    zone.name.c_str(),
                    nullptr,
                    0,
                    &clip);
    const std::string facts = facts_of(zone);
    drawing.AddText(form.type.small,
                    form.type.small->FontSize,
                    {left, at.y + 26 * form.scale},
                    ImGui::GetColorU32(shell::ink::quiet),
                    facts.c_str(),
                    nullptr,
                    0,
                    &clip);
}

void rename_field(const ZoneRow& zone, Form& form, Commands& commands)
{
    ImGui::SetNextItemWidth(-1);
    if (form.focuses) ImGui::SetKeyboardFocusHere();
    const bool first = std::exchange(form.focuses, false);
    if (const auto name = text_field(form, "zone name", zone.name)) {
        form.renames = false;
        if (!name->empty()) commands.push_back(session::RenameZone{zone.name, *name});
    } else if (!first && form.typed_in != "zone name" && !ImGui::IsItemActive()) {
        form.renames = ImGui::IsItemHovered();
    }
}

void buttons(const ZoneRow& zone, Form& form, Commands& commands)
{
    const float width = (ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ItemSpacing.x) / 2;
    if (ImGui::Button("Rename", {width, 0})) form.renames = form.focuses = true;
    ImGui::SameLine();
    if (ImGui::Button("Delete", {width, 0})) {
        commands.push_back(session::RemoveZone{zone.name});
        form.selected = session::ZoneId::none();
    }
    hint("Ctrl+Z brings it back.");
}

}  // namespace

Commands zones_panel(std::span<const ZoneRow> zones, Form& form)
{
    Commands commands;
    heading(form, "Zones");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 3 * form.scale});
    const ZoneRow* chosen = nullptr;
    for (const ZoneRow& zone : zones) {
        ImGui::PushID(int(zone.id.value));
        if (zone.id == form.selected) chosen = &zone;
        if (zone.id == form.selected && form.renames)
            rename_field(zone, form, commands);
        else
            row(zone, form);
        ImGui::PopID();
    }
    ImGui::PopStyleVar();
    if (zones.empty()) quiet_text(form, "Add a zone, then paint it on the skin.");
    ImGui::Spacing();
    if (chosen) buttons(*chosen, form, commands);
    return commands;
}

session::Command new_zone(const session::Case& current, const std::string& technique)
{
    std::size_t number = current.zones.size() + 1;
    while (current.find(fmt::format("Zone {}", number)))
        ++number;
    return session::AddZone{fmt::format("Zone {}", number), technique};
}

}  // namespace panels

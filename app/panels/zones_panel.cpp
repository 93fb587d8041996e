// SPDX-License-Identifier: MIT
#include "panels/zones_panel.h"

#include "panels/icons.h"
#include "panels/zone_shape.h"
#include "shell/texts.h"

#include <fmt/format.h>

#include <utility>

namespace panels {
namespace {

using shell::say;

std::string facts_of(const ZoneRow& zone)
{
    if (zone.area_cm2 <= 0) return say("not painted yet");
    std::string area = fmt::format("{:.1f} cm²", zone.area_cm2);
    if (!zone.left_out.empty()) return area + "  ·  " + say("no points");
    if (!zone.points) return area;
    return area + "  ·  " + (*zone.points == 1 ? say("1 point") : say("{} points", *zone.points)) +
           fmt::format("  ·  {:.2f} mL", zone.volume_ml);
}

/// The signs at a row's right end; a press is a command.
void row_signs(const ZoneRow& zone, ImVec2 corner, const Form& form, Commands& commands)
{
    const float side = ImGui::GetFrameHeight() * 0.85f;
    ImGui::PushStyleColor(ImGuiCol_Button, {0, 0, 0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);  // frames of neighbours would overlap
    const auto sign = [&](float place, Icon icon, bool on, const char* says) {
        const bool shows = on || zone.id == form.selected;
        if (!shows) return false;
        ImGui::SetCursorScreenPos({corner.x - place * side, corner.y});
        ImGui::PushStyleColor(ImGuiCol_Text, on ? shell::ink::text : shell::ink::quiet);
        const bool pressed = icon_button(form, icon, says);
        ImGui::PopStyleColor();
        return pressed;
    };
    if (sign(2.1f,
             zone.locked ? Icon::locked : Icon::unlocked,
             zone.locked,
             say("Lock: takes no strokes")))
        commands.push_back(session::LockZone{zone.name, !zone.locked});
    if (sign(1.1f,
             zone.hidden ? Icon::hidden : Icon::eye,
             zone.hidden,
             say("Hide: it is planned all the same")))
        commands.push_back(session::HideZone{zone.name, !zone.hidden});
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
}

void row(const ZoneRow& zone, Form& form, Commands& commands)
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
    if (zone.id == form.selected && ImGui::IsItemHovered() && ImGui::IsMouseClicked(0) &&
        ImGui::GetMousePos().x < corner.x + chip + 5 * form.scale)
        ImGui::OpenPopup("colour");
    colour_popup("colour", zone, form, commands);
    const float left = corner.x + chip + 10 * form.scale;
    const float end = at.x + ImGui::GetContentRegionAvail().x;
    const float right = end - (zone.id == form.selected ? 58 : 6) * form.scale;
    const ImVec4 clip(left, at.y, right, at.y + height);
    drawing.AddText(form.type.regular,
                    form.type.regular->FontSize,
                    {left, at.y + 6 * form.scale},
                    ImGui::GetColorU32(shell::ink::text),
                    zone.name.c_str(),
                    nullptr,
                    0,
                    &clip);
    const ImVec4 whole_row(left, at.y, end - 6 * form.scale, at.y + height);
    const std::string facts = facts_of(zone);
    drawing.AddText(form.type.small,
                    form.type.small->FontSize,
                    {left, at.y + 26 * form.scale},
                    ImGui::GetColorU32(shell::ink::quiet),
                    facts.c_str(),
                    nullptr,
                    0,
                    &whole_row);
    const ImVec2 below = ImGui::GetCursorScreenPos();
    row_signs(zone, {end, at.y + 3 * form.scale}, form, commands);
    ImGui::SetCursorScreenPos(below);
    if (zone.mirrored) sentence(form, Sign::warn, say("Mirrored: check where it lies."));
    if (!zone.left_out.empty()) sentence(form, Sign::fail, zone.left_out);
    if (!zone.overlap.empty()) sentence(form, Sign::warn, zone.overlap);
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

void buttons(const ZoneRow& zone, std::span<const ZoneRow> zones, Form& form, Commands& commands)
{
    const auto place = std::uint32_t(&zone - zones.data());
    const float between = 4 * form.scale;
    const float width = ImGui::GetContentRegionAvail().x - 4 * (ImGui::GetFrameHeight() + between);
    if (ImGui::Button(say("Rename"), {width, 0})) form.renames = form.focuses = true;
    ImGui::SameLine(0, between);
    ImGui::BeginDisabled(place == 0);
    if (icon_button(form, Icon::up, say("Up: where zones overlap, the upper one has the skin")))
        commands.push_back(session::MoveZone{zone.name, place - 1});
    ImGui::EndDisabled();
    ImGui::SameLine(0, between);
    ImGui::BeginDisabled(place + 1 == zones.size());
    if (icon_button(form, Icon::down, say("Down")))
        commands.push_back(session::MoveZone{zone.name, place + 1});
    ImGui::EndDisabled();
    ImGui::SameLine(0, between);
    if (icon_button(form, Icon::copy, say("Duplicate")))
        commands.push_back(session::DuplicateZone{zone.name, free_name(zone.name, zones)});
    ImGui::SameLine(0, between);
    if (icon_button(form, Icon::bin, say("Delete: Ctrl+Z brings it back"))) {
        commands.push_back(session::RemoveZone{zone.name});
        form.selected = session::ZoneId::none();
    }
}

}  // namespace

Commands zones_panel(std::span<const ZoneRow> zones,
                     const std::function<zones::Mirroring()>& midplane,
                     Form& form)
{
    Commands commands;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 3 * form.scale});
    const ZoneRow* chosen = nullptr;
    for (const ZoneRow& zone : zones) {
        ImGui::PushID(int(zone.id.value));
        if (zone.id == form.selected) chosen = &zone;
        if (zone.id == form.selected && form.renames)
            rename_field(zone, form, commands);
        else
            row(zone, form, commands);
        ImGui::PopID();
    }
    ImGui::PopStyleVar();
    if (zones.empty()) quiet_text(form, say("Add a zone, then paint it on the skin."));
    ImGui::Spacing();
    if (!chosen) return commands;
    buttons(*chosen, zones, form, commands);
    shape_menu(*chosen, zones, midplane, form, commands);
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

// SPDX-License-Identifier: MIT
#include "panels/zone_shape.h"

#include "panels/quantity.h"
#include "render/scene.h"
#include "shell/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace panels {
namespace {

using shell::say;
using zones::Reshaping;

/// "left cheek" is "right cheek" in the mirror; a name without a side says that it is an image.
std::string mirrored_name(const std::string& name)
{
    constexpr std::array<std::pair<const char*, const char*>, 4> sides{
        {{"left", "right"}, {"Left", "Right"}, {"links", "rechts"}, {"Links", "Rechts"}}};
    for (const auto& [a, b] : sides)
        for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)})
            if (const std::size_t at = name.find(from); at != name.npos)
                return std::string(name).replace(at, std::string_view(from).size(), to);
    return say("{}, mirrored", name);
}

void resize_part(const ZoneRow& zone, Form& form, Commands& commands)
{
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(say("By"));
    ImGui::SameLine();
    ImGui::SetNextItemWidth(76 * form.scale);
    if (const auto typed = text_field(form, "by", fmt::format("{:g} mm", form.reshape_mm)))
        if (const auto mm = number_in(*typed, "mm")) form.reshape_mm = std::clamp(*mm, 0.1, 100.0);
    const auto change = [&](const char* name, Reshaping what) {
        if (ImGui::MenuItem(name))
            commands.push_back(session::ReshapeZone{zone.name, {what, form.reshape_mm}});
    };
    change(say("Grow"), Reshaping::grow);
    change(say("Shrink"), Reshaping::shrink);
    change(say("Smooth"), Reshaping::smooth);
    hint(say("Rounds corners, closes narrow bays and takes narrow spits away."));
}

void clean_part(const ZoneRow& zone, Commands& commands)
{
    const auto change = [&](const char* name, Reshaping what) {
        if (ImGui::MenuItem(name))
            commands.push_back(session::ReshapeZone{zone.name, {what, std::nullopt}});
    };
    change(say("Fill holes"), Reshaping::fill_holes);
    change(say("Remove islands"), Reshaping::remove_islands);
    hint(say("All pieces but the largest."));
    change(say("Invert"), Reshaping::invert);
    hint(say("All connected skin that is not painted."));
}

void mirror_part(const ZoneRow& zone,
                 std::span<const ZoneRow> zones,
                 const std::function<zones::Mirroring()>& midplane,
                 Commands& commands)
{
    if (ImGui::MenuItem(say("Mirror to a new zone")))
        commands.push_back(
            session::MirrorZone{zone.name, midplane(), free_name(mirrored_name(zone.name), zones)});
    hint(say("Across the patient's middle: the landmarks', or else the one that the skin gives. "
             "No person is quite alike left and right: check it."));
    if (ImGui::MenuItem(say("Mirror within this zone")))
        commands.push_back(session::MirrorZone{zone.name, midplane(), std::nullopt});
}

std::uint32_t hex_of(const render::Colour& colour)
{
    const auto part = [](float value) { return std::uint32_t(std::lround(value * 255)); };
    return part(colour.red) << 16 | part(colour.green) << 8 | part(colour.blue);
}

}  // namespace

std::string free_name(std::string name, std::span<const ZoneRow> zones)
{
    const auto taken = [&](const std::string& wished) {
        return std::ranges::any_of(zones, [&](const ZoneRow& row) { return row.name == wished; });
    };
    if (!taken(name)) return name;
    int number = 2;
    while (taken(fmt::format("{} {}", name, number)))
        ++number;
    return fmt::format("{} {}", name, number);
}

void shape_menu(const ZoneRow& zone,
                std::span<const ZoneRow> zones,
                const std::function<zones::Mirroring()>& midplane,
                Form& form,
                Commands& commands)
{
    ImGui::BeginDisabled(zone.area_cm2 <= 0);
    if (ImGui::Button(say("Change shape"), {-1, 0})) ImGui::OpenPopup("shape");
    ImGui::EndDisabled();
    if (!ImGui::BeginPopup("shape")) return;
    ImGui::BeginDisabled(zone.locked);
    resize_part(zone, form, commands);
    ImGui::Separator();
    clean_part(zone, commands);
    ImGui::EndDisabled();
    ImGui::Separator();
    form.mirrors = true;
    mirror_part(zone, zones, midplane, commands);
    ImGui::EndPopup();
}

void colour_popup(const char* popup, const ZoneRow& zone, const Form& form, Commands& commands)
{
    constexpr std::size_t colours = 8, in_a_row = 4;
    if (!ImGui::BeginPopup(popup)) return;
    for (std::size_t n = 0; n < colours; ++n) {
        const render::Colour colour = render::zone_colour(n);
        if (n % in_a_row != 0) ImGui::SameLine();
        ImGui::PushID(int(n));
        if (ImGui::ColorButton("##colour",
                               {colour.red, colour.green, colour.blue, 1},
                               ImGuiColorEditFlags_NoTooltip,
                               {28 * form.scale, 28 * form.scale})) {
            commands.push_back(session::SetColour{zone.name, hex_of(colour)});
            ImGui::CloseCurrentPopup();
        }
        ImGui::PopID();
    }
    ImGui::EndPopup();
}

}  // namespace panels

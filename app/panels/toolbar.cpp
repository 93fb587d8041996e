// SPDX-License-Identifier: MIT
#include "panels/toolbar.h"

#include "panels/icons.h"
#include "panels/quantity.h"
#include "shell/texts.h"

#include <fmt/format.h>

#include <array>

namespace panels {
namespace {

using shell::say;
using shell::to_say;

bool choice(const char* name, bool chosen)
{
    if (chosen) {
        ImVec4 colour = shell::ink::accent;
        colour.w = 0.32f;
        ImGui::PushStyleColor(ImGuiCol_Button, colour);
    }
    const bool pressed = ImGui::Button(name);
    if (chosen) ImGui::PopStyleColor();
    return pressed;
}

/// A number with its name before it, while there is room for both.
std::optional<double>
named_number(const char* name, const char* unit, double now, const char* says, Form& form)
{
    ImGui::AlignTextToFramePadding();
    ImGui::TextDisabled("%s", name);
    ImGui::SameLine(0, 6 * form.scale);
    ImGui::SetNextItemWidth(64 * form.scale);
    std::optional<double> number;
    if (const auto typed = text_field(form, name, fmt::format("{:g} {}", now, unit)))
        number = number_in(*typed, unit);
    hint(says);
    ImGui::SameLine(0, 12 * form.scale);
    return number;
}

void tool_part(const ToolbarFacts& now, Form& form, ToolbarWishes& wishes)
{
    if (choice(say("Add"), !now.erases && now.paints)) wishes.erases = false;
    hint(say("The tool adds to the chosen zone."));
    ImGui::SameLine(0, 4 * form.scale);
    if (choice(say("Erase"), now.erases && now.paints)) wishes.erases = true;
    hint(say("The tool takes away. Hold Ctrl or E for a moment's erasing."));
    ImGui::SameLine(0, 4 * form.scale);
    wishes.measure = choice(say("Measure"), now.measures);
    hint(say("Distances and angles on the skin. Key M."));
}

/// What the tool in hand can be told.
void number_part(const ToolbarFacts& now, Form& form, ToolbarWishes& wishes)
{
    if (!now.paints) return;
    if (now.tool == tools::Tool::brush)
        wishes.radius_mm = named_number(say("Radius"),
                                        "mm",
                                        now.radius_mm,
                                        say("Of the brush. The keys [ and ] and Shift + wheel "
                                            "change it."),
                                        form);
    if (now.tool != tools::Tool::fill) return;
    wishes.fill_deg = named_number(say("Crease"),
                                   "°",
                                   now.fill_deg,
                                   say("Filling stops where the skin bends by more than this "
                                       "within 4 mm."),
                                   form);
    wishes.fill_mm = named_number(
        say("Reach"), "mm", now.fill_mm, say("Filling goes no farther than this."), form);
}

void view_part(Form& form, ToolbarWishes& wishes)
{
    // The first six of all views have keys and buttons.
    constexpr std::array names{to_say("Front"),
                               to_say("Left"),
                               to_say("Right"),
                               to_say("Back"),
                               to_say("Top"),
                               to_say("3/4")};
    const float end = ImGui::GetWindowContentRegionMax().x;
    for (std::size_t i = 0; i < names.size(); ++i) {
        ImGui::SameLine(0, (i > 0 ? 4 : 18) * form.scale);
        // Where the bar is too short, the cube and the keys still have all views.
        const char* name = say(names[i]);
        const float width = ImGui::CalcTextSize(name).x + 2 * ImGui::GetStyle().FramePadding.x;
        if (ImGui::GetCursorPosX() + width > end) return;
        if (ImGui::Button(name)) wishes.view = render::all_views[i];
        hint(say("Key {}. Left and right are the patient's.", i + 1));
    }
}

void history_part(const ToolbarFacts& now, Form& form, ToolbarWishes& wishes)
{
    ImGui::BeginDisabled(!now.can_undo);
    ImGui::PushID("undo");
    wishes.undo = icon_button(form, Icon::undo, "");
    ImGui::PopID();
    ImGui::EndDisabled();
    hint(now.would_undo.empty() ? "Ctrl+Z" : now.would_undo + "   (Ctrl+Z)");
    ImGui::SameLine(0, 4 * form.scale);
    ImGui::BeginDisabled(!now.can_redo);
    ImGui::PushID("redo");
    wishes.redo = icon_button(form, Icon::redo, "");
    ImGui::PopID();
    ImGui::EndDisabled();
    hint(now.would_redo.empty() ? "Ctrl+Shift+Z" : now.would_redo + "   (Ctrl+Shift+Z)");
}

}  // namespace

ToolbarWishes toolbar(const ToolbarFacts& now, Form& form)
{
    ToolbarWishes wishes;
    tool_part(now, form, wishes);
    if (now.rows == 1) ImGui::SameLine(0, 12 * form.scale);
    number_part(now, form, wishes);
    history_part(now, form, wishes);
    view_part(form, wishes);
    return wishes;
}

}  // namespace panels

// SPDX-License-Identifier: MIT
#include "panels/header.h"

#include "panels/icons.h"
#include "shell/texts.h"

#include <algorithm>

namespace panels {

using shell::say;

void header(const std::string& name, const Form& form, HeaderWishes& wishes)
{
    const float right = ImGui::GetContentRegionMax().x, top = ImGui::GetCursorPosY();
    ImGui::PushFont(form.type.heading);
    ImGui::AlignTextToFramePadding();
    ImGui::TextColored(shell::ink::accent, "Mesomap");
    ImGui::PopFont();
    const float side = ImGui::GetFrameHeight(), between = 4 * form.scale;
    ImGui::PushStyleColor(ImGuiCol_Button, {0, 0, 0, 0});
    const float buttons = right - 5 * side - 4 * between;
    if (buttons > ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x + between)
        ImGui::SetCursorPos({buttons, top});  // beside the name, where both have room
    if (icon_button(form, Icon::copy, say("Save a copy of the case beside it")))
        wishes.saves_copy = true;
    ImGui::SameLine(0, between);
    if (icon_button(form, Icon::home, say("Close the case: nothing is lost"))) wishes.closes = true;
    ImGui::SameLine(0, between);
    if (icon_button(form, Icon::open, say("Open a scan or a case"))) wishes.browses = true;
    ImGui::SameLine(0, between);
    if (icon_button(form, Icon::settings, say("Settings"))) wishes.settings = true;
    ImGui::SameLine(0, between);
    if (icon_button(form, Icon::question, say("Keys and mouse"))) wishes.keys = true;
    ImGui::PopStyleColor();
    quiet_text(form, name);
}

bool progress_card(
    ImVec2 top_middle, float most_width, const std::string& doing, float share, const Form& form)
{
    ImGui::SetNextWindowPos(top_middle, ImGuiCond_Always, {0.5f, 0});
    ImGui::SetNextWindowSize({std::min(400 * form.scale, most_width), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 10 * form.scale);
    ImGui::Begin("progress",
                 nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize);
    ImGui::PopStyleVar();
    heading(form, doing.c_str());
    const float button = ImGui::CalcTextSize(say("Cancel")).x + 28 * form.scale,
                space = ImGui::GetStyle().ItemSpacing.x;
    const float bar = 6 * form.scale, beside = (ImGui::GetFrameHeight() - bar) / 2;
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + beside);
    const float line = ImGui::GetCursorPosY();
    ImGui::ProgressBar(share, {ImGui::GetContentRegionAvail().x - button - space, bar}, "");
    ImGui::SameLine();
    ImGui::SetCursorPosY(line - beside);
    const bool cancels = ImGui::Button(say("Cancel"), {button, 0});
    ImGui::End();
    return cancels;
}

}  // namespace panels

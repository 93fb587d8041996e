// SPDX-License-Identifier: MIT
#include "panels/popup.h"

#include "shell/texts.h"

#include <algorithm>

namespace panels {

using shell::say;

bool begin_popup(const char* title, bool& is_open, float width, const Form& form)
{
    if (is_open && !ImGui::IsPopupOpen(title)) ImGui::OpenPopup(title);
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({window.x / 2, window.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
    ImGui::SetNextWindowSize({std::min(width * form.scale, window.x * 0.94f), 0});
    ImGui::SetNextWindowSizeConstraints({0, 0}, {FLT_MAX, window.y * 0.94f});
    const bool shows = ImGui::BeginPopupModal(
        title, &is_open, ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove);
    if (shows && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape))) is_open = false;
    return shows;
}

void end_popup(bool is_open)
{
    if (!is_open) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
}

std::optional<std::size_t>
segments(std::span<const char* const> names, std::size_t now, const Form& form)
{
    std::optional<std::size_t> pressed;
    const float between = 4 * form.scale;
    const float width = (ImGui::GetContentRegionAvail().x - between * float(names.size() - 1)) /
                        float(names.size());
    ImGui::PushID(static_cast<const void*>(names.data()));
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) ImGui::SameLine(0, between);
        if (i == now) push_accent();
        if (ImGui::Button(say(names[i]), {width, 0})) pressed = i;
        if (i == now) pop_accent();
    }
    ImGui::PopID();
    return pressed;
}

}  // namespace panels

// SPDX-License-Identifier: MIT
#include "panels/export_panel.h"

#include <imgui_stdlib.h>

namespace panels {

bool export_panel(ExportForm& request, const std::string& summary, bool ready, const Form& form)
{
    heading(form, "Session map");
    if (!summary.empty()) quiet_text(form, summary);
    ImGui::SetNextItemWidth(-1);
    ImGui::InputText("##path", &request.path);
    hint("The file that the map is written to.");
    ImGui::Checkbox("Points as CSV beside it", &request.with_csv);
    ImGui::BeginDisabled(!ready || request.path.empty());
    ImGui::PushFont(form.type.heading);
    ImVec4 accent = shell::ink::accent;
    ImGui::PushStyleColor(ImGuiCol_Text, {0.06f, 0.09f, 0.09f, 1});
    ImGui::PushStyleColor(ImGuiCol_Button, accent);
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered,
                          {accent.x * 1.12f, accent.y * 1.12f, accent.z * 1.12f, 1});
    ImGui::PushStyleColor(ImGuiCol_ButtonActive,
                          {accent.x * 0.9f, accent.y * 0.9f, accent.z * 0.9f, 1});
    const bool pressed = ImGui::Button("Export map", {-1, 38 * form.scale});
    ImGui::PopStyleColor(4);
    ImGui::PopFont();
    ImGui::EndDisabled();
    hint("Ctrl+S");
    if (!request.result.empty())
        sentence(form, request.failed ? Sign::fail : Sign::pass, request.result);
    return pressed;
}

}  // namespace panels

// SPDX-License-Identifier: MIT
#include "panels/export_panel.h"

#include "shell/texts.h"

#include <imgui_stdlib.h>

namespace panels {

using shell::say;

bool export_panel(ExportForm& request, const std::string& summary, bool ready, const Form& form)
{
    if (!section(form, say("Session map"))) return false;
    if (!summary.empty()) quiet_text(form, summary);
    ImGui::SetNextItemWidth(-1);
    ImGui::InputText("##path", &request.path);
    hint(say("The file that the map is written to."));
    tick(say("Points as CSV beside it"), request.with_csv);
    ImGui::BeginDisabled(!ready || request.path.empty());
    ImGui::PushFont(form.type.heading);
    push_accent();
    const bool pressed = ImGui::Button(say("Export map"), {-1, 38 * form.scale});
    pop_accent();
    ImGui::PopFont();
    ImGui::EndDisabled();
    hint("Ctrl+S");
    if (!request.result.empty())
        sentence(form, request.failed ? Sign::fail : Sign::pass, request.result);
    return pressed;
}

}  // namespace panels

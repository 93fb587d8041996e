// SPDX-License-Identifier: MIT
#include "panels/form.h"

#include <imgui_stdlib.h>

#include <algorithm>
#include <charconv>

namespace panels {

void heading(const Form& form, const char* text)
{
    ImGui::PushFont(form.type.heading);
    ImGui::TextUnformatted(text);
    ImGui::PopFont();
}

void quiet_text(const Form& form, const std::string& text)
{
    ImGui::PushFont(form.type.small);
    ImGui::PushStyleColor(ImGuiCol_Text, shell::ink::quiet);
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void sentence(const Form& form, const ImVec4& colour, const char* sign, const std::string& text)
{
    const float size = 17 * form.scale;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    const ImVec2 middle(at.x + size / 2, at.y + size / 2);
    drawing.AddCircleFilled(middle, size / 2, ImGui::GetColorU32(colour), 24);
    ImGui::PushFont(form.type.heading);
    const ImVec2 sign_size = ImGui::CalcTextSize(sign);
    drawing.AddText(
        {middle.x - sign_size.x / 2, middle.y - sign_size.y / 2}, IM_COL32(20, 22, 25, 255), sign);
    ImGui::PopFont();
    ImGui::SetCursorScreenPos({at.x + size + 9 * form.scale, at.y});
    ImGui::BeginGroup();
    ImGui::PushFont(form.type.small);
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopFont();
    ImGui::EndGroup();
}

void hint(const std::string& text)
{
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled) || text.empty()) return;
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(ImGui::GetFontSize() * 24);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
}

std::optional<std::string> text_field(Form& form, const std::string& name, const std::string& now)
{
    const bool edited = form.typed_in == name;
    std::string text = edited ? form.typed : now;
    ImGui::InputText(("##" + name).c_str(), &text, ImGuiInputTextFlags_AutoSelectAll);
    if (ImGui::IsItemActive()) {
        form.typed_in = name;
        form.typed = text;
    }
    if (!ImGui::IsItemDeactivated() || form.typed_in != name) return std::nullopt;
    const std::string complete = form.typed;
    form.typed_in.clear();
    if (ImGui::IsItemDeactivatedAfterEdit() && complete != now) return complete;
    return std::nullopt;
}

std::optional<double> number_in(const std::string& typed, const std::string& unit)
{
    std::string text;
    for (const char c : typed)
        if (c != ' ') text += c == ',' ? '.' : c;
    if (!unit.empty() && text.ends_with(unit)) text.resize(text.size() - unit.size());
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace panels

// SPDX-License-Identifier: MIT
#include "panels/lock_screen.h"

#include "shell/texts.h"

#include <algorithm>

namespace panels {
namespace {

using shell::say;

constexpr const char* title = "###lock";

bool begin_dialog(const Form& form)
{
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    ImGui::GetBackgroundDrawList()->AddRectFilled(
        {0, 0}, window, ImGui::GetColorU32(ImGuiCol_WindowBg));
    ImGui::SetNextWindowPos({window.x / 2, window.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
    ImGui::SetNextWindowSize({std::min(420 * form.scale, window.x * 0.94f), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 12 * form.scale);
    const bool is_open = ImGui::BeginPopupModal(
        title,
        nullptr,
        ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoTitleBar);
    ImGui::PopStyleVar();
    return is_open;
}

}  // namespace

LockWish lock_screen(LockScreen& screen, const Form& form)
{
    LockWish wish = LockWish::none;
    if (!ImGui::IsPopupOpen(title)) ImGui::OpenPopup(title);
    if (!begin_dialog(form)) return wish;
    heading(form, say("This case is locked"));
    if (!screen.is_open_behind) quiet_text(form, screen.name);
    ImGui::Dummy({0, 6 * form.scale});
    if (secret_field(
            say("Passphrase"), screen.passphrase, screen.works ? ImGuiInputTextFlags_ReadOnly : 0))
        wish = LockWish::opens;
    if (!screen.problem.empty()) sentence(form, Sign::warn, screen.problem);
    ImGui::Dummy({0, 6 * form.scale});
    const float between = ImGui::GetStyle().ItemSpacing.x;
    const float width = (ImGui::GetContentRegionAvail().x - between) / 2;
    if (ImGui::Button(screen.is_open_behind ? say("Close the case") : say("Cancel"), {width, 0}))
        wish = LockWish::leaves;
    ImGui::SameLine();
    ImGui::BeginDisabled(screen.works || screen.passphrase.is_empty());
    push_accent();
    if (ImGui::Button(screen.works ? say("Opening ...") : say("Open"), {width, 0}))
        wish = LockWish::opens;
    pop_accent();
    ImGui::EndDisabled();
    if (screen.works || (wish == LockWish::opens && screen.passphrase.is_empty()))
        wish = LockWish::none;
    if (wish == LockWish::leaves) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
    return wish;
}

void close_lock_screen(const Form& form)
{
    if (!ImGui::IsPopupOpen(title) || !begin_dialog(form)) return;
    ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
}

}  // namespace panels

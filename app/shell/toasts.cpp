// SPDX-License-Identifier: MIT
#include "shell/toasts.h"

#include <algorithm>

namespace shell {
namespace {

// Time to read: some 15 letters a second, and a moment to notice.
constexpr double least_s = 3.5, s_per_letter = 1.0 / 15;
constexpr std::size_t most_shown = 3;

}  // namespace

void Toasts::add(std::string words, panels::Sign sign, double now_s)
{
    std::erase_if(shown_, [&](const Toast& one) { return one.words == words; });
    const double ends_s = now_s + least_s + s_per_letter * double(words.size());
    shown_.push_back({std::move(words), sign, ends_s});
    if (shown_.size() > most_shown) shown_.pop_front();
}

std::optional<double> Toasts::next_end_s() const
{
    if (shown_.empty()) return std::nullopt;
    return std::ranges::min(shown_, {}, &Toast::ends_s).ends_s;
}

void Toasts::draw(const Rectangle& scene, double now_s, const panels::Form& form)
{
    std::erase_if(shown_, [now_s](const Toast& one) { return one.ends_s <= now_s; });
    const float width = std::min(460 * form.scale, scene.size.x - 40 * form.scale);
    float bottom = scene.corner.y + scene.size.y - 46 * form.scale;
    for (std::size_t i = shown_.size(); i-- > 0;) {
        const Toast& toast = shown_[i];
        ImGui::SetNextWindowPos(
            {scene.corner.x + scene.size.x / 2, bottom}, ImGuiCond_Always, {0.5f, 1});
        ImGui::SetNextWindowSize({width, 0});
        ImGui::PushStyleColor(ImGuiCol_WindowBg, ImGui::GetStyleColorVec4(ImGuiCol_PopupBg));
        ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 9 * form.scale);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
        ImGui::PushID(int(i));
        ImGui::Begin(("toast " + std::to_string(i)).c_str(),
                     nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs |
                         ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings |
                         ImGuiWindowFlags_NoFocusOnAppearing);
        panels::sentence(form, toast.sign, toast.words);
        bottom -= ImGui::GetWindowHeight() + 8 * form.scale;
        ImGui::End();
        ImGui::PopID();
        ImGui::PopStyleVar(2);
        ImGui::PopStyleColor();
    }
}

}  // namespace shell

// SPDX-License-Identifier: MIT
#include "panels/patient_card.h"

#include "shell/texts.h"

#include <algorithm>

namespace panels {
namespace {

using shell::say;

// To clean the skin, to talk and to look after it; and for a point with its way to the next one.
// From memory, to be checked by a clinician.
constexpr std::uint32_t preparation_s = 600, injection_s = 5;
constexpr std::uint32_t rounded_to_min = 5;

// The card is light in every look: it lies on the studio's light wall.
const ImVec4 paper{1, 1, 1, 0.86f}, ink{0.13f, 0.16f, 0.20f, 1}, soft_ink{0.36f, 0.41f, 0.47f, 1};

void number_over_words(const std::string& number, const char* words, const Form& form)
{
    ImGui::BeginGroup();
    ImGui::PushFont(form.type.title);
    ImGui::TextColored(ink, "%s", number.c_str());
    ImGui::PopFont();
    ImGui::TextColored(soft_ink, "%s", words);
    ImGui::EndGroup();
}

void zone_line(const PatientZone& zone, const Form& form)
{
    const float chip = 16 * form.scale;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float middle = at.y + ImGui::GetTextLineHeight() / 2;
    ImGui::GetWindowDrawList()->AddCircleFilled(
        {at.x + chip / 2, middle}, chip / 2, ImGui::GetColorU32(zone.colour), 24);
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + chip + 10 * form.scale);
    ImGui::TextColored(ink, "%s", zone.name.c_str());
}

}  // namespace

int minutes_of(std::uint32_t injections)
{
    constexpr std::uint32_t rounded_to_s = 60 * rounded_to_min;
    const std::uint32_t seconds = preparation_s + injection_s * injections;
    return int((seconds + rounded_to_s - 1) / rounded_to_s * rounded_to_min);
}

void patient_card(const PatientPlan& facts, const Form& form)
{
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const float margin = 36 * form.scale, between = 44 * form.scale;
    ImGui::SetNextWindowPos({margin, window.y - margin}, ImGuiCond_Always, {0, 1});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, paper);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 16 * form.scale);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {28 * form.scale, 22 * form.scale});
    ImGui::Begin("patient",
                 nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_AlwaysAutoResize);
    ImGui::PushFont(form.type.heading);
    ImGui::TextColored(ink, "%s", say("Your treatment"));
    ImGui::PopFont();
    ImGui::Dummy({0, 4 * form.scale});
    for (const PatientZone& zone : facts.zones)
        zone_line(zone, form);
    if (facts.injections > 0) {
        ImGui::Dummy({0, 8 * form.scale});
        number_over_words(std::to_string(facts.injections), say("tiny injections"), form);
        ImGui::SameLine(0, between);
        number_over_words(
            std::to_string(minutes_of(facts.injections)), say("minutes, about"), form);
        ImGui::SameLine(0, between);
        number_over_words(
            std::to_string(facts.visits), facts.visits == 1 ? say("visit") : say("visits"), form);
    }
    ImGui::End();
    ImGui::PopStyleVar(2);
    ImGui::PopStyleColor();
}

}  // namespace panels

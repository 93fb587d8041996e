// SPDX-License-Identifier: MIT
#include "panels/visit_answers.h"

#include "clinic/substances.h"
#include "panels/visit_fields.h"
#include "shell/sentences.h"
#include "shell/texts.h"

#include <algorithm>

namespace panels {
namespace {

using shell::say;
using shell::say_sentence;

const std::vector<clinic::AskedCondition>& all_conditions()
{
    static const auto all = clinic::asked_conditions();
    return all;
}

/// One answer: its name, the day where it counts, a letter where one helps. True if it stays.
bool condition_line(clinic::Condition& condition,
                    clinic::PatientFacts& patient,
                    bool& changed,
                    Form& form)
{
    const auto facts =
        std::ranges::find(all_conditions(), condition.item, &clinic::AskedCondition::id);
    const bool known = facts != all_conditions().end();
    ImGui::PushID(condition.item.c_str());
    const float right = ImGui::GetFrameHeight() + 4 * form.scale;
    const float whole = ImGui::GetContentRegionAvail().x;
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + whole - right);
    ImGui::TextUnformatted((known ? say_sentence(facts->name) : condition.item).c_str());
    ImGui::PopTextWrapPos();
    ImGui::SameLine(whole - ImGui::GetFrameHeight());
    const bool stays = !remove_button("take away", form);
    if (known && facts->wears_off) {
        if (const auto day = day_field(say("Last on"), condition.on, form, condition.item)) {
            condition.on = *day;
            changed = true;
        }
    }
    if (known && facts->takes_letter) {
        bool wrote = std::ranges::count(patient.letters, condition.item) > 0;
        if (tick(say("The treating doctor wrote a letter"), wrote)) {
            std::erase(patient.letters, condition.item);
            if (wrote) patient.letters.push_back(condition.item);
            changed = true;
        }
    }
    ImGui::PopID();
    return stays;
}

}  // namespace

bool conditions_part(clinic::PatientFacts& patient, Form& form)
{
    bool changed = false;
    heading(form, say("Conditions and medicines"));
    for (std::size_t i = 0; i < patient.conditions.size();) {
        if (condition_line(patient.conditions[i], patient, changed, form)) {
            ++i;
            continue;
        }
        std::erase(patient.letters, patient.conditions[i].item);
        patient.conditions.erase(patient.conditions.begin() + std::ptrdiff_t(i));
        changed = true;
    }
    std::vector<FoundRow> rows;
    for (const clinic::AskedCondition& one : all_conditions())
        if (!std::ranges::count(patient.conditions, one.id, &clinic::Condition::item))
            rows.push_back({one.id, say_sentence(one.name)});
    if (const auto item =
            row_finder("##condition", say("Add: pregnancy, isotretinoin, …"), rows, form)) {
        patient.conditions.push_back({*item, {}});
        changed = true;
    }
    return changed;
}

bool allergies_part(clinic::PatientFacts& patient, Form& form)
{
    heading(form, say("Allergies"));
    const std::size_t before = patient.allergies.size();
    for (std::size_t i = 0; i < patient.allergies.size();) {
        const std::string& allergy = patient.allergies[i];
        const auto& all = clinic::substances();
        const auto facts = std::ranges::find(all, allergy, &clinic::Substance::id);
        ImGui::TextUnformatted(
            (facts == all.end() ? allergy : say_sentence(facts->name.value)).c_str());
        ImGui::SameLine(ImGui::GetContentRegionAvail().x - ImGui::GetFrameHeight());
        if (remove_button(allergy.c_str(), form))
            patient.allergies.erase(patient.allergies.begin() + std::ptrdiff_t(i));
        else
            ++i;
    }
    bool changed = patient.allergies.size() != before;
    std::vector<FoundRow> rows;
    for (const clinic::Substance& one : clinic::substances())
        if (!std::ranges::count(patient.allergies, one.id))
            rows.push_back({one.id, say_sentence(one.name.value)});
    if (const auto item =
            row_finder("##allergy", say("Add: lidocaine, hyaluronidase, …"), rows, form)) {
        patient.allergies.push_back(*item);
        changed = true;
    }
    return changed;
}

}  // namespace panels

// SPDX-License-Identifier: MIT
#include "panels/visit_measures.h"

#include "clinic/skin_layers.h"
#include "clinic/table.h"
#include "panels/visit_fields.h"
#include "shell/sentences.h"
#include "shell/texts.h"

#include <algorithm>
#include <utility>

namespace panels {
namespace {

using shell::say;
using shell::say_sentence;

/// The site's first field is where one types next, once it is there.
ImGuiID to_be_typed_into(const std::string& region)
{
    return ImGui::GetID((region + " is new").c_str());
}

/// One place: its name and what was measured there. True if it stays.
bool site_lines(clinic::Measured& site, bool& changed, Form& form)
{
    const ImGuiID is_new_id = to_be_typed_into(site.region);
    ImGui::PushID(site.region.c_str());
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(say_sentence(clinic::words_of_id(site.region)).c_str());
    ImGui::SameLine(ImGui::GetContentRegionAvail().x - ImGui::GetFrameHeight());
    const bool stays = !remove_button("take away", form);
    const auto amount = [&](const Quantity& what, std::optional<double>& value) {
        if (const auto typed = amount_field(what, value, form, site.region)) {
            value = *typed;
            changed = true;
        }
    };
    bool& is_new = *ImGui::GetStateStorage()->GetBoolRef(is_new_id);
    if (std::exchange(is_new, false)) ImGui::SetKeyboardFocusHere();
    amount({say("Skin (epidermis and dermis)"), "mm", "patient/measured/total_mm"}, site.total_mm);
    amount({say("Fat"), "mm", "patient/measured/fat_mm"}, site.fat_mm);
    amount({say("Bone below the surface"), "mm", "patient/measured/skull_mm"}, site.skull_mm);
    ImGui::PopID();
    return stays;
}

}  // namespace

bool measures_part(clinic::PatientFacts& patient, Form& form)
{
    bool changed = false;
    heading(form, say("Measured by ultrasound"));
    for (std::size_t i = 0; i < patient.measured.size();) {
        if (site_lines(patient.measured[i], changed, form)) {
            ++i;
            continue;
        }
        patient.measured.erase(patient.measured.begin() + std::ptrdiff_t(i));
        changed = true;
    }
    std::vector<FoundRow> rows;
    for (const clinic::SkinLayers& one : clinic::skin_layers())
        if (!std::ranges::count(patient.measured, one.region, &clinic::Measured::region))
            rows.push_back({one.region, say_sentence(clinic::words_of_id(one.region))});
    if (const auto region = row_finder("##measure", say("Add: forehead, scalp, …"), rows, form)) {
        patient.measured.push_back({*region, {}, {}, {}});
        ImGui::GetStateStorage()->SetBool(to_be_typed_into(*region), true);
        changed = true;
    }
    return changed;
}

}  // namespace panels

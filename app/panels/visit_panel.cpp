// SPDX-License-Identifier: MIT
#include "panels/visit_panel.h"

#include "clinic/contraindications.h"
#include "panels/past_visits.h"
#include "panels/popup.h"
#include "panels/visit_answers.h"
#include "panels/visit_fields.h"
#include "panels/visit_measures.h"
#include "shell/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace panels {
namespace {

using clinic::PatientFacts;
using shell::say;
using shell::to_say;

// In the order of clinic::Sex: unknown, female, male.
constexpr std::array sexes{to_say("Not said"), to_say("Female"), to_say("Male")};
constexpr std::array all_sexes{clinic::Sex::unknown, clinic::Sex::female, clinic::Sex::male};
constexpr std::array phototypes{"-", "I", "II", "III", "IV", "V", "VI"};

clinic::Findings findings_of(const session::ClinicFacts& facts)
{
    clinic::Findings found = clinic::patient_findings(
        facts.patient.value_or(PatientFacts{}), facts.on, facts.substances());
    std::ranges::stable_sort(found, std::ranges::greater(), &clinic::Finding::verdict);
    return found;
}

std::string person_in_words(const PatientFacts& patient)
{
    std::vector<std::string> words;
    if (patient.sex != clinic::Sex::unknown)
        words.emplace_back(say(sexes[patient.sex == clinic::Sex::female ? 1 : 2]));
    if (patient.age_years) words.push_back(say("{:g} years", *patient.age_years));
    if (patient.weight_kg) words.push_back(fmt::format("{:g} kg", *patient.weight_kg));
    if (patient.height_cm) words.push_back(fmt::format("{:g} cm", *patient.height_cm));
    return fmt::format("{}", fmt::join(words, "  ·  "));
}

/// The patient's numbers. True if one was changed.
bool person_part(PatientFacts& patient, Form& form)
{
    bool changed = false;
    const auto amount = [&](const Quantity& what, std::optional<double>& value) {
        if (const auto typed = amount_field(what, value, form)) {
            value = *typed;
            changed = true;
        }
    };
    amount({say("Age"), say("years"), "patient/age_years"}, patient.age_years);
    const auto now = std::ranges::find(all_sexes, patient.sex) - all_sexes.begin();
    if (const auto sex = segments(sexes, std::size_t(now), form)) {
        patient.sex = all_sexes[*sex];
        changed = true;
    }
    amount({say("Weight"), "kg", "patient/weight_kg"}, patient.weight_kg);
    amount({say("Height"), "cm", "patient/height_cm"}, patient.height_cm);
    amount({say("Body mass index, if known"), "kg/m²", "patient/bmi"}, patient.bmi);
    if (const auto index = patient.skin().bmi; index && !patient.bmi)
        quiet_text(form, say("From weight and height: {:.1f} kg/m²", *index));
    quiet_text(form, say("Skin type after Fitzpatrick"));
    const std::size_t type = std::size_t(patient.phototype.value_or(0));
    if (const auto wished = segments(phototypes, type, form)) {
        patient.phototype = *wished == 0 ? std::nullopt : std::optional(int(*wished));
        changed = true;
    }
    return changed;
}

bool checklist_part(PatientFacts& patient, Form& form)
{
    const auto day = [&](const char* name, std::optional<clinic::Day>& value) {
        const auto typed = day_field(name, value, form);
        if (typed) value = *typed;
        return typed.has_value();
    };
    const bool consent = day(say("Consent given on"), patient.consent_on);
    hint(say("Informed consent for this treatment, signed."));
    const bool aspirin = day(say("Asked for aspirin on"), patient.aspirin_checked_on);
    return consent || aspirin;
}

void patient_part(const session::ClinicFacts& facts, Form& form, Commands& commands)
{
    PatientFacts patient = facts.patient.value_or(PatientFacts{});
    heading(form, say("Patient"));
    bool changed = person_part(patient, form);
    ImGui::Dummy({0, 6 * form.scale});
    changed |= conditions_part(patient, form);
    ImGui::Dummy({0, 6 * form.scale});
    changed |= allergies_part(patient, form);
    ImGui::Dummy({0, 6 * form.scale});
    changed |= measures_part(patient, form);
    ImGui::Dummy({0, 6 * form.scale});
    heading(form, say("Consent and questions"));
    changed |= checklist_part(patient, form);
    if (!changed) return;
    const bool says_nothing = patient == PatientFacts{};
    commands.push_back(
        session::SetPatient{says_nothing ? std::nullopt : std::optional(std::move(patient))});
}

/// The settings of a gun or a pen.
bool device_part(std::optional<session::DeviceSettings>& device, Form& form)
{
    const std::string now = device ? device->name : "";
    quiet_text(form, say("Device; empty for a syringe in the hand"));
    ImGui::SetNextItemWidth(-1);
    bool changed = false;
    if (const auto name = text_field(form, "device", now)) {
        if (name->empty())
            device.reset();
        else if (device)
            device->name = *name;
        else
            device = session::DeviceSettings{*name, {}, {}, {}, {}};
        changed = true;
    }
    if (!device) return changed;
    const auto amount = [&](const Quantity& what, std::optional<double>& value) {
        if (const auto typed = amount_field(what, value, form)) {
            value = *typed;
            changed = true;
        }
    };
    amount({say("Dose step"), "mL", "clinic/device/dose_step_ml"}, device->dose_step_ml);
    amount({say("Depth step"), "mm", "clinic/device/depth_step_mm"}, device->depth_step_mm);
    amount({say("Depth stop"), "mm", "clinic/device/depth_stop_mm"}, device->depth_stop_mm);
    amount({say("Points a second"), "1/s", "clinic/device/points_per_s"}, device->points_per_s);
    return changed;
}

void visit_part(const session::ClinicFacts& facts, Form& form, Commands& commands)
{
    session::SetVisit visit{facts.visit,
                            facts.on,
                            facts.cream_lidocaine_mg,
                            facts.infiltrated_lidocaine_mg,
                            facts.device};
    heading(form, say("Visit"));
    bool changed = false;
    const Quantity visit_number{say("Visit number"), "", "clinic/visit"};
    if (const auto number = amount_field(visit_number, double(visit.visit), form);
        number && *number) {
        visit.visit = int(**number);
        changed = true;
    }
    if (const auto day = day_field(say("On"), visit.on, form)) {
        visit.on = *day;
        changed = true;
    }
    const auto lidocaine = [&](const Quantity& what, double& mg) {
        const auto shown = mg > 0 ? std::optional(mg) : std::nullopt;
        if (const auto typed = amount_field(what, shown, form)) {
            mg = typed->value_or(0);
            changed = true;
        }
    };
    lidocaine({say("Lidocaine in a cream"), "mg", "clinic/cream_lidocaine_mg"},
              visit.cream_lidocaine_mg);
    lidocaine({say("Lidocaine infiltrated"), "mg", "clinic/infiltrated_lidocaine_mg"},
              visit.infiltrated_lidocaine_mg);
    changed |= device_part(visit.device, form);
    if (changed) commands.push_back(std::move(visit));
}

void consequences(const session::ClinicFacts& facts, const Form& form)
{
    heading(form, say("What follows"));
    if (!facts.patient)
        quiet_text(form,
                   say("Nothing is known of the patient yet: the session map says nothing "
                       "of what stands against a treatment."));
    else
        for (const clinic::Finding& finding : findings_of(facts))
            finding_line(finding, form);
}

void given_part(VisitForms& open, const Form& form)
{
    heading(form, say("What was given"));
    quiet_text(form,
               say("The acknowledgement of a device, or of who injected, makes this a past visit: "
                   "the next one keeps away from its points."));
    open.reads_given = ImGui::Button(say("Read what was given…"), {-1, 0});
    hint(say("Or drop the file on the window. Its session map lies beside it."));
}

void protection_part(VisitForms& open, const Form& form)
{
    heading(form, say("Protection"));
    open.protects = ImGui::Button(say("Passphrase of the case…"), {-1, 0});
    hint(say("Whoever opens the case is asked for it."));
}

}  // namespace

void visit_in_short(const session::ClinicFacts& facts, VisitForms& open, const Form& form)
{
    if (!section(form, say("Visit"))) return;
    const std::string person = facts.patient ? person_in_words(*facts.patient)
                                             : say("Nothing is known of the patient yet.");
    if (!person.empty()) quiet_text(form, person);
    if (facts.patient)
        for (const clinic::Finding& finding : findings_of(facts))
            if (finding.verdict == clinic::Verdict::fail) finding_line(finding, form);
    past_visits(facts, open.shown_visit, form);
    open.visit |= ImGui::Button(say("Case and visit"), {-1, 0});
    hint(say("Key {}", "C"));
    open.products |= ImGui::Button(say("Products and doses"), {-1, 0});
    hint(say("Key {}", "D"));
}

Commands visit_panel(VisitForms& open, const session::ClinicFacts& facts, Form& form)
{
    Commands commands;
    bool& is_open = open.visit;
    if (!is_open) return commands;
    const std::string title = std::string(say("Case and visit")) + "###visit";
    const bool appears = !ImGui::IsPopupOpen(title.c_str());
    if (!begin_popup(title.c_str(), is_open, 940, form)) return commands;
    const float height = std::min(600 * form.scale, ImGui::GetIO().DisplaySize.y * 0.8f);
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::BeginChild("answers", {width * 0.56f, height});
    if (appears) ImGui::SetKeyboardFocusHere();
    patient_part(facts, form, commands);
    ImGui::Dummy({0, 6 * form.scale});
    visit_part(facts, form, commands);
    ImGui::EndChild();
    ImGui::SameLine(0, width * 0.04f);
    ImGui::BeginChild("consequences", {0, height});
    consequences(facts, form);
    ImGui::Dummy({0, 6 * form.scale});
    given_part(open, form);
    ImGui::Dummy({0, 6 * form.scale});
    protection_part(open, form);
    ImGui::EndChild();
    if (open.reads_given || open.protects) is_open = false;
    end_popup(is_open);
    return commands;
}

}  // namespace panels

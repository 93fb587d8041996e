// SPDX-License-Identifier: MIT
#include "panels/patient_panel.h"

#include "clinic/table.h"
#include "shell/sentences.h"
#include "shell/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace panels {
namespace {

using shell::say;
using shell::say_sentence;

std::size_t placed_of(const std::string& part, const anatomy::Landmarks& landmarks)
{
    const auto asked = tools::asked_landmarks(part);
    return std::size_t(std::ranges::count_if(
        asked, [&](const tools::AskedLandmark& one) { return landmarks.has(one.name); }));
}

void begin_buttons(const session::ClinicFacts& clinic, PatientWishes& wishes)
{
    const std::size_t count = clinic.marks.size() + clinic.events.size();
    const std::string skin =
        (count > 0 ? say("Skin: {}", count) : std::string(say("Skin"))) + "###skin";
    ButtonRow row{say("Head"), say("Body"), skin.c_str()};
    for (const auto& [name, part] : {std::pair{say("Head"), "head"}, {say("Body"), "body"}}) {
        if (row.button(name)) wishes.begin = part;
        hint(say("You are asked for one landmark after the other, and click each on the skin. "
                 "Regions and structures follow from them."));
    }
    wishes.marks = row.button(skin.c_str());
    hint(say("Moles, lesions, scars, and reactions that are not over: points keep away from them. "
             "Key S."));
}

void question(const PatientFacts& facts, const Form& form, PatientWishes& wishes)
{
    const tools::AskedLandmark& asked = facts.guide.asked();
    quiet_text(form, say("Landmark {} of {}", facts.guide.number(), facts.guide.all().size()));
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(asked.title().c_str());
    ImGui::PopTextWrapPos();
    quiet_text(form,
               fmt::format("{} ({})",
                           say_sentence(asked.facts->where.value),
                           say_sentence(clinic::words_of_id(asked.facts->id))));
    hint(fmt::format("{}: {}",
                     say_sentence(clinic::describe_source(asked.facts->where.source)),
                     say_sentence(std::string(clinic::name_of(asked.facts->where.standing)))));
    ImGui::Spacing();
    ButtonRow row{say("Step back"), say("Skip"), say("Done")};
    wishes.back = row.button(say("Step back"));
    wishes.skip = row.button(say("Skip"));
    wishes.end = row.button(say("Done"));
}

void overview(const PatientFacts& facts, const Form& form, PatientWishes& wishes)
{
    const anatomy::Landmarks& landmarks = facts.now.landmarks;
    if (landmarks.empty())
        sentence(form, Sign::warn, say("Mark landmarks to know vessels, nerves and eyes."));
    else
        quiet_text(form,
                   say("Marked: {} of {} landmarks of the head, {} of {} of the body",
                       placed_of("head", landmarks),
                       tools::asked_landmarks("head").size(),
                       placed_of("body", landmarks),
                       tools::asked_landmarks("body").size()));
    begin_buttons(facts.now.clinic, wishes);
}

void scale(const PatientFacts& facts, const Form& form, PatientWishes& wishes)
{
    bool confirmed = !facts.now.scale_statement.empty();
    if (tick(say("Size compared with the patient"), confirmed))
        wishes.commands.push_back(session::ConfirmScale{confirmed ? facts.size : ""});
    hint(say("A scan in the wrong unit makes every distance wrong. Compare with the person, then "
             "tick; the session map says so."));
    std::string words =
        say_sentence(facts.now.scale_statement.empty() ? facts.size : facts.now.scale_statement);
    words[0] = char(std::toupper(static_cast<unsigned char>(words[0])));
    quiet_text(form, words);
}

}  // namespace

PatientWishes patient_panel(const PatientFacts& facts, const Form& form)
{
    PatientWishes wishes;
    if (!section(form, say("Patient"))) return wishes;
    if (facts.guide.asks())
        question(facts, form, wishes);
    else
        overview(facts, form, wishes);
    for (const anatomy::Finding& finding : facts.findings)
        sentence(form,
                 finding.weight == anatomy::Finding::Weight::impossible ? Sign::fail : Sign::warn,
                 say_sentence(finding.sentence));
    ImGui::Spacing();
    scale(facts, form, wishes);
    return wishes;
}

}  // namespace panels

// SPDX-License-Identifier: MIT
#include "panels/marks_panel.h"

#include "clinic/series.h"
#include "panels/visit_fields.h"
#include "shell/sentences.h"
#include "shell/texts.h"

#include <fmt/format.h>

#include <algorithm>

namespace panels {
namespace {

using shell::say;
using shell::say_sentence;
using tools::MarkKind;

/// What follows from a mark of that kind, and where that is from.
std::string effect_of(const MarkKind& kind)
{
    if (!kind.finding) {
        const double margin = clinic::adverse_margin_mm(kind.grade);
        return margin > 0 ? say("Points keep {:g} mm away until it is over.", margin)
                          : std::string(say("Points need not keep away."));
    }
    const clinic::FindingKind& row = *kind.finding;
    std::string words = row.kind == clinic::StructureClass::no_go
                            ? say("Points keep {:g} mm away from its edge.", row.margin_mm.value)
                        : row.depth_limit_mm
                            ? say("Within {:g} mm no deeper than {:g} mm.",
                                  row.margin_mm.value,
                                  row.depth_limit_mm->value)
                            : say("To be checked within {:g} mm.", row.margin_mm.value);
    if (!row.advice.empty()) words += " " + say("Advice: {}.", say_sentence(row.advice));
    return words;
}

std::string source_of(const MarkKind& kind)
{
    if (!kind.finding) return {};
    return fmt::format("{}: {}",
                       say_sentence(clinic::describe_source(kind.finding->margin_mm.source)),
                       say_sentence(std::string(clinic::name_of(kind.finding->margin_mm.standing))));
}

void kind_list(tools::MarkTool& tool)
{
    const auto& kinds = tools::mark_kinds();
    ImGui::SetNextItemWidth(-1);
    if (!ImGui::BeginCombo(
            "##mark", words_of(kinds[tool.kind()]).c_str(), ImGuiComboFlags_HeightLarge))
        return;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (ImGui::Selectable(words_of(kinds[i]).c_str(), i == tool.kind())) tool.choose(i);
        hint(effect_of(kinds[i]));
    }
    ImGui::EndCombo();
}

/// True if it was taken away.
bool mark_line(const std::string& words, std::size_t number, const Form& form)
{
    const float button = ImGui::GetFrameHeight();
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::AlignTextToFramePadding();
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + width - button);
    ImGui::TextUnformatted(words.c_str());
    ImGui::PopTextWrapPos();
    ImGui::SameLine(width - button);
    return remove_button(fmt::format("mark {}", number).c_str(), form);
}

void list_of_marks(const session::ClinicFacts& facts, const Form& form, Commands& commands)
{
    session::SetMarks left{facts.marks, facts.events};
    std::size_t number = 0;
    const auto wanted = [&](const std::string& words) { return mark_line(words, number++, form); };
    const auto erased_marks = std::erase_if(left.marks, [&](const session::MarkedFinding& one) {
        return wanted(
            say("{}, {:g} mm", words_of({&clinic::finding_kind(one.finding), 0}), one.radius_mm));
    });
    const auto erased_events = std::erase_if(left.events, [&](const session::OpenEvent& one) {
        return wanted(words_of({nullptr, one.grade}));
    });
    if (erased_marks + erased_events > 0) commands.push_back(std::move(left));
}

}  // namespace

std::string words_of(const MarkKind& kind)
{
    return kind.finding ? say_sentence(kind.finding->name) : say("Reaction, grade {}", kind.grade);
}

MarkWishes marks_panel(tools::MarkTool& tool, const session::ClinicFacts& facts, Form& form)
{
    MarkWishes wishes;
    quiet_text(form, say("What is on the skin"));
    kind_list(tool);
    const MarkKind& kind = tools::mark_kinds()[tool.kind()];
    quiet_text(form, effect_of(kind));
    if (const std::string source = source_of(kind); !source.empty()) hint(source);
    if (kind.finding)
        if (const auto typed = amount_field(
                {say("Its radius"), "mm", "clinic/marks/radius_mm"}, tool.radius_mm(), form);
            typed && *typed)
            tool.set_radius_mm(**typed);
    ImGui::Spacing();
    list_of_marks(facts, form, wishes.commands);
    ImGui::Spacing();
    wishes.end = ImGui::Button(say("Done"), {-1, 0});
    return wishes;
}

}  // namespace panels

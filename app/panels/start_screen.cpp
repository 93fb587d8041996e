// SPDX-License-Identifier: MIT
#include "panels/start_screen.h"

#include "panels/icons.h"
#include "shell/folder.h"
#include "shell/texts.h"

#include <algorithm>
#include <array>

namespace panels {
namespace {

using shell::say;
using shell::to_say;
namespace ink = shell::ink;

constexpr ImGuiWindowFlags whole_window = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                          ImGuiWindowFlags_NoSavedSettings |
                                          ImGuiWindowFlags_NoBringToFrontOnFocus;

void title(const Form& form)
{
    ImGui::PushFont(form.type.title);
    ImGui::TextUnformatted("Mesomap");
    ImGui::PopFont();
    quiet_text(form, say("Plan where each injection goes, on a scan of your patient."));
}

void open_part(const Form& form, StartWishes& wishes)
{
    push_accent();
    ImGui::PushFont(form.type.heading);
    if (labelled_button(form, Icon::open, say("Open a scan or a case"), {-1, 46 * form.scale}))
        wishes.browses = true;
    ImGui::PopFont();
    pop_accent();
    hint("Ctrl+O");
    quiet_text(form, say("Or drop a file anywhere in this window."));
}

/// The name of a file alone: folders can name patients too, and others look over the shoulder.
void recent_line(const std::filesystem::path& file, const Form& form, StartWishes& wishes)
{
    ImGui::PushID(file.c_str());
    const float height = 40 * form.scale;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, forget_width = 34 * form.scale;
    if (ImGui::Selectable("##recent", false, 0, {width - forget_width, height})) wishes.open = file;
    hint(file.parent_path().string());
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    const float middle = at.y + height / 2;
    draw_icon(drawing,
              shell::is_case(file) ? Icon::patient : Icon::file,
              {at.x + 16 * form.scale, middle},
              18 * form.scale,
              ImGui::GetColorU32(ink::accent));
    const ImVec4 clip(at.x, at.y, at.x + width - forget_width, at.y + height);
    drawing.AddText(form.type.regular,
                    form.type.regular->FontSize,
                    {at.x + 38 * form.scale, middle - form.type.regular->FontSize / 2},
                    ImGui::GetColorU32(ImGuiCol_Text),
                    file.filename().c_str(),
                    nullptr,
                    0,
                    &clip);
    ImGui::SameLine(0, 4 * form.scale);
    ImGui::PushStyleColor(ImGuiCol_Button, {0, 0, 0, 0});
    ImGui::PushStyleColor(ImGuiCol_Text, ink::quiet);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + (height - ImGui::GetFrameHeight()) / 2);
    if (icon_button(form, Icon::close, say("Take it off this list"))) wishes.forget = file;
    ImGui::PopStyleColor(2);
    ImGui::PopID();
}

void recent_part(const StartFacts& facts, const Form& form, StartWishes& wishes)
{
    heading(form, say("Lately"));
    if (facts.recent.empty())
        quiet_text(form, say("The cases and scans that you open will be listed here."));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 2 * form.scale});
    for (const std::filesystem::path& file : facts.recent)
        recent_line(file, form, wishes);
    ImGui::PopStyleVar();
}

/// True if it was pressed.
bool card(const ReferencePerson& person, std::size_t picture, ImVec2 size, const Form& form)
{
    ImGui::PushID(person.name);
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const ImVec2 high(low.x + size.x, low.y + size.y);
    const bool pressed = ImGui::InvisibleButton("card", size);
    const bool pointed = ImGui::IsItemHovered() || ImGui::IsItemFocused();
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    const float round = 12 * form.scale, words = 66 * form.scale;
    drawing.AddRectFilled(low, high, ImGui::GetColorU32(ink::card), round);
    const ImVec2 picture_end(high.x, high.y - words);
    drawing.AddRectFilled(
        low, picture_end, IM_COL32(226, 230, 234, 255), round, ImDrawFlags_RoundCornersTop);
    if (picture < form.type.people.size())
        form.type.people[picture].draw(drawing, {low.x, low.y + 10 * form.scale}, picture_end);
    drawing.AddRect(
        low,
        high,
        ImGui::GetColorU32(pointed ? ink::accent : ImGui::GetStyleColorVec4(ImGuiCol_Border)),
        round,
        0,
        pointed ? 2 * form.scale : 1);
    const float left = low.x + 16 * form.scale;
    drawing.AddText(form.type.heading,
                    form.type.heading->FontSize,
                    {left, picture_end.y + 12 * form.scale},
                    ImGui::GetColorU32(ImGuiCol_Text),
                    say(person.name));
    drawing.AddText(form.type.small,
                    form.type.small->FontSize,
                    {left, picture_end.y + 36 * form.scale},
                    ImGui::GetColorU32(ink::quiet),
                    say(person.facts));
    ImGui::PopID();
    return pressed;
}

void people_part(const StartFacts& facts, const Form& form, StartWishes& wishes)
{
    heading(form, say("Practise on a reference person"));
    ImGui::Dummy({0, 4 * form.scale});
    const float between = 18 * form.scale, width = ImGui::GetContentRegionAvail().x;
    const float least = 220 * form.scale;
    const int columns = std::clamp(int((width + between) / (least + between)), 1, 3);
    const float card_width =
        std::min((width - between * float(columns - 1)) / float(columns), 380 * form.scale);
    for (std::size_t i = 0; i < facts.people.size(); ++i) {
        if (i % std::size_t(columns) != 0) ImGui::SameLine(0, between);
        if (card(facts.people[i], i, {card_width, card_width * 0.80f + 66 * form.scale}, form))
            wishes.open = facts.people[i].scan;
    }
    ImGui::Dummy({0, 8 * form.scale});
    quiet_text(form,
               say("Modelled, not real: made for trying things out, and never to be measured for "
                   "a treatment."));
}

/// How a visit is planned, in three steps.
void steps_part(const Form& form)
{
    struct Step {
        const char* name;
        const char* words;
    };
    static constexpr std::array steps{
        Step{to_say("Open a scan"), to_say("From any 3D scanner: OBJ, PLY, STL, glTF, 3MF.")},
        Step{to_say("Paint the zones"),
             to_say("Points place themselves at the right spacing and depth while you paint.")},
        Step{to_say("Check and export"),
             to_say("Every limit is held against the plan before the session map leaves.")}};
    ImGui::Dummy({0, 18 * form.scale});
    heading(form, say("How a visit is planned"));
    ImGui::Dummy({0, 2 * form.scale});
    if (!ImGui::BeginTable("steps", int(steps.size()))) return;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        ImGui::TableNextColumn();
        ImGui::PushFont(form.type.heading);
        ImGui::TextColored(ink::accent, "%zu", i + 1);
        ImGui::SameLine(0, 8 * form.scale);
        ImGui::TextUnformatted(say(steps[i].name));
        ImGui::PopFont();
        quiet_text(form, say(steps[i].words));
    }
    ImGui::EndTable();
}

void foot(const StartFacts& facts, const Form& form, StartWishes& wishes)
{
    if (icon_button(form, Icon::settings, say("Settings"))) wishes.settings = true;
    ImGui::SameLine();
    if (icon_button(form, Icon::question, say("Keys and mouse"))) wishes.keys = true;
    ImGui::SameLine(0, 14 * form.scale);
    ImGui::AlignTextToFramePadding();
    quiet_text(form, say("Version {}   ·   draws with {}", facts.version, facts.device));
}

}  // namespace

StartWishes start_screen(const StartFacts& facts, const Form& form)
{
    StartWishes wishes;
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const float left_width = std::min(380 * form.scale, window.x * 0.4f);
    const float margin = std::min(56 * form.scale, window.x * 0.04f);
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(window);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {margin, margin});
    ImGui::Begin("start", nullptr, whole_window);
    ImGui::PopStyleVar();
    const float foot_height = ImGui::GetFrameHeight() + 12 * form.scale;
    // In a tall window the contents stand a little above the middle.
    const float spare = window.y - 2 * margin - foot_height - 640 * form.scale;
    ImGui::Dummy({0, std::max(spare * 0.4f, 0.0f)});
    ImGui::BeginChild("left", {left_width, -foot_height});
    title(form);
    ImGui::Dummy({0, 20 * form.scale});
    open_part(form, wishes);
    if (!facts.problem.empty()) {
        ImGui::Dummy({0, 6 * form.scale});
        sentence(form, Sign::fail, facts.problem);
    }
    ImGui::Dummy({0, 26 * form.scale});
    recent_part(facts, form, wishes);
    ImGui::EndChild();
    ImGui::SameLine(0, margin);
    ImGui::BeginChild("people", {0, -foot_height});
    ImGui::Dummy({0, 6 * form.scale});
    people_part(facts, form, wishes);
    steps_part(form);
    ImGui::EndChild();
    foot(facts, form, wishes);
    ImGui::End();
    return wishes;
}

}  // namespace panels

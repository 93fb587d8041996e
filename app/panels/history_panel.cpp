// SPDX-License-Identifier: MIT
#include "panels/history_panel.h"

#include "panels/command_words.h"
#include "shell/texts.h"

#include <algorithm>

namespace panels {
namespace {

using shell::say;

/// True if it was pressed. Of `done` commands the last one is where the case is.
bool line(const char* words, std::size_t number, std::size_t done)
{
    const bool is_now = number == done, is_undone = number > done;
    if (is_undone) ImGui::PushStyleColor(ImGuiCol_Text, shell::ink::quiet);
    ImGui::PushID(int(number));
    const bool pressed = ImGui::Selectable(words, is_now);
    ImGui::PopID();
    if (is_undone) ImGui::PopStyleColor();
    if (ImGui::CalcTextSize(words).x > ImGui::GetItemRectSize().x) hint(words);
    return pressed && !is_now;
}

}  // namespace

int history_panel(const session::History& history, const Form& form)
{
    const std::size_t done = history.undoable(), all = done + history.redoable();
    if (all == 0) {
        quiet_text(form, say("Each step will be listed here; a click goes back to it."));
        return 0;
    }
    int steps = 0;
    const float height = ImGui::GetTextLineHeightWithSpacing();
    ImGui::BeginChild("steps", {0, height * float(std::min<std::size_t>(all + 1, 9))});
    ImGui::PushFont(form.type.small);
    // Ten thousand strokes are many lines: only those that are seen are put into words.
    ImGuiListClipper clipper;
    clipper.Begin(int(all) + 1);
    while (clipper.Step())
        for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
            const std::size_t number = all - std::size_t(row);  // commands that are done then
            const std::string words =
                number == 0 ? say("The beginning") : words_of(history, number - 1);
            if (line(words.c_str(), number, done)) steps = int(number) - int(done);
        }
    ImGui::PopFont();
    ImGui::EndChild();
    return steps;
}

}  // namespace panels

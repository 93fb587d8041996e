// SPDX-License-Identifier: MIT
#include "panels/preferences_panel.h"

#include "panels/popup.h"
#include "shell/texts.h"

#include <algorithm>
#include <cmath>

namespace panels {
namespace {

using shell::say;
using shell::to_say;

// In the order of their enums.
constexpr std::array looks{to_say("Dark"), to_say("Light"), to_say("High contrast")};
constexpr std::array habits{
    to_say("Mesomap"), to_say("As in Blender"), to_say("As in 3D Slicer"), to_say("Trackpad")};

void look_part(shell::Preferences& chosen, const Form& form)
{
    quiet_text(form, say("Look"));
    if (const auto look = segments(looks, std::size_t(chosen.look), form))
        chosen.look = shell::all_looks[*look];
}

void language_part(shell::Preferences& chosen, const Form& form)
{
    quiet_text(form, say("Language"));
    std::array<const char*, shell::all_languages.size()> names{};
    std::ranges::transform(
        shell::all_languages, names.begin(), [](shell::Language one) { return name_of(one); });
    if (const auto language = segments(names, std::size_t(chosen.language), form))
        chosen.language = shell::all_languages[*language];
}

void size_part(shell::Preferences& chosen, const Form& form)
{
    quiet_text(form, say("Size of letters and buttons"));
    const float side = ImGui::GetFrameHeight();
    if (ImGui::Button("-", {side * 1.5f, 0}))
        chosen.ui_scale = shell::ui_scale_beside(chosen.ui_scale, -1);
    hint("Ctrl+-");
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    ImGui::Text("%d %%", int(std::lround(chosen.ui_scale * 100)));
    ImGui::SameLine();
    if (ImGui::Button("+", {side * 1.5f, 0}))
        chosen.ui_scale = shell::ui_scale_beside(chosen.ui_scale, 1);
    hint("Ctrl++");
}

void navigation_part(shell::Preferences& chosen, const Form& form)
{
    quiet_text(form, say("How the mouse moves the view"));
    ImGui::SetNextItemWidth(-1);
    if (ImGui::BeginCombo("##navigation", say(habits[std::size_t(chosen.habit)]))) {
        for (std::size_t i = 0; i < habits.size(); ++i)
            if (ImGui::Selectable(say(habits[i]), tools::all_habits[i] == chosen.habit))
                chosen.habit = tools::all_habits[i];
        ImGui::EndCombo();
    }
    quiet_text(form, words_of(chosen.habit));
}

void lock_part(shell::Preferences& chosen, const Form& form)
{
    constexpr std::array minutes{0, 5, 10, 30};
    constexpr std::array names{
        to_say("Never"), to_say("5 min"), to_say("10 min"), to_say("30 min")};
    quiet_text(form, say("Lock a case with a passphrase when nobody has moved for"));
    const auto now = std::ranges::find(minutes, chosen.lock_after_min) - minutes.begin();
    if (const auto choice = segments(names, std::size_t(now), form))
        chosen.lock_after_min = minutes[*choice];
}

void key_line(const char* keys, const char* does, const Form& form)
{
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::PushFont(form.type.heading);
    ImGui::TextUnformatted(say(keys));
    ImGui::PopFont();
    ImGui::TableNextColumn();
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(say(does));
    ImGui::PopTextWrapPos();
}

struct KeyLine {
    const char* keys;
    const char* does;
};

constexpr std::array view_keys{
    KeyLine{to_say("1 to 6"), to_say("Front, left, right, back, top, three-quarter")},
    KeyLine{to_say("F"), to_say("Show all of the scan")},
    KeyLine{to_say("Arrows"), to_say("Turn the view; with Shift move it")},
    KeyLine{to_say("+  -"), to_say("Zoom")},
    KeyLine{to_say("I  T  V"),
            to_say("Numbers of the points; the skin below them; vessels and nerves")},
    KeyLine{to_say("P"), to_say("Show the plan to the patient, and back")},
    KeyLine{to_say("Space"), to_say("There: turn it slowly, or stop")},
    KeyLine{to_say("Alt + left drag"), to_say("Turn the view, with any mouse")},
    KeyLine{to_say("Double click"), to_say("Centre the skin there (with the button that turns)")}};
constexpr std::array work_keys{
    KeyLine{to_say("N"), to_say("New zone")},
    KeyLine{to_say("C"), to_say("Case and visit: the patient, what stands against it, the day")},
    KeyLine{to_say("D"), to_say("Products and doses")},
    KeyLine{to_say("L"), to_say("Mark the landmarks of the head")},
    KeyLine{to_say("M"), to_say("Measure on the skin")},
    KeyLine{to_say("S"), to_say("Mark moles, lesions and reactions on the skin")},
    KeyLine{to_say("B  O  G  H  R  W"), to_say("Brush, outline, fill, points, rows, line")},
    KeyLine{to_say("E or Ctrl, held"), to_say("Erase while painting")},
    KeyLine{to_say("Enter, Delete, K"),
            to_say("Close an outline; take away, or keep, what is under the mouse")},
    KeyLine{to_say("Shift + click"), to_say("A straight line from the last stroke")},
    KeyLine{to_say("[  ]"), to_say("Smaller or larger brush")},
    KeyLine{to_say("Ctrl+Z"), to_say("Undo")},
    KeyLine{to_say("Ctrl+Shift+Z"), to_say("Redo")},
    KeyLine{to_say("Ctrl+S"), to_say("Export the session map")},
    KeyLine{to_say("Ctrl+Shift+S"), to_say("Save a copy of the case")},
    KeyLine{to_say("Ctrl+O"), to_say("Open a scan or a case")},
    KeyLine{to_say("Ctrl+L"), to_say("Lock the case, if it has a passphrase")},
    KeyLine{to_say("Ctrl+W"), to_say("Close the case")},
    KeyLine{to_say("Ctrl++  Ctrl+-  Ctrl+0"), to_say("Larger or smaller letters, or as they were")},
    KeyLine{to_say("Ctrl+,"), to_say("Settings")},
    KeyLine{to_say("?  F1"), to_say("These keys")},
    KeyLine{to_say("Tab, Enter, Esc"), to_say("Next field, take over, leave or cancel")},
    KeyLine{to_say("Ctrl+Q"), to_say("Quit; nothing is lost")}};

template <typename Lines>
void key_table(const char* name, const Lines& lines, const Form& form)
{
    heading(form, name);
    if (!ImGui::BeginTable(name, 2)) return;
    ImGui::TableSetupColumn("keys", ImGuiTableColumnFlags_WidthFixed, 140 * form.scale);
    ImGui::TableSetupColumn("does", ImGuiTableColumnFlags_WidthStretch);
    for (const KeyLine& line : lines)
        key_line(line.keys, line.does, form);
    ImGui::EndTable();
}

}  // namespace

bool preferences_panel(bool& is_open,
                       shell::Preferences& chosen,
                       const std::string& device,
                       const Form& form)
{
    if (!is_open) return false;
    const shell::Preferences before = chosen;
    // The same popup in every language: the part behind ### names it.
    const std::string title = std::string(say("Settings")) + "###preferences";
    if (!begin_popup(title.c_str(), is_open, 480, form)) return false;
    look_part(chosen, form);
    language_part(chosen, form);
    size_part(chosen, form);
    navigation_part(chosen, form);
    lock_part(chosen, form);
    ImGui::Separator();
    quiet_text(form,
               say("Draws with {}. Another device: start mesomap with --gpu and a part of its "
                   "name; `mesomap devices` lists them.",
                   device));
    end_popup(is_open);
    return chosen != before;
}

void keys_panel(bool& is_open, tools::Habit habit, const Form& form)
{
    if (!is_open) return;
    const std::string title = std::string(say("Keys and mouse")) + "###keys";
    if (!begin_popup(title.c_str(), is_open, 860, form)) return;
    quiet_text(form, words_of(habit));
    ImGui::Dummy({0, 4 * form.scale});
    if (ImGui::BeginTable("both", 2)) {
        ImGui::TableNextColumn();
        key_table(say("View"), view_keys, form);
        ImGui::TableNextColumn();
        key_table(say("Work"), work_keys, form);
        ImGui::EndTable();
    }
    if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter))) is_open = false;
    end_popup(is_open);
}

}  // namespace panels

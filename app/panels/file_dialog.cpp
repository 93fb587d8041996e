// SPDX-License-Identifier: MIT
#include "panels/file_dialog.h"

#include "panels/icons.h"
#include "shell/texts.h"

#include <imgui_stdlib.h>

#include <algorithm>
#include <utility>

namespace panels {
namespace {

using shell::say;

bool key_pressed(ImGuiKey key)
{
    return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key));
}

}  // namespace

void FileDialog::open(const std::filesystem::path& folder,
                      std::vector<std::filesystem::path> places,
                      shell::Sought sought)
{
    sought_ = sought;
    places_ = std::move(places);
    std::error_code missing;
    go_to(std::filesystem::is_directory(folder, missing) ? folder
          : places_.empty()                              ? "/"
                                                         : places_.front());
    is_open_ = begins_ = true;
}

void FileDialog::go_to(const std::filesystem::path& folder)
{
    list_ = shell::list_of(folder, sought_);
    selected_ = SIZE_MAX;
    typed_.clear();
    focuses_ = true;
}

std::optional<std::filesystem::path> FileDialog::draw(const Form& form)
{
    if (!is_open_) return std::nullopt;
    const char* title = say("Open a scan or a case");
    if (std::exchange(begins_, false)) ImGui::OpenPopup(title);
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({window.x / 2, window.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
    ImGui::SetNextWindowSize({std::min(820 * form.scale, window.x * 0.94f),
                              std::min(560 * form.scale, window.y * 0.94f)});
    if (!ImGui::BeginPopupModal(
            title, &is_open_, ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove)) {
        is_open_ = false;
        return std::nullopt;
    }
    use_keys();
    path_line(form);
    const float lines = ImGui::GetFrameHeightWithSpacing() + 4 * form.scale;
    ImGui::BeginChild("places", {180 * form.scale, -lines});
    place_list(form);
    ImGui::EndChild();
    ImGui::SameLine();
    ImGui::PushStyleColor(ImGuiCol_ChildBg, ImGui::GetStyleColorVec4(ImGuiCol_WindowBg));
    ImGui::BeginChild("entries", {0, -lines}, true);
    entry_list(form);
    ImGui::EndChild();
    ImGui::PopStyleColor();
    buttons(form);
    if (chosen_ || !is_open_) {
        is_open_ = false;
        ImGui::CloseCurrentPopup();
    }
    ImGui::EndPopup();
    return std::exchange(chosen_, std::nullopt);
}

void FileDialog::place_list(const Form& form)
{
    std::optional<std::filesystem::path> wished;
    for (const std::filesystem::path& place : places_) {
        ImGui::PushID(place.c_str());
        const std::string name =
            place.filename().empty() ? place.string() : place.filename().string();
        if (ImGui::Selectable(name.c_str(), place == list_.folder, 0, {0, 26 * form.scale}))
            wished = place;
        hint(place.string());
        ImGui::PopID();
    }
    if (wished) go_to(*wished);
}

void FileDialog::path_line(const Form& form)
{
    if (icon_button(form, Icon::up, say("One folder up")) && list_.folder.has_parent_path())
        go_to(list_.folder.parent_path());
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    quiet_text(form, list_.folder.string());
}

void FileDialog::entry_list(const Form& form)
{
    if (!list_.problem.empty()) sentence(form, Sign::warn, list_.problem);
    if (list_.entries.empty() && list_.problem.empty())
        quiet_text(form,
                   sought_ == shell::Sought::scans_and_cases
                       ? say("No scan and no case is in this folder.")
                       : say("No acknowledgement is in this folder."));
    // By number: choosing a folder makes another list.
    for (std::size_t i = 0; i < list_.entries.size(); ++i)
        entry_line(i, form);
    selected_by_key_ = false;
}

void FileDialog::entry_line(std::size_t number, const Form& form)
{
    const shell::FolderEntry entry = list_.entries[number];
    ImGui::PushID(int(number));
    const float height = 28 * form.scale;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float right = at.x + ImGui::GetContentRegionAvail().x;
    if (ImGui::Selectable(
            "##entry", number == selected_, ImGuiSelectableFlags_AllowDoubleClick, {0, height})) {
        selected_ = number;
        typed_ = entry.is_folder ? "" : entry.name;
        if (ImGui::IsMouseDoubleClicked(0)) choose(entry);
    }
    if (number == selected_ && selected_by_key_) ImGui::SetScrollHereY();
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    const Icon icon = entry.is_folder              ? Icon::open
                      : shell::is_case(entry.name) ? Icon::patient
                                                   : Icon::file;
    const float middle = at.y + height / 2, letters = ImGui::GetFontSize();
    draw_icon(drawing,
              icon,
              {at.x + 14 * form.scale, middle},
              15 * form.scale,
              ImGui::GetColorU32(entry.is_folder ? shell::ink::quiet : shell::ink::accent));
    drawing.AddText({at.x + 32 * form.scale, middle - letters / 2},
                    ImGui::GetColorU32(ImGuiCol_Text),
                    entry.name.c_str());
    if (!entry.is_folder) {
        const std::string size = shell::size_in_words(entry.bytes);
        drawing.AddText({right - ImGui::CalcTextSize(size.c_str()).x, middle - letters / 2},
                        ImGui::GetColorU32(shell::ink::quiet),
                        size.c_str());
    }
    ImGui::PopID();
}

void FileDialog::buttons(const Form& form)
{
    const float button = 110 * form.scale, space = ImGui::GetStyle().ItemSpacing.x;
    if (std::exchange(focuses_, false)) ImGui::SetKeyboardFocusHere();
    ImGui::SetNextItemWidth(-2 * (button + space));
    if (ImGui::InputTextWithHint("##typed",
                                 say("Name or path"),
                                 &typed_,
                                 ImGuiInputTextFlags_EnterReturnsTrue |
                                     ImGuiInputTextFlags_AutoSelectAll))
        take_typed();
    ImGui::SameLine();
    if (ImGui::Button(say("Cancel"), {button, 0})) is_open_ = false;
    ImGui::SameLine();
    const bool has_choice = !typed_.empty() || selected_ < list_.entries.size();
    ImGui::BeginDisabled(!has_choice);
    if (ImGui::Button(say("Open"), {button, 0})) take_typed();
    ImGui::EndDisabled();
}

/// Up and down choose in the list while the field has the keyboard; Backspace in the empty field
/// goes up.
void FileDialog::use_keys()
{
    if (key_pressed(ImGuiKey_Escape)) is_open_ = false;
    const int step = int(key_pressed(ImGuiKey_DownArrow)) - int(key_pressed(ImGuiKey_UpArrow));
    if (step != 0 && !list_.entries.empty()) {
        const auto last = std::ptrdiff_t(list_.entries.size()) - 1;
        const std::ptrdiff_t now = selected_ == SIZE_MAX ? -1 : std::ptrdiff_t(selected_);
        selected_ = std::size_t(std::clamp<std::ptrdiff_t>(now + step, 0, last));
        selected_by_key_ = true;
    }
    if (key_pressed(ImGuiKey_Backspace) && typed_.empty() && list_.folder.has_parent_path())
        go_to(list_.folder.parent_path());
}

void FileDialog::take_typed()
{
    focuses_ = true;
    if (typed_.empty()) {
        if (selected_ < list_.entries.size()) choose(list_.entries[selected_]);
        return;
    }
    const std::filesystem::path path = shell::path_typed(typed_, list_.folder);
    std::error_code missing;
    if (std::filesystem::is_directory(path, missing))
        go_to(path);
    else if (std::filesystem::exists(path, missing))
        chosen_ = path;
    else
        list_.problem = say("{} is not there.", path.string());
}

void FileDialog::choose(const shell::FolderEntry& entry)
{
    const std::filesystem::path path = list_.folder / entry.name;
    if (entry.is_folder)
        go_to(path);
    else
        chosen_ = path;
}

}  // namespace panels

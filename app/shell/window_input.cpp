// SPDX-License-Identifier: MIT
// Keys, dropped files and wishes that are beyond one case.
#include "base/error.h"
#include "shell/folder.h"
#include "shell/texts.h"
#include "shell/window_inside.h"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <utility>

namespace shell {

/// True if the key was the window's; others are the workbench's.
bool WindowShell::use_key(const KeyPress& press)
{
    const Preferences before = preferences_;
    if (press.letter == U'?' || press.key == GLFW_KEY_F1) {
        shows_keys_ = true;
    } else if (!press.control) {
        return false;
    } else if (press.key == GLFW_KEY_Q) {
        window_.close();
    } else if (press.key == GLFW_KEY_O) {
        browse();
    } else if (press.key == GLFW_KEY_W) {
        to_close_ = true;
    } else if (press.key == GLFW_KEY_L) {
        lock();
    } else if (press.key == GLFW_KEY_COMMA) {
        shows_preferences_ = true;
    } else if (press.key == GLFW_KEY_EQUAL || press.key == GLFW_KEY_KP_ADD) {
        preferences_.ui_scale = ui_scale_beside(preferences_.ui_scale, 1);
    } else if (press.key == GLFW_KEY_MINUS || press.key == GLFW_KEY_KP_SUBTRACT) {
        preferences_.ui_scale = ui_scale_beside(preferences_.ui_scale, -1);
    } else if (press.key == GLFW_KEY_0 || press.key == GLFW_KEY_KP_0) {
        preferences_.ui_scale = 1;
    } else {
        return false;
    }
    follow_preferences(before);
    return true;
}

void WindowShell::use_keys(std::span<const KeyPress> keys)
{
    keys_.clear();
    const bool covered = lock_.shows() || ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
    const bool for_patient = workbench_ && workbench_->shows_patient();
    for (const KeyPress& press : keys) {
        const bool quits = press.control && press.key == GLFW_KEY_Q;
        const bool mine = ((!covered && !for_patient) || quits) && use_key(press);
        if (!mine && !covered) keys_.push_back(press);
    }
}

void WindowShell::use_dropped_files()
{
    if (workbench_ && workbench_->seals()) return;  // until then they wait
    const std::vector<std::filesystem::path> files = window_.take_dropped();
    if (files.empty()) return;
    if (can_be_opened(files.front()))
        to_open_ = files.front();
    else if (subject_ && !lock_.shows() && may_be_acknowledgement(files.front()))
        workbench_->read_given(files.front());
    else
        problem_ = say("{} is neither a scan nor a case.", files.front().filename().string());
}

void WindowShell::browse(Sought sought)
{
    if (file_chooser_.is_open()) return;
    sought_ = sought;
    if (!file_chooser_.open(preferences_.folder, sought)) browse_ourselves();
}

void WindowShell::browse_ourselves()
{
    std::vector<std::filesystem::path> places = usual_folders();
    if (!settings_.people.empty()) places.push_back(settings_.people[0].scan.parent_path());
    file_dialog_.open(preferences_.folder, std::move(places), sought_);
}

void WindowShell::use(const panels::StartWishes& wishes)
{
    if (wishes.open) to_open_ = wishes.open;
    if (wishes.browses) browse();
    if (wishes.settings) shows_preferences_ = true;
    if (wishes.keys) shows_keys_ = true;
    if (!wishes.forget) return;
    const Preferences before = preferences_;
    std::erase(preferences_.recent, *wishes.forget);
    follow_preferences(before);
}

void WindowShell::use(const panels::HeaderWishes& wishes)
{
    if (wishes.browses) browse();
    if (wishes.reads_given) browse(Sought::acknowledgements);
    if (wishes.settings) shows_preferences_ = true;
    if (wishes.keys) shows_keys_ = true;
    if (wishes.closes) to_close_ = true;
    const Preferences before = preferences_;
    if (wishes.view.numbers) preferences_.numbers = !preferences_.numbers;
    if (wishes.view.depth) preferences_.depth = !preferences_.depth;
    if (wishes.view.structures) preferences_.structures = !preferences_.structures;
    follow_preferences(before);
}

}  // namespace shell

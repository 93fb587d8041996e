// SPDX-License-Identifier: MIT
// Keys and mouse.
#include "shell/workbench.h"

#include <GLFW/glfw3.h>

#include <cmath>

namespace shell {
namespace {

constexpr double key_step_px = 24;  // what an arrow key is as a drag

}  // namespace

void Workbench::use_key(const KeyPress& press)
{
    if (press.control) {
        if (press.key == GLFW_KEY_Z) go_in_history(press.shift ? 1 : -1);
        if (press.key == GLFW_KEY_Y) go_in_history(1);
        if (press.key == GLFW_KEY_S && press.shift)
            begin_copy();
        else if (press.key == GLFW_KEY_S && editor_.can_export())
            editor_.export_map(export_);
        return;
    }
    if (press.key >= GLFW_KEY_1 && press.key <= GLFW_KEY_6)
        turntable_.look_from(render::all_views[std::size_t(press.key - GLFW_KEY_1)]);
    if (press.key == GLFW_KEY_F)
        turntable_.frame(geometry::bounds(editor_.workspace().scan().mesh));
    if (press.key == GLFW_KEY_N) add_zone();
    if (press.key == GLFW_KEY_C) forms_.visit = true;
    if (press.key == GLFW_KEY_D) forms_.products = true;
    if (press.key == GLFW_KEY_L) toolbox_.ask_landmarks("head");
    if (press.key == GLFW_KEY_M) toolbox_.measure();
    if (press.key == GLFW_KEY_S) toolbox_.mark();
    if (press.key == GLFW_KEY_I) wishes_.view.numbers = true;
    if (press.key == GLFW_KEY_T) wishes_.view.depth = true;
    if (press.key == GLFW_KEY_V) wishes_.view.structures = true;
    toolbox_.use_key(press, bench());
    move_view(press);
    if (press.key == GLFW_KEY_ESCAPE) leave();
}

/// The tool at hand; while that is the usual one, what takes long.
void Workbench::leave()
{
    if (const auto work = long_work(); work && toolbox_.tool() == Tool::painting) work->cancel();
    toolbox_.lay_down();
    ImGui::SetWindowFocus(nullptr);
}

/// What the mouse does to the view, for those who use keys; unless they walk through a panel.
void Workbench::move_view(const KeyPress& press)
{
    if (ImGui::GetIO().NavActive) return;
    const glm::dvec2 step(double(press.key == GLFW_KEY_RIGHT) - double(press.key == GLFW_KEY_LEFT),
                          double(press.key == GLFW_KEY_DOWN) - double(press.key == GLFW_KEY_UP));
    if (press.shift)
        turntable_.pan(key_step_px * step);
    else
        turntable_.orbit(key_step_px * step);
    const int nearer = (press.letter == U'+') - (press.letter == U'-');
    if (nearer != 0) turntable_.zoom(std::pow(0.88, nearer), turntable_.pivot());
}

bool Workbench::erases() const
{
    return erases_ || window_.key_is_down(GLFW_KEY_E) ||
           window_.key_is_down(GLFW_KEY_LEFT_CONTROL) ||
           window_.key_is_down(GLFW_KEY_RIGHT_CONTROL);
}

tools::Bench Workbench::bench()
{
    session::Workspace& workspace = editor_.workspace();
    return {workspace,
            {workspace.surface(), workspace.bvh()},
            turntable_,
            toolbox_.kit(),
            form_.selected,
            erases(),
            preferences_.habit,
            editor_.points_of(form_.selected)};
}

void Workbench::use_pointer(const SceneFrame& frame)
{
    const bool covered = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
    for (PointerEvent event : window_.take_pointer()) {
        const bool inside = frame.area.contains(event.at.x, event.at.y) && !covered &&
                            !overlay_.covers(event.at, frame, form_.scale);
        // From now on the keys are the scene's, not a panel's.
        if (inside && event.action == PointerAction::press) ImGui::SetWindowFocus(nullptr);
        if (overlay_.use(event, inside, frame, form_.scale)) continue;
        event.at = (event.at - glm::dvec2(frame.area.corner.x, frame.area.corner.y)) *
                   frame.pixels_per_unit;
        toolbox_.use(event, inside, bench());
    }
}

}  // namespace shell

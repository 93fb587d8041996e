// SPDX-License-Identifier: MIT
// What the patient sees of the workbench.
#include "shell/workbench.h"

#include "panels/patient_card.h"

#include <GLFW/glfw3.h>

namespace shell {

/// From this frame on: the scene's colours and the panels change together.
void Workbench::show_patient(bool shows)
{
    toolbox_.cancel();
    if (shows)
        patient_.begin(!device_->is_cpu() && !tape_.replays());
    else
        patient_.end();
    stage_->show_to(shows ? Audience::patient : Audience::practitioner);
    window_.fill_screen(shows);
}

WorkbenchFrame Workbench::patient_frame(std::span<const KeyPress> keys)
{
    for (const KeyPress& press : keys) {
        if (press.key == GLFW_KEY_SPACE) patient_.toggle_turn();
        if (press.key == GLFW_KEY_ESCAPE) show_patient(false);
    }
    if (!patient_.shows()) return work_frame({});
    const SceneFrame frame{{{0, 0}, ImGui::GetIO().DisplaySize},
                           ImGui::GetIO().DisplayFramebufferScale.x};
    turntable_.resize(glm::dvec2(frame.picture_px()));
    patient_.move(window_.take_pointer(), frame.pixels_per_unit, turntable_);
    follow_case();
    panels::patient_card(patient_plan(editor_), form_);
    return {picture_in(frame), wishes_};
}

}  // namespace shell

// SPDX-License-Identifier: MIT
// What the workbench shows of the patient, and to the patient.
#include "shell/workbench.h"

#include "base/error.h"
#include "panels/marks_panel.h"
#include "panels/patient_card.h"
#include "panels/patient_panel.h"
#include "shell/texts.h"

#include <GLFW/glfw3.h>

namespace shell {

void Workbench::patient_part()
{
    const session::Case& now = editor_.workspace().current();
    if (toolbox_.tool() == Tool::marks) {
        if (!panels::section(form_, say("Patient"))) return;
        const panels::MarkWishes marks = panels::marks_panel(toolbox_.marks(), now.clinic, form_);
        editor_.execute_all(marks.commands);
        if (marks.end) toolbox_.lay_down();
        return;
    }
    tools::LandmarkGuide& guide = toolbox_.guide();
    const panels::PatientWishes wishes =
        panels::patient_panel({now, editor_.findings(), editor_.size_in_words(), guide}, form_);
    editor_.execute_all(wishes.commands);
    if (wishes.begin) toolbox_.ask_landmarks(*wishes.begin);
    if (wishes.back) guide.back(turntable_);
    if (wishes.skip) guide.next(turntable_);
    if (wishes.end) guide.stop();
    if (wishes.marks) toolbox_.mark();
    panels::gap(22 * form_.scale);
    panels::visit_in_short(now.clinic, forms_, form_);
}

void Workbench::read_given(const std::filesystem::path& acknowledgement)
{
    if (!ready()) return;
    try {
        const int visit = editor_.workspace().current().clinic.visit;
        tell(editor_.take_visit(acknowledgement, export_.path), panels::Sign::pass);
        forms_.shown_visit = visit;
    } catch (const base::Error& problem) {
        tell(problem.what(), panels::Sign::fail);
    }
}

void Workbench::draw_marks(const SceneFrame& frame)
{
    const tools::Bench now = bench();
    marks_.draw(
        frame, turntable_, now.skin, editor_.workspace().current(), forms_.shown_visit, form_);
}

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

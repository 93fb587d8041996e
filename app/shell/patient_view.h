// SPDX-License-Identifier: MIT
// The plan as the patient sees it: the whole window, one finger turns it.
#pragma once

#include "panels/patient_card.h"
#include "shell/editor.h"
#include "shell/glfw_window.h"
#include "shell/overlay.h"
#include "shell/patient_turn.h"
#include "tools/turntable.h"

#include <optional>
#include <span>

namespace shell {

class PatientView {
public:
    bool shows() const { return shows_; }
    /// On a slow device the view stands until it is asked to turn.
    void begin(bool turns);
    void end() { shows_ = false; }
    void toggle_turn();

    /// By its own slow turn, or a drag with any button or finger; the wheel zooms.
    void
    move(std::span<const PointerEvent> events, double pixels_per_unit, tools::Turntable& turntable);
    std::optional<double> wakes_in_s() const;

private:
    bool shows_ = false;
    PatientTurn turn_;
    std::optional<glm::dvec2> dragged_to_;
};

/// Of the zones that are painted.
panels::PatientPlan patient_plan(Editor& editor);

}  // namespace shell

// SPDX-License-Identifier: MIT
#include "shell/patient_view.h"

#include "shell/scene_view.h"

#include <GLFW/glfw3.h>

#include <cmath>
#include <utility>

namespace shell {

void PatientView::begin(bool turns)
{
    shows_ = true;
    dragged_to_.reset();
    turn_.begin(turns, glfwGetTime());
}

void PatientView::toggle_turn()
{
    turn_.toggle(glfwGetTime());
}

void PatientView::move(std::span<const PointerEvent> events,
                       double pixels_per_unit,
                       tools::Turntable& turntable)
{
    const double now_s = glfwGetTime();
    for (const PointerEvent& event : events) {
        const glm::dvec2 at = event.at * pixels_per_unit;
        if (event.action == PointerAction::press) dragged_to_ = at;
        if (event.action == PointerAction::release) dragged_to_.reset();
        if (event.action == PointerAction::scroll)
            turntable.zoom(std::pow(0.88, event.steps), turntable.pivot());
        if (event.action == PointerAction::move && dragged_to_)
            turntable.orbit(at - *std::exchange(dragged_to_, at));
        if (dragged_to_) turn_.drag(now_s);
    }
    const double turn = turn_.step(now_s);
    if (turn != 0) turntable.orbit({turn / tools::Turntable::radians_per_px, 0});
}

std::optional<double> PatientView::wakes_in_s() const
{
    if (!shows_) return std::nullopt;
    return turn_.wakes_in_s();
}

panels::PatientPlan patient_plan(Editor& editor)
{
    panels::PatientPlan facts;
    for (const panels::ZoneRow& row : editor.zone_rows()) {
        if (row.area_cm2 <= 0) continue;
        const render::Colour colour = colour_for_patient(row.id);
        facts.zones.push_back(
            {row.name, {colour.red, colour.green, colour.blue, 1}, row.points.value_or(0)});
        facts.injections += row.points.value_or(0);
    }
    return facts;
}

}  // namespace shell

// SPDX-License-Identifier: MIT
#include "shell/scene_overlay.h"

#include "panels/tool_strip.h"
#include "shell/view_cube.h"

#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>

namespace shell {
namespace {

constexpr double finder_looks_again_s = 0.1;

}  // namespace

SceneOverlay::SceneOverlay(Editor& editor,
                           Toolbox& toolbox,
                           tools::Turntable& turntable,
                           const Preferences& preferences)
    : editor_(editor)
    , toolbox_(toolbox)
    , turntable_(turntable)
    , preferences_(preferences)
{
}

bool SceneOverlay::covers(glm::dvec2 place, const SceneFrame& frame, float scale) const
{
    return panels::tool_strip_area(frame.area, scale).contains(place.x, place.y) ||
           panels::view_strip_area(frame.area, scale).contains(place.x, place.y);
}

bool SceneOverlay::use(const PointerEvent& event, bool inside, const SceneFrame& frame, float scale)
{
    if (!inside && !cube_is_pressed_) return false;
    cube_points_to_ = ViewCube(frame.area, scale).direction_at(turntable_.camera(), event.at);
    if (toolbox_.drags() || event.action == PointerAction::scroll) return false;
    if (event.action == PointerAction::press && cube_points_to_) cube_is_pressed_ = true;
    if (!cube_is_pressed_) return false;
    if (event.action == PointerAction::release) {
        cube_is_pressed_ = false;
        if (cube_points_to_) turntable_.look_along(*cube_points_to_);
    }
    return event.action != PointerAction::move;
}

void SceneOverlay::draw(const SceneFrame& frame,
                        Stage& stage,
                        const tools::Bench& bench,
                        const panels::Form& form,
                        panels::ViewWishes& wishes)
{
    const render::Camera camera = turntable_.camera();
    draw_side_words(frame, camera, form);
    note_structures(frame, form);
    note_points(frame, stage, form);
    ViewCube(frame.area, form.scale).draw(camera, cube_points_to_, form);
    panels::view_strip(frame.area,
                       {preferences_.numbers, preferences_.depth, preferences_.structures},
                       form,
                       wishes);
    // While another one is in hand, none of these is.
    const auto chosen =
        toolbox_.tool() == Tool::painting ? std::optional(toolbox_.kit().chosen) : std::nullopt;
    if (const auto tool = panels::tool_strip(frame.area, chosen, form)) {
        toolbox_.lay_down();
        toolbox_.kit().choose(*tool);
    }
    if (form.mirrors) draw_middle(frame, editor_.middle(), turntable_, bench.skin, form);
    if (!cube_points_to_) toolbox_.draw(frame, bench, form);
    if (const std::string step = toolbox_.next_step(); !step.empty())
        draw_notice(frame, form, step);
    tell_point(bench.skin, form);
}

/// What the point under the mouse is, unless the mouse is at work.
void SceneOverlay::tell_point(const tools::BrushSkin& skin, const panels::Form& form)
{
    const bool free = toolbox_.is_over_scene() && !toolbox_.drags() && !cube_points_to_ &&
                      !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
    hover_.draw(editor_,
                turntable_,
                skin,
                free ? std::optional(toolbox_.pointer()) : std::nullopt,
                glfwGetTime(),
                form);
}

std::optional<double> SceneOverlay::wakes_in_s(double now_s) const
{
    const std::optional<double> hover_in_s = hover_.wakes_in_s(now_s);
    if (!preferences_.structures || !finder_.works()) return hover_in_s;
    return std::min(hover_in_s.value_or(finder_looks_again_s), finder_looks_again_s);
}

void SceneOverlay::note_structures(const SceneFrame& frame, const panels::Form& form)
{
    structures_.reset();
    if (!preferences_.structures) return structure_notes_.clear();
    session::Workspace& work = editor_.workspace();
    structures_ = finder_.found(work);
    structure_notes_.draw(frame, turntable_, structures_, work.bvh(), form);
}

void SceneOverlay::note_points(const SceneFrame& frame, Stage& stage, const panels::Form& form)
{
    PointNotes::Wish wish{.numbers = preferences_.numbers,
                          .depth = preferences_.depth && toolbox_.tool() == Tool::painting &&
                                   !toolbox_.drags(),
                          .blocked = {panels::tool_strip_area(frame.area, form.scale),
                                      panels::view_corner_area(frame.area, form.scale)}};
    for (const Rectangle& name : structure_notes_.taken())
        wish.blocked.push_back(name);
    if (toolbox_.is_over_scene() && !cube_points_to_) wish.pointer = toolbox_.pointer();
    session::Workspace& work = editor_.workspace();
    const NotedPoints points{
        stage.needles(), editor_.plan(), work.current(), work.bvh(), work.surface().mesh};
    stage.notes().draw(frame, turntable_.camera(), points, wish, form);
}

}  // namespace shell

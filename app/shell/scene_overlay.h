// SPDX-License-Identifier: MIT
// What lies over the scene: words, the view cube, the strips of tools and switches, the points'
// notes, what a tool draws; and what the mouse does to the cube.
#pragma once

#include "panels/form.h"
#include "panels/view_strip.h"
#include "shell/editor.h"
#include "shell/overlay.h"
#include "shell/point_hover.h"
#include "shell/preferences.h"
#include "shell/stage.h"
#include "shell/structure_finder.h"
#include "shell/structure_notes.h"
#include "shell/toolbox.h"
#include "tools/turntable.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <memory>
#include <optional>

namespace shell {

class SceneOverlay {
public:
    /// All of them must outlive this.
    SceneOverlay(Editor& editor,
                 Toolbox& toolbox,
                 tools::Turntable& turntable,
                 const Preferences& preferences);

    /// True if a strip lies over that place of the window.
    bool covers(glm::dvec2 place, const SceneFrame& frame, float scale) const;
    /// True if the event is the cube's: it was pressed on it. `inside`: over free scene.
    bool use(const PointerEvent& event, bool inside, const SceneFrame& frame, float scale);

    void draw(const SceneFrame& frame,
              Stage& stage,
              const tools::Bench& bench,
              const panels::Form& form,
              panels::ViewWishes& wishes);

    /// What is to be shown of structures; null if nothing is, or not yet.
    const std::shared_ptr<const StructurePlate>& structures() const { return structures_; }
    std::size_t named_structures() const { return structure_notes_.names(); }

    /// The order of the point that is told of; 0 for none.
    std::uint32_t told_point() const { return hover_.shown(); }
    std::optional<double> wakes_in_s(double now_s) const;

private:
    void note_points(const SceneFrame& frame, Stage& stage, const panels::Form& form);
    void note_structures(const SceneFrame& frame, const panels::Form& form);
    void tell_point(const tools::BrushSkin& skin, const panels::Form& form);

    Editor& editor_;
    Toolbox& toolbox_;
    tools::Turntable& turntable_;
    const Preferences& preferences_;
    PointHover hover_;
    StructureFinder finder_;
    StructureNotes structure_notes_;
    std::shared_ptr<const StructurePlate> structures_;
    bool cube_is_pressed_ = false;
    std::optional<glm::dvec3> cube_points_to_;  // under the mouse
};

}  // namespace shell

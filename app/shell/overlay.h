// SPDX-License-Identifier: MIT
// What lies over the scene: the brush's ring, the side words, and what to do next.
#pragma once

#include "panels/form.h"
#include "shell/layout.h"
#include "shell/middle_line.h"
#include "tools/sketch.h"
#include "tools/turntable.h"

#include <span>
#include <string>

namespace shell {

/// Where a place of the picture lies in the window.
struct SceneFrame {
    Rectangle area;
    double pixels_per_unit = 1;

    glm::ivec2 picture_px() const
    {
        return {int(area.size.x * pixels_per_unit), int(area.size.y * pixels_per_unit)};
    }
    ImVec2 from_pixel(glm::dvec2 pixel) const
    {
        return {float(area.corner.x + pixel.x / pixels_per_unit),
                float(area.corner.y + pixel.y / pixels_per_unit)};
    }
};

/// What lies over the scene and nowhere else; PopClipRect() ends it.
ImDrawList& begin_overlay(const SceneFrame& frame);

/// Small words on a dark ground, to the right of a place.
void draw_label(ImDrawList& drawing,
                const panels::Form& form,
                ImVec2 left,
                const std::string& text);

void draw_ring(const SceneFrame& frame,
               const render::Camera& camera,
               std::span<const glm::dvec3> ring,
               const ImVec4& colour);

/// A tool's lines and handles, where the view sees them.
void draw_sketch(const SceneFrame& frame,
                 const tools::Sketch& sketch,
                 const tools::Turntable& view,
                 const tools::BrushSkin& skin,
                 const ImVec4& colour);

/// "Patient's right" at the left edge when seen from the front, and so on; nothing where the sides
/// lie in depth.
void draw_side_words(const SceneFrame& frame,
                     const render::Camera& camera,
                     const panels::Form& form);

/// A place on the skin with its name; `rings` for one that is asked for.
struct Pin {
    glm::dvec3 place{0};
    std::string name;
    bool rings = false;
};
/// Those that the skin does not hide.
void draw_pins(const SceneFrame& frame,
               const tools::Turntable& turntable,
               const geometry::Bvh& skin,
               std::span<const Pin> pins,
               const panels::Form& form);

/// Lines between places on the skin.
void draw_measure(const SceneFrame& frame,
                  const render::Camera& camera,
                  std::span<const glm::dvec3> places,
                  const panels::Form& form);

/// Where the patient's left and right meet, on the skin that the view sees.
void draw_middle(const SceneFrame& frame,
                 const MiddleLine& middle,
                 const tools::Turntable& view,
                 const tools::BrushSkin& skin,
                 const panels::Form& form);

/// A few words at the top of the scene; at its bottom where tools and view cube leave no room.
void draw_notice(const SceneFrame& frame, const panels::Form& form, const std::string& text);

}  // namespace shell

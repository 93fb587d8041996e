// SPDX-License-Identifier: MIT
// The cube in the corner of the scene that turns with the patient and is labelled for them: a click
// on a face, an edge or a corner looks from there.
#pragma once

#include "panels/form.h"
#include "render/camera.h"
#include "shell/layout.h"

#include <array>
#include <optional>

namespace shell {

/// A side of the patient. Seen from outside, `across` points right in the label and `up` upward.
struct CubeFace {
    const char* name;  // in English: say() it
    glm::dvec3 outward, across, up;
};
extern const std::array<CubeFace, 6> cube_faces;

/// Where the cube lies in the window.
class ViewCube {
public:
    ViewCube(const Rectangle& scene, float scale);

    /// The direction from the patient to the eye that a place of the window stands for: a face's,
    /// or between faces near an edge or a corner. Nothing beside the cube.
    std::optional<glm::dvec3> direction_at(const render::Camera& camera, glm::dvec2 place) const;
    /// `pointed` is the direction under the mouse, if any.
    void draw(const render::Camera& camera,
              const std::optional<glm::dvec3>& pointed,
              const panels::Form& form) const;

private:
    ImVec2 on_screen(const render::Camera& camera, glm::dvec3 place) const;

    ImVec2 middle_;
    float half_edge_;
};

}  // namespace shell

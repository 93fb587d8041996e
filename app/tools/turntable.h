// SPDX-License-Identifier: MIT
// The camera that the mouse turns: around a place, always upright. It is view state: no part of the
// case, and not undone.
#pragma once

#include "geometry/bvh.h"
#include "render/camera.h"

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

namespace tools {

/// Where a turntable stands: all that an onlooker may change.
struct Stance {
    glm::dvec3 pivot_mm{0};
    double distance_mm = 1000;
    double yaw = 0;    // radians; grows toward the patient's left
    double pitch = 0;  // radians; grows upward
    bool operator==(const Stance&) const = default;
};

class Turntable {
public:
    static constexpr double radians_per_px = 0.0065;  // of a drag

    /// `everything` is never cut by clipping.
    explicit Turntable(const geometry::Box& everything = {glm::dvec3(-100), glm::dvec3(100)});

    /// Shows all of `subject` from the same side.
    void frame(const geometry::Box& subject);
    void look_from(render::View view);
    /// From that side of the pivot, at the same distance; `toward` points to the eye.
    void look_along(glm::dvec3 toward);
    /// At a place of that size, from that side.
    void look_at(glm::dvec3 place, double size_mm, glm::dvec3 toward);

    void orbit(glm::dvec2 drag_px);
    void pan(glm::dvec2 drag_px);
    /// Scales the distance; `fixed`, a place of the scene, stays where it is in the picture.
    void zoom(double factor, glm::dvec3 fixed);
    void centre(glm::dvec3 place) { pivot_ = place; }
    glm::dvec3 pivot() const { return pivot_; }

    Stance stance() const { return {pivot_, distance_mm_, yaw_, pitch_}; }
    /// As another turntable stood, as far as this one can.
    void stand(const Stance& stance);

    /// The picture's size; its height always shows the same angle.
    void resize(glm::dvec2 picture_px) { picture_px_ = picture_px; }

    render::Camera camera() const;
    /// Through a pixel of the picture, from the eye.
    geometry::Ray ray(glm::dvec2 pixel) const;
    /// The place that a pixel shows at the distance of the pivot.
    glm::dvec3 place_at_pivot(glm::dvec2 pixel) const;

private:
    double pixels_per_slope() const;
    glm::dvec3 toward() const;
    glm::dvec3 right() const;

    geometry::Box everything_;
    glm::dvec2 picture_px_{800, 600};
    glm::dvec3 pivot_{0};
    double distance_mm_ = 1000;
    double yaw_ = 0;    // radians; grows toward the patient's left
    double pitch_ = 0;  // radians; grows upward
};

}  // namespace tools

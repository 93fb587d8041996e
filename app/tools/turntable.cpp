// SPDX-License-Identifier: MIT
#include "tools/turntable.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tools {
namespace {

constexpr double half_angle_of_view = 0.16;  // radians, as render::framed has it
constexpr double steepest = std::numbers::pi / 2;
constexpr double nearest_mm = 40;
constexpr double farthest_mm = 40'000;
constexpr double room_around = 1.12;

}  // namespace

Turntable::Turntable(const geometry::Box& everything)
    : everything_(everything)
{
    frame(everything);
}

glm::dvec3 Turntable::toward() const
{
    return {std::sin(yaw_) * std::cos(pitch_), std::sin(pitch_), std::cos(yaw_) * std::cos(pitch_)};
}

glm::dvec3 Turntable::right() const
{
    return {std::cos(yaw_), 0, -std::sin(yaw_)};
}

double Turntable::pixels_per_slope() const
{
    return picture_px_.y / 2 / std::tan(half_angle_of_view);
}

void Turntable::frame(const geometry::Box& subject)
{
    const glm::dvec3 up = glm::cross(toward(), right());
    glm::dvec3 low(1e300), high(-1e300);  // in the picture's axes
    for (int corner = 0; corner < 8; ++corner) {
        const glm::dvec3 p(corner & 1 ? subject.high.x : subject.low.x,
                           corner & 2 ? subject.high.y : subject.low.y,
                           corner & 4 ? subject.high.z : subject.low.z);
        const glm::dvec3 q(glm::dot(p, right()), glm::dot(p, up), glm::dot(p, toward()));
        low = glm::min(low, q);
        high = glm::max(high, q);
    }
    const glm::dvec3 size = high - low;
    const double scale = std::max(
        {size.x / std::max(picture_px_.x, 1.0), size.y / std::max(picture_px_.y, 1.0), 1e-3});
    pivot_ = subject.centre();
    distance_mm_ =
        std::clamp(room_around * scale * pixels_per_slope() + size.z / 4, nearest_mm, farthest_mm);
}

void Turntable::look_from(render::View view)
{
    look_along(glm::normalize(render::outlook_of(view).toward));
    frame(everything_);
}

void Turntable::look_along(glm::dvec3 toward)
{
    pitch_ = std::asin(std::clamp(toward.y, -1.0, 1.0));
    // From straight above or below the patient's front is at the bottom or the top.
    yaw_ = std::abs(toward.y) > 0.9999 ? 0 : std::atan2(toward.x, toward.z);
}

void Turntable::look_at(glm::dvec3 place, double size_mm, glm::dvec3 toward)
{
    look_along(glm::normalize(toward));
    const glm::dvec3 half(size_mm / 2);
    frame({place - half, place + half});
}

void Turntable::orbit(glm::dvec2 drag_px)
{
    yaw_ = std::remainder(yaw_ - drag_px.x * radians_per_px, 2 * std::numbers::pi);
    pitch_ = std::clamp(pitch_ + drag_px.y * radians_per_px, -steepest, steepest);
}

void Turntable::pan(glm::dvec2 drag_px)
{
    const glm::dvec3 up = glm::cross(toward(), right());
    const double mm_per_px = distance_mm_ / pixels_per_slope();
    pivot_ += mm_per_px * (drag_px.y * up - drag_px.x * right());
}

void Turntable::zoom(double factor, glm::dvec3 fixed)
{
    const double wished = std::clamp(distance_mm_ * factor, nearest_mm, farthest_mm);
    pivot_ = fixed + (pivot_ - fixed) * (wished / distance_mm_);
    distance_mm_ = wished;
}

void Turntable::stand(const Stance& stance)
{
    pivot_ = stance.pivot_mm;
    distance_mm_ = std::clamp(stance.distance_mm, nearest_mm, farthest_mm);
    yaw_ = stance.yaw;
    pitch_ = std::clamp(stance.pitch, -steepest, steepest);
}

render::Camera Turntable::camera() const
{
    render::Camera camera;
    camera.toward = toward();
    camera.right = right();
    camera.up = glm::cross(camera.toward, camera.right);
    camera.eye = pivot_ + distance_mm_ * camera.toward;
    camera.focus_mm = distance_mm_;
    camera.pixels_per_slope = pixels_per_slope();
    camera.axis_px = picture_px_ / 2.0;
    const double radius = glm::length(everything_.size()) / 2 + 20;  // needles stand out
    const double middle = glm::dot(camera.eye - everything_.centre(), camera.toward);
    camera.near_mm = std::max(middle - radius, distance_mm_ * 0.02);
    camera.far_mm = std::max(middle + radius, camera.near_mm * 2);
    return camera;
}

geometry::Ray Turntable::ray(glm::dvec2 pixel) const
{
    const render::Camera now = camera();
    const glm::dvec2 slope = (pixel - now.axis_px) / now.pixels_per_slope;
    return {now.eye, glm::normalize(slope.x * now.right - slope.y * now.up - now.toward)};
}

glm::dvec3 Turntable::place_at_pivot(glm::dvec2 pixel) const
{
    const geometry::Ray through = ray(pixel);
    return through.origin +
           through.direction * (distance_mm_ / glm::dot(through.direction, -toward()));
}

}  // namespace tools

// SPDX-License-Identifier: MIT
#include "render/camera.h"

#include "base/error.h"

#include <fmt/format.h>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

#include <algorithm>
#include <cmath>

namespace render {
namespace {

constexpr double half_angle_of_view = 0.16;  // radians: some 110 mm on a 35 mm film

struct ViewFacts {
    View view;
    std::string_view name;
    Outlook outlook;
    EdgeWords words;
};

constexpr EdgeWords from_front{"Patient's right", "Patient's left"};
constexpr EdgeWords from_back{"Patient's left", "Patient's right"};
const std::array<ViewFacts, all_views.size()> facts{{
    {View::front, "front", {{0, 0, 1}, {0, 1, 0}}, from_front},
    {View::left, "left", {{1, 0, 0}, {0, 1, 0}}, {"Front", "Back"}},
    {View::right, "right", {{-1, 0, 0}, {0, 1, 0}}, {"Back", "Front"}},
    {View::back, "back", {{0, 0, -1}, {0, 1, 0}}, from_back},
    {View::top, "top", {{0, 1, 0}, {0, 0, -1}}, from_front},
    {View::three_quarter, "three-quarter", {{0.62, 0.14, 0.77}, {0, 1, 0}}, from_front},
    {View::left_45, "left-45", {{1, 0, 1}, {0, 1, 0}}, from_front},
    {View::right_45, "right-45", {{-1, 0, 1}, {0, 1, 0}}, from_front},
    {View::crown, "crown", {{0, 1, -1}, {0, 1, 1}}, from_back},
}};

const ViewFacts& facts_of(View view)
{
    return *std::ranges::find(facts, view, &ViewFacts::view);
}

glm::dvec3 in_camera_axes(const Camera& camera, glm::dvec3 v)
{
    return {glm::dot(v, camera.right), glm::dot(v, camera.up), glm::dot(v, camera.toward)};
}

/// Slopes against the axis: lowest and highest, across and up.
struct Slopes {
    glm::dvec2 low{1e300};
    glm::dvec2 high{-1e300};
};

Slopes slopes_of(const Camera& camera, std::span<const glm::vec3> places)
{
    Slopes slopes;
    for (const glm::vec3 place : places) {
        const glm::dvec3 p = in_camera_axes(camera, glm::dvec3(place) - camera.eye);
        const glm::dvec2 slope(p.x / -p.z, p.y / -p.z);
        slopes.low = glm::min(slopes.low, slope);
        slopes.high = glm::max(slopes.high, slope);
    }
    return slopes;
}

struct Extents {
    glm::dvec3 low{1e300};
    glm::dvec3 high{-1e300};
};

Extents extents_of(const Camera& camera, std::span<const glm::vec3> places)
{
    Extents extents;
    for (const glm::vec3 place : places) {
        const glm::dvec3 p = in_camera_axes(camera, place);
        extents.low = glm::min(extents.low, p);
        extents.high = glm::max(extents.high, p);
    }
    return extents;
}

}  // namespace

std::string_view name_of(View view)
{
    return facts_of(view).name;
}

View view_named(std::string_view name)
{
    std::string names;
    for (const ViewFacts& one : facts) {
        if (one.name == name) return one.view;
        names += fmt::format("{}{}", names.empty() ? "" : ", ", one.name);
    }
    throw base::Error(fmt::format("There is no view \"{}\"; the views are {}.", name, names));
}

EdgeWords edge_words(View view)
{
    return facts_of(view).words;
}

Outlook outlook_of(View view)
{
    return facts_of(view).outlook;
}

glm::dvec2 Camera::pixel_of(glm::dvec3 place) const
{
    const glm::dvec3 p = in_camera_axes(*this, place - eye);
    return axis_px + pixels_per_slope * glm::dvec2(p.x / -p.z, p.y / p.z);
}

glm::mat4 Camera::clip_from_world(double width_px, double height_px) const
{
    // pixel = axis + pixels_per_slope * slope; clip = 2 * pixel / size - 1, times the distance.
    const glm::dvec2 scale = 2 * pixels_per_slope / glm::dvec2(width_px, height_px);
    const glm::dvec2 shift = 2.0 * axis_px / glm::dvec2(width_px, height_px) - 1.0;
    const double depth_scale = far_mm / (far_mm - near_mm);
    const glm::dvec3 x = scale.x * right - shift.x * toward;
    const glm::dvec3 y = -scale.y * up - shift.y * toward;
    const glm::dvec3 z = -depth_scale * toward;
    const glm::dvec3 w = -toward;
    const glm::dmat4 rows(glm::dvec4(x, -glm::dot(x, eye)),
                          glm::dvec4(y, -glm::dot(y, eye)),
                          glm::dvec4(z, -glm::dot(z, eye) - depth_scale * near_mm),
                          glm::dvec4(w, -glm::dot(w, eye)));
    return glm::mat4(glm::transpose(rows));
}

Camera framed(const Outlook& outlook,
              std::span<const glm::vec3> subject,
              std::span<const glm::vec3> everything,
              const Area& area)
{
    base::check(!subject.empty() && !everything.empty(), "there is something to frame");
    Camera camera;
    camera.toward = glm::normalize(outlook.toward);
    camera.right = glm::normalize(glm::cross(outlook.up, camera.toward));
    camera.up = glm::cross(camera.toward, camera.right);

    const Extents extents = extents_of(camera, subject);
    const glm::dvec3 centre = 0.5 * (extents.low + extents.high);
    const glm::dvec3 size = extents.high - extents.low;
    const double reach = std::max({size.x, size.y, 1.0}) / 2;
    const double front = extents_of(camera, everything).high.z;
    // Lengths are measured at the subject's nearest third, where the skin that faces us lies.
    const double focus = centre.z + size.z / 6;
    camera.focus_mm = std::max(reach / std::tan(half_angle_of_view), front - focus + reach);
    camera.eye =
        centre.x * camera.right + centre.y * camera.up + (focus + camera.focus_mm) * camera.toward;

    const Slopes slopes = slopes_of(camera, subject);
    const glm::dvec2 span = glm::max(slopes.high - slopes.low, glm::dvec2(1e-6));
    camera.pixels_per_slope = std::min(area.width / span.x, area.height / span.y);
    const glm::dvec2 middle = 0.5 * (slopes.low + slopes.high);
    camera.axis_px = glm::dvec2(area.x + area.width / 2, area.y + area.height / 2) +
                     camera.pixels_per_slope * glm::dvec2(-middle.x, middle.y);

    const Extents all = extents_of(camera, everything);
    const double eye_z = glm::dot(camera.eye, camera.toward);
    const double margin = 20 + 0.05 * (all.high.z - all.low.z);  // needles stand out of the skin
    camera.near_mm = std::max(eye_z - all.high.z - margin, camera.focus_mm * 1e-3);
    camera.far_mm = eye_z - all.low.z + margin;
    return camera;
}

}  // namespace render

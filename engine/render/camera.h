// SPDX-License-Identifier: MIT
// From where the scene is seen. The frame of every scan: x to the patient's left, y up, z to the
// front.
#pragma once

#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace render {

enum class View { front, left, right, back, top, three_quarter, left_45, right_45, crown };

inline constexpr std::array all_views{View::front,
                                      View::left,
                                      View::right,
                                      View::back,
                                      View::top,
                                      View::three_quarter,
                                      View::left_45,
                                      View::right_45,
                                      View::crown};

/// "front", "left" (shows the patient's left side), ..., "left-45" (halfway between both), "crown"
/// (the scalp from behind and above).
std::string_view name_of(View view);
/// Throws base::Error, which lists the views, for any other name.
View view_named(std::string_view name);

/// What lies at the left and right edge of the picture: "Patient's right" and "Patient's left" from
/// the front.
struct EdgeWords {
    std::string_view left;
    std::string_view right;
};
EdgeWords edge_words(View view);

/// From where, as directions; neither need be of unit length.
struct Outlook {
    glm::dvec3 toward{0, 0, 1};  // from the scene to the eye
    glm::dvec3 up{0, 1, 0};      // in the picture
};
Outlook outlook_of(View view);

/// A part of the picture, in pixels from its top left corner.
struct Area {
    float x = 0;
    float y = 0;
    float width = 0;
    float height = 0;
    bool operator==(const Area&) const = default;
};

/// A perspective camera with a long lens, so that a face looks as a portrait shows it.
struct Camera {
    glm::dvec3 eye{0, 0, 1000};
    glm::dvec3 right{1, 0, 0};   // of the picture
    glm::dvec3 up{0, 1, 0};      // of the picture
    glm::dvec3 toward{0, 0, 1};  // from the scene to the eye
    double focus_mm = 1000;      // distance of the plane that lengths are measured in
    double near_mm = 1;          // clipping, so far away that nothing of the scene is cut
    double far_mm = 2000;
    double pixels_per_slope = 1;  // how many pixels a slope of 1 against the axis covers
    glm::dvec2 axis_px{0, 0};     // where the axis meets the picture

    bool operator==(const Camera&) const = default;
    double pixels_per_mm() const { return pixels_per_slope / focus_mm; }
    glm::dvec2 pixel_of(glm::dvec3 place) const;
    /// For a target of that size; depth 0 to 1, y down, as Vulkan has it.
    glm::mat4 clip_from_world(double width_px, double height_px) const;
};

/// The camera that shows all of `subject` as large as fits into `area`, and cuts nothing of
/// `everything`. Neither may be empty.
Camera framed(const Outlook& outlook,
              std::span<const glm::vec3> subject,
              std::span<const glm::vec3> everything,
              const Area& area);

inline Camera framed(View view,
                     std::span<const glm::vec3> subject,
                     std::span<const glm::vec3> everything,
                     const Area& area)
{
    return framed(outlook_of(view), subject, everything, area);
}

}  // namespace render

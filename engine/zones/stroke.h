// SPDX-License-Identifier: MIT
// The zones room: what the practitioner painted. Strokes are the truth, beside some other steps; a
// ZoneField is their working form on one surface, and area is measured on the field, by the same
// interpolation that draws and samples the border.
#pragma once

#include <glm/vec3.hpp>

#include <optional>
#include <variant>
#include <vector>

namespace zones {

enum class StrokeMode { add, erase };

/// One brush drag. It reaches the skin within `radius_mm` (straight-line distance) of its path that
/// is connected to the path over the skin inside that ball and faces the same way (normals within
/// 90 degrees).
struct Stroke {
    StrokeMode mode = StrokeMode::add;
    double radius_mm = 5;
    std::vector<glm::dvec3> path_mm;  // at least one place; snapped to the nearest skin
};

/// A closed line: straight along the skin from corner to corner (geometry/skin_path.h). Its inside
/// is the smaller of the two pieces of skin that it parts.
struct Outline {
    StrokeMode mode = StrokeMode::add;
    std::vector<glm::dvec3> corners_mm;  // at least three; snapped to the nearest skin
};

/// The skin around a place up to its creases: where it bends by more than `angle_deg` within 4 mm.
/// Adding stops at the border of what is painted, erasing at the border of what is not.
struct Fill {
    StrokeMode mode = StrokeMode::add;
    glm::dvec3 place_mm{0};
    double angle_deg = 40;
    double radius_mm = 40;  // straight-line distance from the place; never farther
};

enum class Reshaping { grow, shrink, smooth, fill_holes, remove_islands, invert };

/// A change of all that is painted so far. `size` is in mm for grow, shrink and smooth, in cm2 for
/// fill_holes and remove_islands: larger ones stay; of invert how far from the border, in mm, or
/// nothing for all skin that is connected.
struct Reshape {
    Reshaping what = Reshaping::grow;
    std::optional<double> size;
};

/// What is painted so far, seen in a mirror.
struct Mirroring {
    glm::dvec3 point_mm{0};
    glm::dvec3 normal{1, 0, 0};  // of unit length
    bool keeps = true;           // the painted side too
};

/// One step of painting. A zone is the list of its steps, one after the other.
using PaintStep = std::variant<Stroke, Outline, Fill, Reshape, Mirroring>;

}  // namespace zones

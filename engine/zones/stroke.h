// SPDX-License-Identifier: MIT
// The zones room: what the practitioner painted. Strokes are the truth; a ZoneField is their
// working form on one surface, and area is measured on the field, by the same interpolation that
// draws and samples the border.
#pragma once

#include <glm/vec3.hpp>

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

}  // namespace zones

// SPDX-License-Identifier: MIT
// Where the numbers of a stencil's points stand: beside their points where there is room, else a
// little way off with a line to them. No number ever lies on another one, on a point or on such a
// line; in a crowd some points are therefore left without one.
#pragma once

#include "exporters/flat_zones.h"

#include <functional>
#include <optional>
#include <string>

namespace exporters {

/// On paper as the zone is: x to the right and y to the top.
struct StencilNumber {
    glm::dvec2 low_mm{0}, high_mm{0};                  // the box of its digits
    std::optional<std::array<glm::dvec2, 2>> line_mm;  // from the point's ring to the digits
};

struct StencilNumbers {
    double type_pt = 0;
    double point_mm = 0;                             // the radius of the points' rings
    std::vector<std::optional<StencilNumber>> each;  // as the zone's points
    std::size_t left_out = 0;
};

/// In mm, of a type's size in points.
using WidthOf = std::function<double(const std::string& digits, double size_pt)>;

/// The height of digits without what a line of type has above and below them.
double digits_mm(double size_pt);

StencilNumbers stencil_numbers(const FlatZone& flat, const WidthOf& width_of);

}  // namespace exporters

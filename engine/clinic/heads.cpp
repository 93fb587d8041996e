// SPDX-License-Identifier: MIT
#include "clinic/heads.h"

#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace clinic {
namespace {

constexpr int least_in_line = 3, most_in_line = 18;  // F9

std::vector<Pin> quincunx(double pitch_mm)
{
    const double side = pitch_mm / std::numbers::sqrt2;
    return {{0, 0}, {-side, -side}, {side, -side}, {-side, side}, {side, side}};
}

std::vector<Pin> three_by_three(double pitch_mm)
{
    std::vector<Pin> pins;
    for (int row = -1; row <= 1; ++row)
        for (int column = -1; column <= 1; ++column)
            pins.push_back({column * pitch_mm, row * pitch_mm});
    return pins;
}

std::vector<Pin> in_line(int count, double pitch_mm)
{
    std::vector<Pin> pins;
    for (int i = 0; i < count; ++i)
        pins.push_back({(i - (count - 1) / 2.0) * pitch_mm, 0});
    return pins;
}

}  // namespace

std::vector<Pin> pins_of(const MultiHead& head)
{
    if (head.layout == "stamp" && head.pins == 5) return quincunx(head.pitch_mm);
    if (head.layout == "stamp" && head.pins == 9) return three_by_three(head.pitch_mm);
    if (head.layout == "line" && head.pins >= least_in_line && head.pins <= most_in_line)
        return in_line(head.pins, head.pitch_mm);
    throw base::Error(fmt::format("There is no {} of {} pins: a stamp has 5 or 9, a linear plate "
                                  "{} to {}.",
                                  head.layout,
                                  head.pins,
                                  least_in_line,
                                  most_in_line));
}

double radius_mm(const MultiHead& head)
{
    double radius = 0;
    for (const Pin& pin : pins_of(head))
        radius = std::max(radius, std::hypot(pin.x_mm, pin.y_mm));
    return radius;
}

double least_spacing_mm(const MultiHead& head)
{
    return 2 * radius_mm(head) + head.pitch_mm;
}

}  // namespace clinic

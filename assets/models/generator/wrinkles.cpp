// SPDX-License-Identifier: MIT
// What years add to the skin of the face: lines across the forehead, between the brows, beside the
// eyes, and bands of the neck.
#include "head.h"

#include <algorithm>
#include <cmath>

namespace {

double forehead_lines(double side, double y)
{
    double sum = 0;
    for (const double line : {51.0, 60.0, 69.0, 77.5}) {
        const double wave = 1.6 * std::cos(side * 0.085) + 0.6 * std::sin(0.21 * side + line);
        sum -= 0.42 * bell(y - line - wave, 0.9) - 0.16 * bell(y - line - wave - 2.6, 1.6);
    }
    return sum * smooth_step(46, 26, side);
}

double frown_lines(double side, double y)
{
    return -0.5 * bell(side - 6.5 - 0.05 * (y - 36.0), 0.9) * bell(y - 38.0, 6.0);
}

double crows_feet(const Vec3& left)
{
    const Vec2 from(left.x - 41.0, left.y - 18.0);
    const double reach = glm::length(from), angle = std::atan2(from.y, from.x);
    double sum = 0;
    for (const double ray : {0.55, 0.12, -0.32, -0.70})
        sum -= 0.38 * bell((angle - ray) * reach, 0.75);
    return sum * smooth_step(7.0, 11.0, reach) * smooth_step(26.0, 15.0, reach);
}

double neck_lines(double side, double y)
{
    double sum = 0;
    for (const double line : {-108.0, -126.0, -142.0})
        sum -= 0.35 * bell(y - line - 0.004 * side * side, 1.2);
    return sum * smooth_step(42, 20, side);
}

}  // namespace

double wrinkles_at(const Vec3& p)
{
    const Vec3 left(std::abs(p.x), p.y, p.z);
    if (p.y < -100.0) return p.z > -10.0 ? neck_lines(left.x, p.y) : 0.0;
    if (p.z < 45.0 || p.y < 0.0) return 0.0;
    return forehead_lines(left.x, p.y) + frown_lines(left.x, p.y) +
           (left.x > 41.0 ? crows_feet(left) : 0.0);
}

// SPDX-License-Identifier: MIT
// Lips as relief on the skin: heights over the face's front view, because lips are known by their
// lines there (mouth line, vermilion borders, Cupid's bow).
#include "head.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr double half_width = 25.0;  // cheilion to midline

// 1 at the midline, 0 at the corner of the mouth.
double toward_corner(double x, double power)
{
    const double t = std::min(std::abs(x) / half_width, 1.0);
    return std::pow(1.0 - t * t, power);
}

double mouth_line_y(double x)
{
    const double side = std::abs(x);
    return -43.0 - 0.9 * bell(x, 4.0) + 0.5 * bell(side - 11, 5) + 0.7 * smooth_step(13, 25, side);
}

double upper_height(double x)
{
    return 8.0 * toward_corner(x, 0.8) + 1.0 * (bell(x - 5.5, 3) + bell(x + 5.5, 3)) -
           0.9 * bell(x, 2.2);
}

double lower_height(double x)
{
    return 9.6 * toward_corner(x, 0.62);
}

double upper_lip(double x, double above)
{
    const double height = upper_height(x) + 0.4;
    const double body =
        4.1 * toward_corner(x, 0.7) * bell(above - 0.34 * height, 0.42 * height + 0.5);
    const double border = 0.4 * toward_corner(x, 0.5) * bell(above - height, 0.9);
    return body + border;
}

double lower_lip(double x, double below)
{
    const double height = lower_height(x) + 0.4;
    const double body =
        5.0 * toward_corner(x, 0.8) * bell(below - 0.42 * height, 0.36 * height + 0.5);
    return body + 0.2 * toward_corner(x, 0.5) * bell(below - height, 1.0);
}

double philtrum(double x, double y)
{
    const double along = smooth_step(-22, -27, y) * smooth_step(-39, -34, y);
    const double spread = 0.06 * (-24.0 - y);
    return along *
           (0.6 * (bell(x - 4.4 - spread, 1.9) + bell(x + 4.4 + spread, 1.9)) - 0.8 * bell(x, 2.6));
}

double slit(double x, double above)
{
    const double fade = smooth_step(half_width + 2.5, half_width - 4.0, std::abs(x));
    return -0.8 * fade * bell(above, 0.6);
}

double corner_dimple(double x, double y)
{
    return -1.3 * bell(std::abs(x) - half_width - 1.0, 2.8) * bell(y + 42.6, 3.0);
}

// Crease from the wing of the nose past the corner of the mouth, and the fullness beside it.
double nasolabial(double x, double y, double aged)
{
    const double t = std::clamp((-14.0 - y) / 30.0, 0.0, 1.0);
    const double crease_x = 18.0 + 13.0 * t - 1.5 * std::sin(3.14159 * t);
    const double fade = smooth_step(-8, -16, y) * smooth_step(-50, -34, y);
    const double out = std::abs(x) - crease_x;
    return fade *
           (-(0.35 + 1.4 * aged) * bell(out, 2.4) + (0.6 + 1.0 * aged) * bell(out - 6.0, 4.5));
}

}  // namespace

double with_mouth(double skin, const Vec3& p, double aged)
{
    if (p.z < 60.0 || std::abs(p.x) > 50.0 || p.y > 0.0 || p.y < -75.0) return skin;
    const double above = p.y - mouth_line_y(p.x);
    const double lips = above > 0.0 ? upper_lip(p.x, above) : lower_lip(p.x, -above);
    // Both lips roll in where they meet.
    const double rolled = lips * (1.0 - bell(above, 1.25));
    const double relief = rolled + slit(p.x, above) + philtrum(p.x, p.y) + corner_dimple(p.x, p.y) +
                          nasolabial(p.x, p.y, aged);
    // The relief is meant for the skin, not for the inside of the nose or the throat.
    return skin - relief * smooth_step(60, 74, p.z) * smooth_step(6.0, 1.0, std::abs(skin));
}

double vermilion_at(const Vec3& p)
{
    if (p.z < 70.0 || std::abs(p.x) > half_width + 3.0) return 0.0;
    const double above = p.y - mouth_line_y(p.x);
    const double height = above > 0.0 ? upper_height(p.x) : lower_height(p.x);
    const double fade = smooth_step(half_width + 1.5, half_width - 2.5, std::abs(p.x));
    return fade * smooth_step(1.0, -1.0, std::abs(above) - height);
}

double mouth_line_at(const Vec3& p)
{
    if (p.z < 70.0) return 0.0;
    const double fade = smooth_step(half_width + 1.0, half_width - 5.0, std::abs(p.x));
    return fade * bell(p.y - mouth_line_y(p.x), 0.55);
}

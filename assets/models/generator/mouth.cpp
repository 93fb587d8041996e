// SPDX-License-Identifier: MIT
// Lips as relief on the skin: heights over the face's front view, because lips are known by their
// lines there (mouth line, vermilion borders, Cupid's bow).
#include "head.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr double half_width = 26.0;  // cheilion to midline

// 1 at the midline, 0 at the corner of the mouth.
double toward_corner(double x, double power)
{
    const double t = std::min(std::abs(x) / half_width, 1.0);
    return std::pow(1.0 - t * t, power);
}

double mouth_line_y(double x)
{
    return -44.0 - 0.9 * bell(x, 4.0) + 0.5 * (bell(x - 11, 5) + bell(x + 11, 5)) +
           0.3 * bell(std::abs(x) - half_width, 5.0);
}

double upper_height(double x)
{
    return 7.8 * toward_corner(x, 0.75) + 0.9 * (bell(x - 5.5, 3) + bell(x + 5.5, 3)) -
           0.9 * bell(x, 2.2);
}

double lower_height(double x)
{
    return 9.5 * toward_corner(x, 0.65);
}

double upper_lip(double x, double above)
{
    const double height = upper_height(x) + 0.4;
    const double body =
        3.9 * toward_corner(x, 0.8) * bell(above - 0.38 * height, 0.40 * height + 0.5);
    const double border = 0.45 * toward_corner(x, 0.5) * bell(above - height, 0.8);
    return body + border;
}

double lower_lip(double x, double below)
{
    const double height = lower_height(x) + 0.4;
    const double body =
        5.6 * toward_corner(x, 0.9) * bell(below - 0.44 * height, 0.31 * height + 0.5);
    return body + 0.25 * toward_corner(x, 0.5) * bell(below - height, 1.0);
}

double philtrum(double x, double y)
{
    const double along = smooth_step(-21, -26, y) * smooth_step(-40, -35, y);
    return along * (0.7 * (bell(x - 5, 1.9) + bell(x + 5, 1.9)) - 1.0 * bell(x, 2.4));
}

double slit(double x, double above)
{
    const double fade = smooth_step(half_width + 2.5, half_width - 4.0, std::abs(x));
    return -2.4 * fade * bell(above, 1.05);
}

double corner_dimple(double x, double y)
{
    return -1.4 * bell(std::abs(x) - half_width - 1.0, 2.6) * bell(y + 44.0, 2.8);
}

// Crease from the wing of the nose past the corner of the mouth, and the fullness beside it.
double nasolabial(double x, double y)
{
    const double t = std::clamp((-14.0 - y) / 32.0, 0.0, 1.0);
    const double crease_x = 19.5 + 13.0 * t - 1.5 * std::sin(3.14159 * t);
    const double fade = smooth_step(-8, -16, y) * smooth_step(-54, -36, y);
    const double out = std::abs(x) - crease_x;
    return fade * (-0.35 * bell(out, 2.4) + 0.6 * bell(out - 6.0, 4.5));
}

}  // namespace

double with_mouth(double skin, const Vec3& p)
{
    if (p.z < 60.0 || std::abs(p.x) > 50.0 || p.y > 0.0 || p.y < -75.0) return skin;
    const double above = p.y - mouth_line_y(p.x);
    const double lips = above > 0.0 ? upper_lip(p.x, above) : lower_lip(p.x, -above);
    // Where both lips meet their reliefs differ; the slit hides that and is smooth itself.
    const double meet = bell(above, 0.5);
    const double shared = 0.5 * (upper_lip(p.x, 0) + lower_lip(p.x, 0));
    const double relief = glm::mix(lips, shared, meet) + slit(p.x, above) + philtrum(p.x, p.y) +
                          corner_dimple(p.x, p.y) + nasolabial(p.x, p.y);
    // The relief is meant for the skin, not for the inside of the nose or the throat.
    return skin - relief * smooth_step(60, 74, p.z) * smooth_step(6.0, 1.0, std::abs(skin));
}

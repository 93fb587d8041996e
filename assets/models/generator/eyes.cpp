// SPDX-License-Identifier: MIT
// Closed eyes, as on a scan taken for treatment: lids over the eyeballs, lash line, lid crease,
// and the relief of the eyebrow.
#include "head.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr Vec3 eyeball(31.3, 19.5, 70.0);  // centre; its radius is 12, the lid adds 2

double lash_line_y(double across)
{
    const double t = across / 14.5;  // -1 at the inner corner, 1 at the outer
    return eyeball.y - 4.6 + 3.2 * t * t + 1.0 * t;
}

double fissure_fade(double across)
{
    return smooth_step(-16.5, -11.5, across) * smooth_step(17.0, 12.0, across);
}

double lash_line(double across, double y)
{
    const double above = y - lash_line_y(across);
    return fissure_fade(across) * (-1.2 * bell(above, 0.75) + 0.75 * bell(above - 1.7, 1.0) +
                                   0.35 * bell(above + 1.6, 1.0));
}

double upper_crease(double across, double y)
{
    const double t = across / 17.0;
    const double above = y - (lash_line_y(across) + 10.5 - 6.5 * t * t);
    const double fade = smooth_step(-16.5, -8, across) * smooth_step(19.5, 10, across);
    return fade * (-1.5 * bell(above, 1.1) + 0.9 * bell(above - 3.2, 2.2));
}

double lower_crease(double across, double y)
{
    const double t = across / 17.0;
    const double below = y - (lash_line_y(across) - 8.0 + 3.0 * t * t);
    return -0.45 * fissure_fade(across) * bell(below, 1.4);
}

double eyebrow(double x, double y)
{
    const double t = std::clamp((x - 11.0) / 41.0, 0.0, 1.0);
    const double arch = 36.0 + 5.5 * std::sin(2.6 * t) - 3.0 * t * t;
    const double fade = smooth_step(8, 14, x) * smooth_step(56, 44, x);
    return 0.6 * fade * bell(y - arch, 2.9 - 1.4 * t);
}

double lids(const Vec3& left)
{
    return ellipsoid(left, eyeball, {15.0, 13.2, 14.3});
}

}  // namespace

double with_eyes(double skin, const Vec3& p)
{
    const Vec3 left(std::abs(p.x), p.y, p.z);
    if (p.z < 40.0 || p.y < -10.0 || p.y > 60.0) return skin;
    const double covered = smooth_union(skin, lids(left), 7.0);
    const double across = left.x - eyeball.x;
    const double relief = lash_line(across, p.y) + upper_crease(across, p.y) +
                          lower_crease(across, p.y) + eyebrow(left.x, p.y);
    return covered - relief * smooth_step(50, 62, p.z) * smooth_step(8.0, 2.0, std::abs(covered));
}

// SPDX-License-Identifier: MIT
// Closed eyes, as on a scan taken for treatment: lids over the eyeballs, lash line, lid crease,
// and the relief of the eyebrow.
#include "head.h"

#include <algorithm>
#include <cmath>

namespace {

// Female means (Farkas 1994, from memory): en-en 32, ex-ex 88.
constexpr Vec3 eyeball(31.5, 17.5, 67.5);  // centre; its radius is 12, the lid adds 1.2
constexpr double inner = 15.6 - eyeball.x, outer = 44.6 - eyeball.x;  // the corners

// Closed lids meet low, where the lower lid rests: the line sags between the corners.
double lash_line_y(double across)
{
    const double t = (across - inner) / (outer - inner);  // 0 at the inner corner, 1 at the outer
    const double sag = std::pow(std::clamp(4.0 * t * (1.0 - t), 0.0, 1.0), 0.8);
    return eyeball.y - 1.2 + 2.4 * t - 3.8 * sag;
}

double fissure_fade(double across)
{
    return smooth_step(inner - 2.0, inner + 3.0, across) *
           smooth_step(outer + 3.5, outer - 3.0, across);
}

// The upper lid's margin stands over the lower one's, a narrow groove between them.
double lash_line(double across, double y)
{
    const double above = y - lash_line_y(across);
    return fissure_fade(across) *
           (0.75 * smooth_step(-0.5, 0.5, above) * bell(std::max(above, 0.0), 3.0) -
            1.0 * bell(above + 0.35, 0.55) + 0.3 * bell(above + 1.9, 1.1));
}

// The crease, and above it the fold of skin that hangs over the lid.
double upper_crease(double across, double y)
{
    const double t = (across - 0.8) / 17.0;
    const double above = y - (lash_line_y(0.6 * across) + 9.0 - 4.6 * t * t + 0.6 * t);
    const double fade = smooth_step(-16.0, -9, across) * smooth_step(18.5, 8, across);
    return fade * (-0.55 * bell(above, 1.0) +
                   0.9 * smooth_step(-1.0, 2.2, above) * bell(std::max(above - 2.2, 0.0), 3.6));
}

double lower_crease(double across, double y)
{
    const double t = across / 17.0;
    const double below = y - (lash_line_y(across) - 6.5 + 3.4 * t * t);
    return -0.35 * fissure_fade(across) * bell(below, 1.3);
}

double eyebrow(double x, double y)
{
    const double t = std::clamp((x - 11.0) / 40.0, 0.0, 1.0);
    const double arch = 33.5 + 6.5 * std::sin(2.5 * t) - 3.0 * t * t;
    const double fade = smooth_step(8, 14, x) * smooth_step(54, 42, x);
    return 0.35 * fade * bell(y - arch, 2.9 - 1.4 * t);
}

double lids(const Vec3& left)
{
    const double globe = sphere(left, eyeball, 13.2);
    const double cornea = sphere(left, eyeball + Vec3(-0.5, -2.5, 6.0), 8.0);
    return smooth_union(globe, cornea, 4.0);
}

}  // namespace

double with_eyes(double skin, const Vec3& p)
{
    const Vec3 left(std::abs(p.x), p.y, p.z);
    if (p.z < 40.0 || p.y < -14.0 || p.y > 52.0 || left.x > 62.0) return skin;
    const double covered = smooth_union(skin, lids(left), 9.0);
    const double across = left.x - eyeball.x;
    const double relief = lash_line(across, p.y) + upper_crease(across, p.y) +
                          lower_crease(across, p.y) + eyebrow(left.x, p.y);
    return covered - relief * smooth_step(50, 62, p.z) * smooth_step(8.0, 2.0, std::abs(covered));
}

double brow_at(const Vec3& left)
{
    if (left.z < 50.0) return 0.0;
    const double t = std::clamp((left.x - 11.0) / 40.0, 0.0, 1.0);
    const double arch = 33.5 + 6.5 * std::sin(2.5 * t) - 3.0 * t * t;
    const double fade = smooth_step(8, 14, left.x) * smooth_step(53, 43, left.x);
    const double half_height = 3.4 - 2.2 * t;
    return fade * smooth_step(half_height + 1.0, half_height - 1.2, std::abs(left.y - arch));
}

double lash_at(const Vec3& left)
{
    if (left.z < 50.0) return 0.0;
    const double across = left.x - eyeball.x;
    return fissure_fade(across) * bell(left.y - lash_line_y(across) + 0.3, 0.65);
}

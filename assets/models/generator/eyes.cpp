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
           (0.7 * smooth_step(-0.4, 0.4, above) * bell(std::max(above, 0.0), 3.4) -
            0.9 * bell(above + 0.3, 0.5) + 0.35 * bell(above + 2.6, 1.5));
}

// Inward of the lashes the slit runs on to the lacrimal lake, a little downward.
double inner_canthus(double across, double y)
{
    const double inward = inner + 1.5 - across;
    const double line = lash_line_y(inner) - 0.3 * std::max(inward, 0.0);
    return -0.8 * smooth_step(-1.5, 0.8, inward) * smooth_step(5.0, 2.0, inward) *
           bell(y - line, 0.8);
}

// The crease, and above it the fold of skin that hangs over the lid.
double upper_crease(double across, double y)
{
    const double t = across / 16.0;
    const double above = y - (lash_line_y(0.6 * across) + 8.8 - 4.0 * t * t + 0.4 * t);
    const double fade = smooth_step(-17.0, -3.0, across) * smooth_step(22.0, 5.0, across);
    return fade * (-0.5 * bell(above + 0.5, 0.95) +
                   1.0 * smooth_step(-1.0, 1.2, above) * bell(std::max(above - 1.2, 0.0), 4.4));
}

double lower_crease(double across, double y)
{
    const double t = across / 17.0;
    const double below = y - (lash_line_y(across) - 6.8 + 3.4 * t * t);
    return -0.25 * fissure_fade(across) * bell(below, 1.5);
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
    const double covered = smooth_union(skin, lids(left), 12.0);
    const double across = left.x - eyeball.x;
    const double relief = lash_line(across, p.y) + inner_canthus(across, p.y) +
                          upper_crease(across, p.y) + lower_crease(across, p.y) +
                          eyebrow(left.x, p.y);
    return covered - relief * smooth_step(50, 62, p.z) * smooth_step(8.0, 2.0, std::abs(covered));
}

double brow_at(const Vec3& left)
{
    if (left.z < 50.0) return 0.0;
    const double t = std::clamp((left.x - 11.0) / 40.0, 0.0, 1.0);
    const double arch = 33.5 + 6.5 * std::sin(2.5 * t) - 3.0 * t * t;
    const double fade = smooth_step(7, 18, left.x) * smooth_step(53, 43, left.x);
    const double half_height = 3.4 - 2.2 * t;
    return fade * smooth_step(half_height + 1.2, half_height - 1.8, std::abs(left.y - arch));
}

double lash_at(const Vec3& left)
{
    if (left.z < 50.0) return 0.0;
    const double across = left.x - eyeball.x;
    const double dense = glm::mix(0.55, 1.0, smooth_step(inner, 4.0, across));  // outward
    return dense * fissure_fade(across) * bell(left.y - lash_line_y(across) + 0.3, 0.5);
}

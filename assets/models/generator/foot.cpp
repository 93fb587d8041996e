// SPDX-License-Identifier: MIT
// The left foot, in the leg's frame: on the floor, toes to the front.
#include "body.h"

#include <algorithm>
#include <cmath>

namespace {

struct Toe {
    double x, tip_z, radius;
};
constexpr Toe toes[] = {
    {97, 172, 11.4}, {118, 175, 8.3}, {134.5, 168, 7.9}, {149.5, 159, 7.6}, {163.5, 148, 7.4}};

double root_x(const Toe& toe)
{
    return 0.72 * toe.x + 35.0;
}

// From the ball over the knuckle down to a thicker tip.
double toe_of(const Vec3& p, const Toe& toe)
{
    const double r = toe.radius, middle = toe.tip_z - 3.0 * r;
    const Vec3 knuckle(glm::mix(root_x(toe), toe.x, 0.6), r + 5.5, middle);
    const Vec3 neck(toe.x, r + 1.5, toe.tip_z - 1.9 * r), tip(toe.x, r, toe.tip_z - r);
    const double first = round_cone(p, {root_x(toe), r + 5.0, 112}, knuckle, r + 1.0, 0.92 * r);
    const double second = round_cone(p, knuckle, neck, 0.92 * r, 0.84 * r);
    return smooth_union(smooth_union(first, second, 5), round_cone(p, neck, tip, 0.84 * r, r), 5);
}

// Toes lie side by side: skin fills the gaps, which would be narrower than the marching cells.
double between_toes(const Vec3& p)
{
    static const Tube filling = [] {
        std::vector<glm::dvec4> corners;
        for (const Toe& toe : toes)
            corners.emplace_back(toe.x, 7.0, toe.tip_z - 1.8 * toe.radius, 6.3);
        return Tube(corners, 3);
    }();
    return filling(p);
}

double tendons(const Vec3& p)
{
    double sum = 0;
    for (const Toe& toe : toes) {
        const double t = std::clamp((p.z - 10.0) / 105.0, 0.0, 1.0);
        const double off = p.x - glm::mix(110.0 + 0.12 * (toe.x - 110.0), root_x(toe), t);
        sum += (toe.radius > 10.0 ? 1.8 : 1.0) * bell(off, 2.6);
    }
    return 0.9 * sum * smooth_step(18, 45, p.z) * smooth_step(128, 100, p.z) *
           smooth_step(22, 34, p.y);
}

}  // namespace

double foot(const Vec3& p)
{
    const double far_away = p.y - 190.0;
    if (far_away > 0.0) return far_away + 45.0;
    double whole = ellipsoid(p, {113, 34, -50}, {31, 39, 39});
    whole = smooth_union(whole, round_cone(p, {108, 64, -8}, {106, 25, 110}, 30, 19), 22);
    whole = smooth_union(whole, round_cone(p, {124, 48, -10}, {147, 18, 98}, 30, 15), 22);
    whole = smooth_union(whole, ellipsoid(p, {124, 18, 110}, {44, 18, 34}), 16);
    whole = smooth_difference(whole, ellipsoid(p, {80, -2, 40}, {26, 22, 52}), 16);  // the arch
    double all = 1e3;
    for (const Toe& toe : toes)
        all = smooth_union(all, toe_of(p, toe), 6.0);
    all = smooth_union(all, between_toes(p), 4.0);
    whole = smooth_union(whole, all, 9) - tendons(p) - 0.4 * foot_nail_at(p);
    return smooth_intersection(whole, -p.y, 10);  // the sole is flat on the floor
}

double foot_nail_at(const Vec3& p)
{
    if (p.y > 40.0 || p.z < 125.0) return 0.0;
    double most = 0;
    for (const Toe& toe : toes) {
        if (p.y < 1.25 * toe.radius) continue;
        const Vec2 place((p.x - toe.x) / (0.62 * toe.radius),
                         (p.z - toe.tip_z + 0.85 * toe.radius) / (0.62 * toe.radius));
        const double out = std::pow(std::pow(place.x, 4.0) + std::pow(place.y, 4.0), 0.25);
        most = std::max(most, smooth_step(1.12, 0.88, out));
    }
    return most;
}

// SPDX-License-Identifier: MIT
#include "head.h"

#include <array>

static double nose_body(const Vec3& p)
{
    static constexpr std::array<glm::dvec4, 5> dorsum = {glm::dvec4(0, 34, 85, 6.5),
                                                         {0, 20, 90.5, 5.6},
                                                         {0, 6, 99.2, 6.2},
                                                         {0, -5, 106.3, 7.0},
                                                         {0, -11.5, 112.2, 7.2}};
    static const std::vector<glm::dvec4> bridge = rounded(dorsum, 3);
    double nose = tube(p, bridge);
    nose = smooth_union(nose, round_cone(p, {0, -21, 99}, {0, -17, 112.5}, 4.0, 3.8), 6);
    for (const Vec3& side : {p, mirrored(p)}) {
        const double wall = round_cone(side, {6, 16, 83}, {7.5, -9, 94}, 5.0, 7.5);
        const double ala = ellipsoid(side, {11.0, -15.5, 101.5}, {5.4, 6.4, 9.5});
        const double dome = sphere(side, {3.8, -12.5, 112.4}, 5.8);
        nose = smooth_union(nose, wall, 20);
        nose = smooth_union(nose, dome, 15);
        nose = smooth_union(nose, ala, 12);
    }
    return nose;
}

// Long axis of the nostril runs forward and inward, seen from below.
static double nostril(const Vec3& side)
{
    return round_cone(side, {9.0, -23.0, 102}, {5.4, -21.5, 110}, 3.1, 2.4);
}

double with_nose(double skin, const Vec3& p)
{
    if (p.z < 50.0 || glm::length(p - Vec3(0, 4, 98)) > 75.0) return skin;
    double face = smooth_union(skin, nose_body(p), 15);
    for (const Vec3& side : {p, mirrored(p)})
        face = smooth_difference(face, nostril(side), 3.0);
    return face;
}

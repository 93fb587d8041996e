// SPDX-License-Identifier: MIT
// The nose: dorsum, tip with two domes, columella, alae, nostrils. Female means (Farkas 1994, from
// memory): n-sn 51, al-al 31, sn-prn 20.
#include "head.h"

#include <array>
#include <cmath>

namespace {

double dorsum(const Vec3& p)
{
    static constexpr std::array<glm::dvec4, 6> corners = {glm::dvec4(0, 37, 81, 7.5),
                                                          {0, 27, 82.2, 6.6},
                                                          {0, 15, 89.0, 5.6},
                                                          {0, 3, 95.6, 5.6},
                                                          {0, -6, 100.4, 6.0},
                                                          {0, -11, 103.4, 6.6}};
    static const Tube bridge(corners);
    return bridge(p);
}

double columella(const Vec3& p)
{
    return round_cone(p, {0, -21.0, 96.5}, {0, -17.0, 108.0}, 3.3, 3.4);
}

// From the tip back to the crease on the cheek, a rounded wing.
double ala(const Vec3& side)
{
    static constexpr std::array<glm::dvec4, 4> corners = {glm::dvec4(5.0, -13.5, 106.0, 4.4),
                                                          {9.4, -15.2, 102.5, 4.2},
                                                          {11.4, -16.6, 98.0, 4.3},
                                                          {11.0, -18.4, 94.0, 3.9}};
    static const Tube wing(corners);
    return wing(side);
}

// Long axis of the nostril runs forward and inward, seen from below.
double nostril(const Vec3& side)
{
    const double mouth = round_cone(side, {7.4, -23.5, 98.5}, {4.6, -21.5, 106.0}, 2.7, 2.0);
    const double depth = round_cone(side, {6.6, -22.0, 100.5}, {5.2, -15.5, 101.0}, 2.5, 1.8);
    return smooth_union(mouth, depth, 3.0);
}

}  // namespace

double with_nose(double skin, const Vec3& p)
{
    if (p.z < 60.0 || std::abs(p.x) > 36.0 || p.y < -42.0 || p.y > 58.0) return skin;
    double nose = smooth_union(dorsum(p), columella(p), 5.0);
    for (const Vec3& side : {p, mirrored(p)}) {
        nose = smooth_union(nose, round_cone(side, {5.0, 16, 79}, {7.6, -8, 90}, 4.0, 5.6), 14);
        nose = smooth_union(nose, sphere(side, {4.0, -11.8, 105.8}, 5.2), 8);
    }
    double face = smooth_union(skin, nose, 14);
    for (const Vec3& side : {p, mirrored(p)})
        face = smooth_union(face, ala(side), 6.0);
    for (const Vec3& side : {p, mirrored(p)})
        face = smooth_difference(face, nostril(side), 2.5);
    return face;
}

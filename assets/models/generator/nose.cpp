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
                                                          {0, 27, 82.6, 6.6},
                                                          {0, 15, 89.4, 6.0},
                                                          {0, 3, 95.8, 6.2},
                                                          {0, -6, 100.6, 6.2},
                                                          {0, -11, 103.6, 6.0}};
    static const Tube bridge(corners);
    return bridge(p);
}

double columella(const Vec3& p)
{
    return round_cone(p, {0, -22.0, 95.4}, {0, -17.8, 106.4}, 3.2, 3.2);
}

// From the tip back to the crease on the cheek, a rounded wing.
double ala(const Vec3& side)
{
    static constexpr std::array<glm::dvec4, 5> corners = {glm::dvec4(5.6, -14.4, 104.6, 3.0),
                                                          {9.6, -15.0, 101.8, 3.2},
                                                          {12.1, -16.4, 98.0, 3.4},
                                                          {12.1, -19.0, 94.2, 3.4},
                                                          {10.8, -21.9, 92.6, 3.0}};
    static const Tube wing(corners);
    // Its foot spreads toward the cheek, so that nothing of the groove hides behind the wing.
    const double foot = round_cone(side, {11.4, -17.4, 95.0}, {11.4, -18.4, 87.5}, 3.6, 5.0);
    return smooth_union(wing(side), foot, 3.0);
}

// The crease that sets the wing off from tip, side of the nose, cheek and lip.
double alar_groove(const Vec3& side)
{
    static constexpr std::array<glm::dvec4, 5> corners = {glm::dvec4(7.4, -9.8, 106.0, 0),
                                                          {10.6, -10.6, 101.0, 0},
                                                          {14.2, -11.6, 94.6, 0},
                                                          {17.0, -17.0, 88.6, 0},
                                                          {15.2, -23.8, 88.2, 0}};
    static const Tube groove(corners);
    const double shallow_ahead = smooth_step(106.0, 97.0, side.z);
    return (0.1 + 0.9 * shallow_ahead) * bell(groove(side), 1.6);
}

// Its opening's long axis runs forward and inward, seen from below; then it rises into the nose.
double nostril(const Vec3& side)
{
    const double opening = round_cone(side, {7.3, -22.4, 96.9}, {5.0, -19.9, 103.6}, 2.9, 2.1);
    const double passage = round_cone(side, {6.5, -20.5, 99.5}, {5.8, -15.5, 98.8}, 2.3, 2.0);
    return smooth_union(opening, passage, 3.0);
}

}  // namespace

double with_nose(double skin, const Vec3& p)
{
    if (p.z < 60.0 || std::abs(p.x) > 36.0 || p.y < -42.0 || p.y > 58.0) return skin;
    double nose = dorsum(p);
    for (const Vec3& side : {p, mirrored(p)}) {
        nose = smooth_union(nose, round_cone(side, {5.2, 16, 79}, {8.0, -8, 90.5}, 4.2, 5.0), 14);
        nose = smooth_union(nose, sphere(side, {3.0, -11.4, 106.4}, 4.9), 7);
        nose = smooth_union(nose, round_cone(side, {6.4, -14, 94}, {4.8, -13, 101}, 5.0, 4.6), 5);
    }
    nose = smooth_union(nose, sphere(p, {0, -15.0, 105.4}, 4.4), 7);  // below the tip
    double face = smooth_union(skin, nose, 14);
    face = smooth_union(face, columella(p), 5.0);
    for (const Vec3& side : {p, mirrored(p)})
        face = smooth_union(face, ala(side), 5.0);
    face += 1.2 * (alar_groove(p) + alar_groove(mirrored(p)));
    for (const Vec3& side : {p, mirrored(p)})
        face = smooth_difference(face, nostril(side), 1.3);
    return face;
}

double nostril_at(const Vec3& left)
{
    if (left.z < 80.0 || left.y > -8.0 || left.y < -30.0) return 0.0;
    return smooth_step(0.6, -0.4, nostril(left)) * smooth_step(-23.5, -20.5, left.y);
}

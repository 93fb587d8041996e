// SPDX-License-Identifier: MIT
#include "head.h"

#include <algorithm>
#include <cmath>

namespace {

// Face without nose and lips, chin to forehead.
std::vector<Section> face_sections()
{
    //       y  width front  back widest
    return {{-93, 10, 84, 66, 72, 2.0, 2.0},
            {-90, 19, 91, 58, 64, 2.0, 2.0},
            {-84, 28, 95.5, 46, 52, 2.0, 2.0},
            {-76, 36, 97, 30, 38, 2.0, 2.0},
            {-66, 44, 95.5, 12, 24, 2.05, 2.0},
            {-56, 50, 95.5, -2, 16, 2.1, 2.0},
            {-45, 55.5, 97, -12, 14, 2.1, 2.0},
            {-34, 61, 98, -18, 16, 2.1, 2.0},
            {-23, 64.5, 96, -22, 18, 2.1, 2.0},
            {-12, 67, 91.5, -24, 20, 2.15, 2.0},
            {2, 68.2, 87.5, -24, 20, 2.2, 2.0},
            {14, 67.5, 86, -24, 17, 2.25, 2.0},
            {28, 66, 89.5, -24, 12, 2.3, 2.0},
            {40, 65, 96, -24, 8, 2.3, 2.0},
            {54, 63, 96.5, -20, 4, 2.25, 2.0},
            {74, 48, 80, -20, 2, 2.2, 2.0}};
}

std::vector<Section> neck_sections()
{
    return {{-235, 66, 0, -98, -45},
            {-190, 68, 18, -104, -45, 2.0, 2.0},
            {-165, 62, 26, -101, -44, 2.0, 2.0},
            {-145, 53, 31, -92, -38, 2.0, 2.0},
            {-120, 49.5, 37, -83, -30, 2.0, 2.0},
            {-95, 48.5, 41, -77, -24},
            {-60, 49, 44, -76, -20},
            {-20, 50, 40, -74, -20},
            {5, 44, 30, -66, -20},
            {25, 30, 10, -50, -20}};
}

constexpr Bump soft_forms[] = {
    {"superciliary arch", {20, 38, 94}, {11, 6, 10}, 1.5},
    {"lateral brow", {43, 35, 80}, {9, 7, 10}, 2.2},
    {"glabella", {0, 41, 98}, {7, 6, 10}, 0.8},
    {"frontal eminence", {27, 72, 82}, {16, 14, 16}, 1.2},
    {"temple", {64, 42, 44}, {12, 15, 17}, -3.0},
    {"orbit", {31, 20, 82}, {12, 9, 14}, -3.4},
    {"inner corner of the orbit", {18, 25, 86}, {5, 7, 10}, -1.3},
    {"tear trough", {22, 7, 84}, {8, 4, 10}, -1.2},
    {"malar eminence", {44, -3, 74}, {13, 9, 14}, 3.8},
    {"zygomatic arch", {66, 2, 38}, {9, 6, 20}, 1.5},
    {"cheek beside the nose", {25, -12, 88}, {8, 9, 10}, 2.0},
    {"hollow under the cheekbone", {52, -32, 62}, {11, 12, 20}, -1.7},
    {"cheek beside the mouth", {33, -42, 84}, {6, 11, 12}, 1.0},
    {"marionette hollow", {25, -57, 90}, {6, 8, 10}, -1.4},
    {"chin", {0, -78, 96}, {11, 7.5, 10}, 2.4},
    {"mental tubercle", {13, -82, 90}, {6, 6, 8}, 0.8},
    {"mentolabial fold", {0, -61.5, 97}, {11, 3.6, 9}, -2.4},
    {"angle of the jaw", {52, -52, 16}, {9, 11, 13}, 2.4},
    {"hollow behind the jaw", {58, -28, -6}, {8, 14, 8}, -2.5},
    {"nape", {0, -35, -80}, {16, 18, 12}, -2.0},
    {"parietal flat", {0, 70, -96}, {30, 25, 16}, -1.0},
};

constexpr Vec3 mastoid(52, -25, -20), sternal_end(13, -178, 14);

double larynx(const Vec3& p)
{
    return ellipsoid(p, {0, -121, 31}, {6, 12, 7});
}

}  // namespace

Head::Head(double ear_thickness_mm)
    : face_(face_sections())
    , neck_(neck_sections())
    , ear_(ear_thickness_mm)
{
}

double Head::skull(const Vec3& p) const
{
    const double parietal = ellipsoid(p, {0, 51, -20}, {75, 75.5, 70});
    const double frontal = ellipsoid(p, {0, 50, 24}, {63.5, 70, 72.5});
    const double occiput = ellipsoid(p, {0, 24, -40}, {60, 50, 50.5});
    const double cranium = smooth_union(smooth_union(parietal, frontal, 30), occiput, 24);
    return smooth_union(cranium, face_(p), 10);
}

double Head::neck(const Vec3& p) const
{
    double column = smooth_union(neck_(p), larynx(p), 12);
    for (const Vec3& side : {p, mirrored(p)})
        column = smooth_union(column, round_cone(side, mastoid, sternal_end, 8.5, 7), 16);
    return column;
}

double Head::operator()(const Vec3& p) const
{
    // The neck ends well inside the skull, above that it need not be asked.
    const double bare = p.y < 30.0 ? smooth_union(skull(p), neck(p), 16) : skull(p);
    double skin = bare - bumps_at(p, soft_forms);
    skin = with_eyes(skin, p);
    skin = with_nose(skin, p);
    skin = with_mouth(skin, p);
    const Vec3 left(std::abs(p.x), p.y, p.z);  // the ears are far from the mirror plane
    return left.x > 45.0 ? smooth_union(skin, ear_(left), 10.0) : skin;
}

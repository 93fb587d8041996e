// SPDX-License-Identifier: MIT
#include "head.h"

#include <algorithm>
#include <cmath>

namespace {

// Face without nose and lips, chin to forehead.
std::vector<Section> face_sections()
{
    //       y  width front  back widest
    return {{-91, 8, 76, 60, 69},
            {-88, 15, 80.5, 50, 66},
            {-84.5, 22.5, 84, 39, 61.5},
            {-79, 30.5, 86.2, 28, 55.5},
            {-72, 37, 87, 17, 48},
            {-62, 45, 87, 6, 38},
            {-52, 51.5, 89, -4, 29, 2.05, 2.0},
            {-42, 55.5, 91.5, -11, 22, 2.1, 2.0},
            {-32, 58.5, 92.5, -17, 18, 2.12, 2.0},
            {-21, 61, 91, -20, 16, 2.14, 2.0},
            {-10, 62.5, 87.5, -22, 16, 2.17, 2.0},
            {2, 64, 83.5, -22, 15, 2.2, 2.0},
            {14, 64, 82, -22, 13, 2.22, 2.0},
            {28, 63.5, 84.5, -22, 10, 2.25, 2.0},
            {41, 62, 90, -22, 7, 2.3, 2.0},
            {55, 58, 90, -20, 4, 2.25, 2.0},
            {74, 45, 74, -20, 2, 2.2, 2.0}};
}

std::vector<Section> neck_sections()
{
    return {{-240, 60, 0, -112, -56},
            {-200, 58, 8, -110, -54},
            {-170, 52, 15, -103, -50},
            {-145, 47.5, 22, -96, -44},
            {-120, 45.5, 30, -89, -38},
            {-95, 45, 38, -82, -31},
            {-60, 46, 43, -76, -22},
            {-20, 48, 40, -72, -18},
            {5, 42, 30, -64, -18},
            {25, 29, 10, -50, -18}};
}

constexpr Bump soft_forms[] = {
    {"superciliary arch", {17, 36, 88}, {11, 5, 10}, 0.7},
    {"lateral brow", {41, 33, 77}, {10, 7, 10}, 2.0},
    {"glabella", {0, 38, 92}, {7, 6, 10}, 0.6},
    {"frontal eminence", {27, 68, 78}, {17, 15, 16}, 1.4},
    {"temple", {61, 40, 44}, {11, 15, 17}, -2.6},
    {"orbit", {31, 19, 78}, {13, 9, 14}, -4.0},
    {"inner corner of the orbit", {17, 23, 82}, {5, 7, 10}, -2.2},
    {"tear trough", {21, 5, 80}, {8, 3.5, 10}, -0.7},
    {"below the lower lid", {34, 5.5, 76}, {11, 4.5, 10}, 1.3},
    {"foot of the lower lid", {31, 8.5, 78}, {10, 3.2, 10}, 0.7},
    {"malar eminence", {42, -6, 71}, {15, 12, 15}, 3.4},
    {"zygomatic arch", {63, 0, 34}, {10, 9, 20}, 3.0},
    {"cheek beside the nose", {24, -13, 84}, {8, 9, 10}, 1.8},
    {"hollow under the cheekbone", {53, -34, 52}, {12, 14, 22}, -0.8},
    {"cheek beside the mouth", {33, -40, 78}, {7, 12, 12}, 1.6},
    {"corner pillar", {25, -50, 84}, {6, 8, 10}, 0.4},
    {"chin", {0, -74, 88}, {10, 8, 10}, 2.2},
    {"mentolabial fold", {0, -60, 89}, {12, 4.4, 9}, -2.3},
    {"hollow behind the jaw", {52, -28, -8}, {8, 14, 8}, -2.5},
    {"nape", {0, -40, -78}, {18, 20, 12}, -2.0},
    {"larynx", {0, -112, 35}, {8, 12, 12}, 1.6},
    {"parietal eminence", {46, 92, -30}, {22, 20, 26}, 2.6},
};

// What a man has more of.
constexpr Bump male_forms[] = {
    {"superciliary arch", {17, 35, 90}, {11, 5, 10}, 2.2},
    {"lateral brow", {40, 32, 78}, {9, 6, 10}, 1.2},
    {"glabella", {0, 38, 92}, {8, 6, 10}, 1.2},
    {"forehead above the arches", {0, 60, 90}, {30, 10, 14}, -1.2},
    {"angle of the jaw", {50, -54, 14}, {11, 13, 15}, 0.8},
    {"border of the jaw", {36, -72, 52}, {12, 9, 22}, 1.6},
    {"mental tubercle", {12, -79, 84}, {7, 7, 8}, 1.6},
    {"bridge of the nose", {0, 12, 98}, {8, 8, 10}, 1.2},
    {"larynx", {0, -112, 34}, {7, 12, 10}, 4.5},
    {"nape", {16, -80, -80}, {20, 40, 16}, 4.0},
    {"side of the neck", {44, -110, -30}, {16, 40, 30}, 3.5},
};

// What years change, at 75.
constexpr Bump aged_forms[] = {
    {"tear trough", {21, 5, 82}, {8, 3.5, 10}, -1.8},
    {"bag below the eye", {30, 8, 80}, {10, 3.5, 10}, 1.5},
    {"hollow temple", {60, 36, 48}, {11, 14, 16}, -2.6},
    {"hollow cheek", {46, -26, 66}, {10, 12, 16}, -2.4},
    {"jowl", {38, -66, 62}, {10, 9, 14}, 3.8},
    {"marionette fold", {25, -58, 82}, {4, 9, 10}, -2.0},
    {"thin lips", {0, -44, 94}, {18, 8, 10}, -1.4},
    {"upper lid", {34, 27, 78}, {13, 3.5, 12}, 1.4},
    {"band of the neck", {13, -112, 36}, {4, 26, 12}, 2.0},
};

// What weight adds; thin people lack it.
constexpr Bump stout_forms[] = {
    {"cheek", {40, -28, 66}, {18, 16, 22}, 3.6},
    {"before the ear", {58, -26, 20}, {12, 20, 22}, 2.6},
    {"below the chin", {0, -94, 52}, {26, 14, 20}, 4.5},
    {"below the jaw", {34, -82, 34}, {16, 16, 24}, 3.5},
    {"neck", {40, -120, -10}, {26, 40, 50}, 5.0},
    {"nape", {0, -100, -86}, {40, 50, 20}, 5.0},
};

constexpr Vec3 mastoid(48, -24, -22), sternal_end(11, -176, 13);

}  // namespace

Head::Head(const Traits& traits, double ear_thickness_mm)
    : traits_(traits)
    , face_(face_sections())
    , neck_(neck_sections())
    , ear_(ear_thickness_mm)
{
}

double Head::skull(const Vec3& p) const
{
    const double parietal = ellipsoid(p, {0, 50, -22}, {71.5, 74.5, 69});
    const double frontal = ellipsoid(p, {0, 50, 22}, {60, 71, 67});
    const double occiput = ellipsoid(p, {0, 22, -41}, {56, 47, 50.5});
    const double cranium = smooth_union(smooth_union(parietal, frontal, 30), occiput, 24);
    return smooth_union(cranium, face_(p), 10);
}

double Head::neck(const Vec3& p) const
{
    double column = neck_(p);
    for (const Vec3& side : {p, mirrored(p)})
        column = smooth_union(column, round_cone(side, mastoid, sternal_end, 7.5, 6), 16);
    return column;
}

double Head::soft_forms_at(const Vec3& p) const
{
    double sum = bumps_at(p, soft_forms);
    if (traits_.male > 0.0) sum += traits_.male * bumps_at(p, male_forms);
    if (traits_.build != 0.0) sum += traits_.build * bumps_at(p, stout_forms);
    if (traits_.aged() > 0.0) sum += traits_.aged() * (bumps_at(p, aged_forms) + wrinkles_at(p));
    return sum;
}

double Head::operator()(const Vec3& p) const
{
    // The neck ends well inside the skull, above that it need not be asked.
    const double bare = p.y < 30.0 ? smooth_union(skull(p), neck(p), 30) : skull(p);
    double skin = bare - soft_forms_at(p);
    skin = with_eyes(skin, p);
    skin = with_nose(skin, p);
    skin = with_mouth(skin, p, traits_.aged());
    const Vec3 left(std::abs(p.x), p.y, p.z);  // the ears are far from the mirror plane
    return left.x > 45.0 ? smooth_union(skin, ear_(left), 10.0) : skin;
}

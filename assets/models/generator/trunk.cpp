// SPDX-License-Identifier: MIT
// The trunk: sections from crotch to neck, breasts, buttocks, and the shoulders that carry the
// arms.
#include "body.h"

#include <algorithm>
#include <cmath>

namespace {

std::vector<Section> female_sections()
{
    //       y  width front back widest
    return {{735, 40, 18, -40, -10},
            {765, 108, 50, -75, -10},
            {800, 148, 72, -98, -10, 2.1, 2.1},
            {840, 166, 84, -108, -10, 2.2, 2.2},
            {880, 164, 92, -108, -10, 2.25, 2.25},
            {925, 152, 97, -98, -8, 2.3, 2.3},
            {970, 135, 96, -82, -4, 2.3, 2.3},
            {1020, 122, 90, -70, 0, 2.3, 2.3},
            {1060, 118, 87, -71, 0, 2.3, 2.3},
            {1110, 123, 92, -82, 0, 2.3, 2.3},
            {1160, 131, 96, -95, -4, 2.3, 2.3},
            {1210, 138, 94, -104, -8, 2.35, 2.3},
            {1255, 138, 85, -108, -14, 2.35, 2.3},
            {1295, 126, 69, -107, -20, 2.25, 2.2},
            {1330, 96, 44, -98, -26, 2.1, 2.1},
            {1360, 58, 14, -80, -34},
            {1390, 26, -14, -54, -36},
            {1425, 6, -32, -42, -37}};
}

// A man's at the same stature and the same heights.
std::vector<Section> male_sections()
{
    return {{735, 40, 18, -40, -10},
            {765, 104, 52, -72, -10},
            {800, 142, 74, -92, -10, 2.1, 2.1},
            {840, 154, 85, -98, -10, 2.2, 2.2},
            {880, 154, 92, -96, -10, 2.25, 2.25},
            {925, 149, 97, -88, -8, 2.3, 2.3},
            {970, 143, 99, -80, -4, 2.3, 2.3},
            {1020, 139, 97, -76, 0, 2.3, 2.3},
            {1060, 138, 96, -79, 0, 2.3, 2.3},
            {1110, 142, 98, -90, 0, 2.35, 2.3},
            {1160, 147, 102, -100, -4, 2.4, 2.3},
            {1210, 152, 104, -108, -8, 2.45, 2.3},
            {1255, 150, 98, -114, -14, 2.4, 2.3},
            {1295, 138, 82, -114, -20, 2.3, 2.2},
            {1330, 106, 52, -104, -26, 2.1, 2.1},
            {1360, 64, 18, -86, -34},
            {1390, 28, -14, -56, -36},
            {1425, 6, -32, -42, -37}};
}

std::vector<Section> trunk_sections(double male)
{
    std::vector<Section> sections = female_sections();
    const std::vector<Section> other = male_sections();
    for (std::size_t i = 0; i < sections.size(); ++i)
        for (const auto field : {&Section::half_width,
                                 &Section::front,
                                 &Section::back,
                                 &Section::front_power,
                                 &Section::back_power})
            sections[i].*field = glm::mix(sections[i].*field, other[i].*field, male);
    return sections;
}

constexpr Bump soft_forms[] = {
    {"breastbone", {0, 1215, 98}, {12, 58, 30}, -3},
    {"pectoral fold", {95, 1265, 70}, {30, 22, 34}, 4},
    {"edge of the ribs", {66, 1085, 88}, {36, 14, 40}, 2.5},
    {"belly", {0, 930, 96}, {58, 42, 40}, 7},
    {"linea alba", {0, 1060, 92}, {7, 66, 30}, -2.5},
    {"navel", {0, 977, 98}, {4.8, 6.5, 22}, -8.5},
    {"hood of the navel", {0, 987, 98}, {10, 5, 22}, 2.0},
    {"groin", {60, 812, 78}, {24, 20, 30}, -5},
    {"pubic mound", {0, 800, 68}, {30, 24, 30}, 7},
    {"iliac crest", {126, 945, 38}, {16, 12, 26}, 2.5},
    {"flank", {128, 1040, -5}, {16, 42, 60}, -2},
    {"spine", {0, 1110, -86}, {10, 120, 30}, -7},
    {"muscles beside the spine", {32, 1040, -76}, {18, 84, 30}, 5},
    {"sacral dimple", {34, 935, -102}, {9, 8, 20}, -2.5},
    {"sacrum", {0, 925, -100}, {26, 22, 26}, -4},
    {"inner border of the blade", {62, 1270, -108}, {12, 40, 26}, -1.5},
    {"shoulder blade", {92, 1262, -108}, {28, 38, 30}, 5},
    {"angle of the blade", {82, 1222, -108}, {18, 16, 26}, 2},
    {"spine of the blade", {108, 1308, -100}, {34, 11, 26}, 1.8},
    {"between the shoulder blades", {0, 1268, -106}, {16, 56, 26}, -4},
    {"jugular notch", {0, 1331, 36}, {10, 8, 20}, -6},
    {"above the collar bone", {62, 1352, 20}, {26, 9, 18}, -6},
    {"below the collar bone", {112, 1318, 46}, {22, 12, 26}, -3},
};

constexpr Bump male_forms[] = {
    {"pectoral", {76, 1228, 100}, {42, 28, 40}, 9},
    {"lower edge of the pectoral", {80, 1192, 100}, {34, 10, 40}, -3},
    {"breastbone", {0, 1225, 100}, {10, 40, 30}, -3},
    {"latissimus", {132, 1190, -50}, {20, 60, 40}, 6},
    {"rectus", {30, 1060, 94}, {20, 60, 30}, 2},
};

constexpr Bump stout_forms[] = {
    {"belly", {0, 985, 100}, {90, 80, 60}, 26},
    {"flank", {128, 960, 10}, {40, 44, 70}, 14},
    {"chest", {80, 1200, 90}, {60, 50, 50}, 8},
    {"back", {80, 1090, -90}, {60, 60, 40}, 8},
    {"hip", {150, 845, -10}, {40, 60, 70}, 10},
};

// x and y of the nipple.
Vec2 nipple(double male)
{
    return {92.0 + 8.0 * male, 1176.0 + 30.0 * male};
}

double areola_relief(const Vec3& left, double male)
{
    if (left.z < 60.0) return 0.0;
    const double out = glm::length(Vec2(left) - nipple(male));
    return (1.0 - 0.6 * male) * (1.2 * bell(out, 13) + 3.6 * bell(out, 4.4));
}

double breast(const Vec3& left)
{
    const double gland = ellipsoid(left, {80, 1180, 72}, {54, 46, 46});
    const double upper = ellipsoid(left, {76, 1222, 66}, {48, 66, 26});
    return smooth_union(gland, upper, 44);
}

double buttock(const Vec3& side)
{
    const double upper = ellipsoid(side, {70, 862, -56}, {74, 78, 66});
    const double lower = ellipsoid(side, {74, 822, -56}, {64, 62, 70});
    return smooth_union(upper, lower, 40);
}

double collar_bone(const Vec3& left)
{
    static constexpr glm::dvec4 corners[] = {{12, 1325, 34, 7.0},
                                             {45, 1332, 40, 5.6},
                                             {80, 1340, 31, 5.0},
                                             {118, 1347, 8, 5.2},
                                             {158, 1346, -12, 6}};
    static const Tube bone(corners, 5, 70.0);  // far, as the neck blends over 34 mm
    return bone(left);
}

}  // namespace

Trunk::Trunk(const Traits& traits)
    : traits_(traits)
    , sections_(trunk_sections(traits.male))
{
}

double Trunk::operator()(const Vec3& p) const
{
    const Vec3 left(std::abs(p.x), p.y, p.z);
    double skin = sections_(p);
    if (p.y > 1060.0 && p.y < 1340.0)
        skin = smooth_union(skin, breast(left) + 60.0 * traits_.male, 28);
    if (p.y < 1000.0 && p.z < 60.0) {
        // Both sides meet in a narrow cleft.
        const double near = buttock(left), far = buttock(mirrored(left));
        skin = smooth_union(skin, smooth_union(near, far, 5.0) + 9.0 * traits_.male, 45);
    }
    return skin;
}

double with_shoulders(double skin, const Vec3& left, double arm)
{
    const double trapezius = round_cone(left, {24, 1400, -40}, {146, 1334, -30}, 17, 23);
    const double blade = ellipsoid(left, {92, 1278, -62}, {70, 76, 46});
    const double chest = ellipsoid(left, {92, 1270, 36}, {70, 58, 44});
    double whole = smooth_union(skin, trapezius, 40);
    whole = smooth_union(whole, blade, 46);
    whole = smooth_union(whole, chest, 46);
    whole = smooth_union(whole, arm, 84);
    return smooth_union(whole, collar_bone(left), 12);
}

double Trunk::relief(const Vec3& p) const
{
    const Vec3 left(std::abs(p.x), p.y, p.z);
    double sum = bumps_at(p, soft_forms) + areola_relief(left, traits_.male);
    if (traits_.male > 0.0) sum += traits_.male * bumps_at(p, male_forms);
    if (traits_.build != 0.0) sum += traits_.build * bumps_at(p, stout_forms);
    return sum;
}

double nipple_distance(const Vec3& left, double male)
{
    return left.z > 60.0 ? glm::length(Vec2(left) - nipple(male)) : 1e3;
}

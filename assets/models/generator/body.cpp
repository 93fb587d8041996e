// SPDX-License-Identifier: MIT
#include "body.h"

#include "landmarks.h"

#include <algorithm>
#include <cmath>

namespace {

// The head's origin in the body's frame: the vertex comes to the stature.
const Vec3 head_place(0, 1573, 22);

std::vector<Section> trunk_sections()
{
    //       y  width front back widest
    return {{778, 50, 20, -40, -8, 2.0, 2.0},
            {803, 105, 48, -72, -8, 2.0, 2.0},
            {830, 140, 66, -95, -8, 2.1, 2.1},
            {870, 166, 84, -112, -8, 2.2, 2.2},
            {910, 172, 92, -112, -8, 2.3, 2.3},
            {955, 164, 96, -104, -8, 2.3, 2.3},
            {1005, 149, 97, -88, -4, 2.3, 2.3},
            {1060, 136, 94, -76, 0, 2.3, 2.3},
            {1100, 133, 95, -75, 0, 2.3, 2.3},
            {1160, 138, 103, -84, 0, 2.3, 2.3},
            {1225, 149, 110, -98, -4, 2.35, 2.3},
            {1290, 158, 107, -108, -8, 2.4, 2.3},
            {1340, 152, 88, -109, -14, 2.3, 2.3},
            {1380, 122, 62, -102, -22, 2.2, 2.2},
            {1415, 76, 34, -88, -28, 2.0, 2.0},
            {1440, 40, 10, -70, -30, 2.0, 2.0}};
}

constexpr Bump soft_forms[] = {
    {"breast", {70, 1262, 108}, {34, 32, 40}, 17},
    {"breastbone", {0, 1270, 108}, {13, 60, 30}, -3},
    {"edge of the ribs", {70, 1140, 95}, {40, 16, 40}, 3},
    {"belly", {0, 985, 98}, {60, 45, 40}, 6},
    {"linea alba", {0, 1110, 98}, {7, 70, 30}, -3},
    {"navel", {0, 1022, 101}, {5.5, 6.5, 22}, -10},
    {"rim of the navel", {0, 1033, 101}, {11, 6, 22}, 1.5},
    {"groin", {62, 850, 82}, {22, 26, 30}, -6},
    {"pubic mound", {0, 838, 72}, {32, 24, 30}, 7},
    {"iliac crest", {132, 990, 40}, {18, 14, 26}, 3},
    {"flank", {138, 1085, -5}, {16, 45, 60}, -3},
    {"spine", {0, 1150, -88}, {11, 130, 30}, -7},
    {"muscles beside the spine", {36, 1080, -78}, {20, 90, 30}, 5},
    {"sacrum", {0, 965, -104}, {28, 24, 26}, -5},
    {"cleft", {0, 868, -140}, {8, 42, 45}, -20},
    {"shoulder blade", {82, 1300, -108}, {28, 42, 30}, 7},
    {"between the shoulder blades", {0, 1310, -108}, {20, 60, 26}, -4},
    {"jugular notch", {0, 1398, 42}, {11, 9, 22}, -6},
};

}  // namespace

Body::Body()
    : trunk_(trunk_sections())
    , head_(6.0)
{
}

double Body::shoulders(const Vec3& left, double skin) const
{
    const double trapezius = round_cone(left, {30, 1474, -28}, {160, 1396, -28}, 21, 26);
    const double blade = ellipsoid(left, {95, 1330, -60}, {75, 80, 48});
    const double chest = ellipsoid(left, {95, 1320, 45}, {75, 62, 45});
    const double clavicle = round_cone(left, {20, 1394, 44}, {150, 1414, -2}, 6, 7);
    double whole = smooth_union(skin, trapezius, 50);
    whole = smooth_union(whole, blade, 50);
    whole = smooth_union(whole, chest, 50);
    whole = smooth_union(whole, arm_(left), 95);
    return smooth_union(whole, clavicle, 16);
}

double Body::trunk(const Vec3& p) const
{
    double skin = trunk_(p);
    for (const Vec3& side : {p, mirrored(p)}) {
        const double buttock = ellipsoid(side, {72, 882, -60}, {80, 86, 70});
        skin = smooth_union(skin, buttock, 60);
    }
    return skin;
}

double Body::operator()(const Vec3& p) const
{
    if (p.y > 1560.0) return head_(p - head_place);
    const Vec3 left(std::abs(p.x), p.y, p.z);
    double skin = 1e3;
    if (p.y > 690.0) skin = trunk(p);
    // Far below the hip nothing but the two legs, far above it no leg.
    if (p.y < 1060.0)
        for (const Vec3& side : {p, mirrored(p)})
            skin = smooth_union(skin, leg_(side), std::clamp(0.3 * (p.y - 740.0), 4.0, 40.0));
    if (p.y > 1180.0)
        skin = shoulders(left, skin);
    else if (p.y > 600.0)
        skin = std::min(skin, arm_(left));
    if (p.y > 1230.0) skin = smooth_union(skin, head_(p - head_place), 40);
    return p.y > 700.0 ? skin - bumps_at(p, soft_forms) : skin;
}

std::vector<LandmarkRay> body_rays()
{
    std::vector<LandmarkRay> rays;
    for (LandmarkRay ray : head_rays()) {
        ray.from += head_place;
        if (ray.name != "menton") rays.push_back(ray);  // its ray would start in the chest
    }
    const Vec3 back(0, 0, -1), forward(0, 0, 1), down(0, -1, 0), in(-1, 0, 0);
    rays.push_back({"suprasternale", {0, 1392, 300}, back});
    rays.push_back({"mesosternale", {0, 1275, 300}, back});
    rays.push_back({"navel", {0, 1022, 300}, back});
    rays.push_back({"c7", {0, 1440, -300}, forward});
    rays.push_back({"l4", {0, 1005, -300}, forward});
    rays.push_back({"acromion", {172, 1600, -22}, down, true});
    rays.push_back({"thelion", {76, 1258, 300}, back, true});
    rays.push_back({"iliac_crest", {230, 1005, 0}, in, true});
    rays.push_back({"mid_thigh", {98, 690, 300}, back, true});
    rays.push_back({"patella", {103, 485, 300}, back, true});
    rays.push_back({"calf", {107, 350, -300}, forward, true});
    return rays;
}

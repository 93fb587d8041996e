// SPDX-License-Identifier: MIT
#include "body.h"

#include "landmarks.h"

#include <algorithm>
#include <cmath>

// The head's origin in the body's frame: the vertex comes to the stature.
const Vec3 head_place(0, 1504, 22);

namespace {

// Arms and legs are modelled for a stature of 1700 mm.
constexpr double limbs = 0.958;
constexpr Vec3 shoulder_of_limb(168, 1366, -20), shoulder(156, 1302, -22);

Vec3 in_arm(const Vec3& left)
{
    return (left - shoulder) / limbs + shoulder_of_limb;
}

}  // namespace

double along_arm(const Vec3& left)
{
    return glm::dot(left - shoulder, glm::normalize(Vec3(0.566, -0.824, 0.05)));
}

bool is_on_arm(const Vec3& left)
{
    const double along = along_arm(left);
    const Vec3 axis = shoulder + along * glm::normalize(Vec3(0.566, -0.824, 0.05));
    return along > 0.0 && glm::length(left - axis) < (along > 480.0 ? 140.0 : 75.0) &&
           left.x > 150.0 + 0.2 * along;
}

double nail_at(const Vec3& left)
{
    return left.y < 60.0 ? foot_nail_at(left / limbs) : hand_nail_at(in_hand(in_arm(left)));
}

Body::Body(const Traits& traits)
    : person_(traits)
    , trunk_(traits)
    , head_(traits, 6.0)
{
}

double Body::arm(const Vec3& left) const
{
    const double flesh = 2.5 * person_.traits().male + 5.0 * person_.traits().build;
    const double fade = smooth_step(500.0, 380.0, along_arm(left));
    return limbs * arm_(in_arm(left)) - flesh * fade;
}

double Body::leg(const Vec3& side) const
{
    return limbs * leg_(side / limbs);
}

// Soldiers of the mean girths are rounder than the sections drawn; knees and feet are not.
double Body::fat_of_trunk_and_legs(const Vec3& p) const
{
    const double stout = person_.traits().build, male = person_.traits().male;
    const double trunk = (8.0 - 3.0 * male + 9.0 * stout) * smooth_step(1360.0, 1240.0, p.y) *
                         smooth_step(700.0, 880.0, p.y);
    const double thigh = (7.0 - 2.0 * male + 8.0 * stout) * smooth_step(880.0, 700.0, p.y) *
                         smooth_step(500.0, 620.0, p.y);
    const double shank =
        (2.5 + 3.0 * stout) * smooth_step(480.0, 400.0, p.y) * smooth_step(50.0, 100.0, p.y);
    return trunk + thigh + shank;
}

double Body::canonical(const Vec3& p) const
{
    if (p.y > 1480.0) return head_(p - head_place);
    const Vec3 left(std::abs(p.x), p.y, p.z);
    double skin = 1e3;
    if (p.y > 660.0) skin = trunk_(p);
    // Far below the hip nothing but the two legs, far above it no leg.
    if (p.y < 1010.0)
        for (const Vec3& side : {p, mirrored(p)})
            skin = smooth_union(skin, leg(side), std::clamp(0.24 * (p.y - 625.0), 4.0, 40.0));
    skin -= fat_of_trunk_and_legs(p);
    if (p.y > 1130.0)
        skin = with_shoulders(skin, left, arm(left));
    else if (p.y > 560.0)
        skin = std::min(skin, arm(left));
    if (p.y > 1180.0) skin = smooth_union(skin, head_(p - head_place), 34);
    return p.y > 680.0 ? skin - trunk_.relief(p) : skin;
}

double Body::operator()(const Vec3& p) const
{
    return person_.scale() * canonical(person_.canonical(p));
}

std::vector<LandmarkRay> body_rays()
{
    std::vector<LandmarkRay> rays;
    for (LandmarkRay ray : head_rays()) {
        ray.from += head_place;
        if (ray.name != "menton") rays.push_back(ray);  // its ray would start in the chest
    }
    const Vec3 back(0, 0, -1), forward(0, 0, 1), down(0, -1, 0), in(-1, 0, 0);
    rays.push_back({"suprasternale", {0, 1328, 300}, back});
    rays.push_back({"mesosternale", {0, 1222, 300}, back});
    rays.push_back({"navel", {0, 977, 300}, back});
    rays.push_back({"c7", {0, 1392, -300}, forward});
    rays.push_back({"l4", {0, 965, -300}, forward});
    rays.push_back({"acromion", {178, 1600, -24}, down, true});
    rays.push_back({"thelion", {92, 1176, 300}, back, true});
    rays.push_back({"iliac_crest", {230, 962, 0}, in, true});
    rays.push_back({"mid_thigh", {94, 660, 300}, back, true});
    rays.push_back({"patella", {95, 465, 300}, back, true});
    rays.push_back({"olecranon", {345.7, 1039.5, -300}, forward, true});
    rays.push_back({"stylion", {458.7, 861.3, 300}, back, true});
    rays.push_back({"calf", {103, 335, -300}, forward, true});
    return rays;
}

// SPDX-License-Identifier: MIT
#include "body.h"

#include <algorithm>
#include <array>

namespace {

// Corners: place and radius. The arm hangs 35 degrees from the vertical, a little bent.
constexpr glm::dvec4 arm_axis[] = {{140, 1384, -20, 42},
                                   {168, 1366, -20, 50},
                                   {205, 1318, -20, 48},
                                   {255, 1250, -19, 43},
                                   {305, 1180, -18, 41},
                                   {352, 1111, -17, 38.5},
                                   {394, 1046, -8, 37.5},
                                   {438, 978, 4, 31.5},
                                   {470, 928, 13, 26.5},
                                   {484, 906, 17, 25.5}};

// Sections round the leg's own axis, which `leg_axis_x` leans outward.
std::vector<Section> leg_sections()
{
    //       y  width front back widest
    return {{55, 33, 12, -66, -28},
            {90, 30.5, 10, -62, -26},
            {130, 31, 7, -61, -26},
            {160, 34, 8, -64, -25},
            {220, 42, 16, -74, -25},
            {300, 53, 26, -86, -27},
            {355, 56.5, 31, -87, -24},
            {410, 54, 38, -77, -16},
            {450, 52, 45, -64, -9},
            {488, 54, 53, -58, -2},
            {530, 57.5, 59, -62, 0},
            {600, 67, 72, -70, 3},
            {700, 78, 86, -81, 4},
            {800, 84, 90, -92, 0},
            {870, 88, 86, -98, -5},
            {930, 80, 70, -90, -10},
            {985, 55, 45, -60, -10}};
}

double leg_axis_x(double y)
{
    const double t = std::clamp((890.0 - y) / 830.0, 0.0, 1.0);
    return 86.0 + 27.0 * 1.25 * t / (t + 0.25);
}

// Hand: `along` to the fingertips, `thumbward` to the front, `palm` toward the thigh.
const Vec3 wrist(484, 906, 17);
const Vec3 along = glm::normalize(Vec3(0.50, -0.83, 0.22));
const Vec3 thumbward = glm::normalize(Vec3(0, 0, 1) - along.z * along);
const Vec3 palm = glm::cross(along, thumbward);

struct Finger {
    double from, root_side, tip_side, length, radius;
};
constexpr Finger fingers[] = {{84, 30, 47, 74, 9.0},
                              {88, 10.5, 17, 84, 9.2},
                              {86, -9.5, -13, 77, 8.8},
                              {78, -28, -42, 60, 7.8}};

Vec3 in_hand(double forward, double side, double toward_palm)
{
    return wrist + forward * along + side * thumbward + toward_palm * palm;
}

Tube finger_axis(const Finger& f)
{
    std::vector<glm::dvec4> corners;
    for (const double t : {-0.35, 0.0, 0.4, 0.75, 1.0}) {
        const double curl = 12.0 * std::max(t, 0.0) * std::max(t, 0.0);
        const Vec3 place = in_hand(
            f.from + t * f.length, glm::mix(f.root_side, f.tip_side, std::max(t, 0.0)), curl);
        corners.emplace_back(place, f.radius * (1.0 - 0.22 * std::max(t, 0.0)));
    }
    return Tube(corners, 3);
}

}  // namespace

Arm::Arm()
    : axis_(arm_axis, 4, 150.0)
{
    for (const Finger& finger : fingers)
        fingers_.push_back(finger_axis(finger));
}

double Arm::hand(const Vec3& p) const
{
    const Vec3 q = p - wrist;
    const double near = glm::length(q - 90.0 * along) - 140.0;
    if (near > 15.0) return near;
    const Vec3 local(glm::dot(q, along), glm::dot(q, thumbward), glm::dot(q, palm));
    double whole = ellipsoid(local, {46, 0, 1}, {56, 42, 15});
    whole = smooth_union(whole, ellipsoid(local, {66, 2, 0}, {34, 42, 13}), 10);
    whole = smooth_union(whole, ellipsoid(local, {36, 24, 9}, {32, 15, 14}), 14);  // thenar
    static const std::array<glm::dvec4, 4> thumb_corners = {glm::dvec4(in_hand(14, 20, 4), 13),
                                                            glm::dvec4(in_hand(48, 45, 10), 11.5),
                                                            glm::dvec4(in_hand(78, 60, 12), 9.8),
                                                            glm::dvec4(in_hand(101, 66, 13), 8.0)};
    static const Tube thumb(thumb_corners, 3);
    whole = smooth_union(whole, thumb(p), 14);
    for (const Tube& finger : fingers_)
        whole = smooth_union(whole, finger(p), 7);
    return whole;
}

double Arm::operator()(const Vec3& p) const
{
    const double roughly = round_cone(p, {150, 1370, -20}, {570, 760, 40}, 80, 90);
    if (roughly > 90.0) return roughly;
    return smooth_union(axis_(p), hand(p), 24);
}

Leg::Leg()
    : shaft_(leg_sections())
{
}

double Leg::foot(const Vec3& p) const
{
    const double far_away = p.y - 190.0;
    if (far_away > 0.0) return far_away + 45.0;
    double whole = ellipsoid(p, {113, 32, -50}, {33, 38, 40});
    whole = smooth_union(whole, round_cone(p, {114, 52, -12}, {121, 24, 105}, 38, 23), 24);
    whole = smooth_union(whole, ellipsoid(p, {124, 20, 112}, {46, 20, 44}), 20);
    constexpr double tip_z[] = {172, 174, 168, 160, 149}, radii[] = {13, 9.5, 9, 8.5, 8.5};
    constexpr double side[] = {96, 117, 134, 149, 162};
    for (int i = 0; i < 5; ++i) {
        const double x = side[i], r = radii[i];
        const double toe =
            round_cone(p, {0.7 * x + 38, r + 4, 120}, {x, r, tip_z[i] - r}, r + 1, r);
        whole = smooth_union(whole, toe, 7);
    }
    return smooth_intersection(whole, -p.y, 10);  // the sole is flat on the floor
}

double Leg::operator()(const Vec3& p) const
{
    const double knee_cap = ellipsoid(p, {107, 490, 36}, {24, 28, 20});
    const double shaft = shaft_(p - Vec3(leg_axis_x(p.y), 0, 0));
    return smooth_union(smooth_union(shaft, knee_cap, 30), foot(p), 40);
}

// SPDX-License-Identifier: MIT
#include "body.h"

#include <algorithm>

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

// The hand's frame: `along` to the fingertips, `thumbward` to the front, `palm` to the thigh.
const Vec3 wrist(484, 906, 17);
const Vec3 along = glm::normalize(Vec3(0.50, -0.83, 0.22));
const Vec3 thumbward = glm::normalize(Vec3(0, 0, 1) - along.z * along);
const Vec3 palm = glm::cross(along, thumbward);

constexpr Bump soft_forms[] = {
    {"deltoid", {196, 1330, -20}, {26, 44, 40}, 3.5},
    {"below the deltoid", {262, 1262, -20}, {20, 22, 40}, -1.5},
    {"biceps", {292, 1190, 22}, {34, 48, 22}, 4.0},
    {"triceps", {280, 1200, -60}, {36, 50, 22}, 3.5},
    {"hollow of the elbow", {352, 1100, 30}, {20, 22, 14}, -3.0},
    {"olecranon", {366, 1092, -50}, {11, 14, 14}, 5.0},
    {"outer epicondyle", {384, 1110, -8}, {12, 14, 16}, 2.0},
    {"inner epicondyle", {330, 1084, -26}, {12, 12, 14}, 3.5},
    {"brachioradialis", {400, 1060, 22}, {22, 40, 22}, 4.0},
};

}  // namespace

Vec3 in_hand(const Vec3& p)
{
    const Vec3 q = p - wrist;
    return {glm::dot(q, along), glm::dot(q, thumbward), glm::dot(q, palm)};
}

Arm::Arm()
    : axis_(arm_axis, 4, 150.0)
{
}

double Arm::operator()(const Vec3& p) const
{
    const double roughly = round_cone(p, {150, 1370, -20}, {570, 760, 40}, 80, 90);
    if (roughly > 90.0) return roughly;
    const Vec3 local = in_hand(p);
    // A wrist is broader than thick.
    const double flat = 3.5 * smooth_step(-70.0, -5.0, local.x) * smooth_step(60.0, 5.0, local.x);
    const double sideward = local.y * local.y / std::max(glm::dot(local, local), 1.0);
    const double shaft = axis_(p) - flat * (1.6 * sideward - 0.8) - bumps_at(p, soft_forms);
    return smooth_union(shaft, hand_(local), 24);
}

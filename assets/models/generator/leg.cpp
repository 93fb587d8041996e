// SPDX-License-Identifier: MIT
// The leg: a shaft of sections, and the relief of muscles, tendons and bones on it.
#include "body.h"

#include <algorithm>

namespace {

// Sections round the leg's own axis, which `axis_x` leans outward.
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
            {600, 65, 72, -70, 3},
            {700, 76, 86, -81, 4},
            {800, 84, 90, -92, 0},
            {870, 88, 86, -98, -5},
            {930, 80, 70, -90, -10},
            {985, 55, 45, -60, -10}};
}

// From the hip joint a little outward to the ankle.
double axis_x(double y)
{
    return 86.0 + 27.0 * std::clamp((890.0 - y) / 830.0, 0.0, 1.0);
}

// As if the axis stood at x = 108 all the way down.
constexpr Bump soft_forms[] = {
    {"rectus femoris", {106, 660, 82}, {24, 90, 26}, 3.0},
    {"vastus medialis", {82, 552, 46}, {15, 24, 22}, 6.0},
    {"vastus lateralis", {144, 575, 38}, {18, 50, 30}, 2.0},
    {"above the kneecap", {110, 534, 62}, {15, 10, 14}, -3.0},
    {"kneecap", {108, 496, 58}, {16, 17, 16}, 3.0},
    {"inward of the kneecap", {84, 494, 42}, {8, 22, 14}, -4.0},
    {"outward of the kneecap", {133, 494, 42}, {8, 22, 14}, -4.0},
    {"kneecap's tendon", {108, 456, 46}, {8, 18, 14}, 2.5},
    {"tibial tuberosity", {108, 434, 42}, {9, 9, 12}, 2.5},
    {"hollow of the knee", {107, 478, -64}, {15, 34, 16}, -5.0},
    {"inner hamstrings", {82, 512, -54}, {9, 42, 16}, 4.0},
    {"outer hamstring", {133, 512, -52}, {9, 42, 16}, 3.5},
    {"gastrocnemius, inner head", {86, 350, -70}, {18, 44, 28}, 6.0},
    {"gastrocnemius, outer head", {130, 376, -64}, {17, 42, 26}, 4.0},
    {"calf's inner side", {60, 345, -30}, {16, 46, 34}, 4.5},
    {"calf's outer side", {160, 362, -24}, {14, 46, 34}, 2.5},
    {"below the knee, inner side", {62, 436, -6}, {14, 22, 34}, -3.0},
    {"below the knee, outer side", {158, 446, -6}, {14, 22, 34}, -2.5},
    {"above the ankle, inner side", {80, 190, -20}, {12, 40, 34}, -2.5},
    {"between the heads", {108, 345, -92}, {6, 44, 16}, -2.5},
    {"below the calf", {108, 250, -76}, {30, 34, 20}, -2.0},
    {"edge of the shin", {98, 300, 22}, {7, 120, 14}, 2.5},
    {"tibialis anterior", {124, 330, 20}, {14, 70, 18}, 3.0},
    {"Achilles tendon", {112, 118, -62}, {7, 46, 14}, 3.5},
    {"inward of the tendon", {95, 108, -44}, {8, 38, 14}, -5.0},
    {"outward of the tendon", {131, 104, -44}, {8, 36, 14}, -5.0},
    {"inner ankle", {84, 92, -20}, {9, 11, 12}, 6.0},
    {"outer ankle", {143, 78, -28}, {9, 12, 12}, 7.0},
};

}  // namespace

Leg::Leg()
    : shaft_(leg_sections())
{
}

double Leg::operator()(const Vec3& p) const
{
    const Vec3 out = p - Vec3(axis_x(p.y), 0, 0);
    const double knee_cap = ellipsoid(out, {-1, 490, 36}, {24, 28, 20});
    const double bare = smooth_union(smooth_union(shaft_(out), knee_cap, 30), foot(p), 30);
    return bare - bumps_at(out + Vec3(108, 0, 0), soft_forms);
}

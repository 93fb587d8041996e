// SPDX-License-Identifier: MIT
#include "person.h"

namespace models {

namespace {

double torso(Vec p)
{
    const Vec m = mirrored(p);
    double d = ellipsoid(p, {0, 1240, 0}, {150, 190, 105});
    d = join(d, ellipsoid(p, {0, 1080, 5}, {128, 160, 92}), 80);
    d = join(d, ellipsoid(p, {0, 930, -5}, {165, 130, 108}), 80);
    d = join(d, ellipsoid(m, {75, 890, -60}, {80, 90, 70}), 50);
    d = join(d, round_cone(m, {40, 1420, -25}, {165, 1385, -15}, 45, 48), 60);
    return carve(d, ball(p, {0, 1020, 104}, 9), 10);
}

double leg(Vec m)
{
    double d = round_cone(m, {88, 880, 0}, {98, 480, 8}, 84, 54);
    d = join(d, round_cone(m, {98, 480, 5}, {104, 90, -15}, 52, 38), 40);
    d = join(d, ellipsoid(m, {100, 360, -22}, {52, 120, 52}), 50);
    d = join(d, round_cone(m, {104, 36, -30}, {125, 24, 120}, 36, 24), 40);
    return d;
}

double arm(Vec m)
{
    double d = round_cone(m, {185, 1370, -15}, {355, 1120, -15}, 50, 38);
    d = join(d, round_cone(m, {355, 1120, -15}, {480, 910, 25}, 39, 26), 30);
    d = join(d, ellipsoid(m, {515, 850, 40}, {35, 75, 22}), 30);
    return d;
}

}  // namespace

double body(Vec p)
{
    const Vec m = mirrored(p);
    double d = torso(p);
    d = join(d, leg(m), 50);
    d = join(d, arm(m), 60);
    const Vec in_head = p - Vec(0, 1565, 15);
    return join(d, head_for_coarse_grids(in_head), 40);
}

std::vector<Landmark> body_landmarks()
{
    return {{"suprasternale", {0, 1390, 60}},
            {"navel", {0, 1020, 95}},
            {"c7", {0, 1440, -80}},
            {"left_acromion", {190, 1420, -15}},
            {"left_iliac_crest", {140, 1040, 0}},
            {"left_mid_thigh", {93, 680, 75}}};
}

}  // namespace models

// SPDX-License-Identifier: MIT
// Stature 1.70 m and the lengths of the limbs after Drillis and Contini, "Body segment parameters"
// (1966), from memory: as parts of the stature, knee 0.285 and hip 0.530 above the floor, upper arm
// 0.186, forearm 0.146, hand 0.108, foot 0.152 long.
#include "person.h"

namespace models {

namespace {

double torso(Vec p)
{
    const Vec m = mirrored(p);
    double d = ellipsoid(p, {0, 1265, -8}, {156, 175, 108});       // ribs
    d = join(d, ellipsoid(p, {0, 1080, 2}, {126, 170, 92}), 90);   // waist
    d = join(d, ellipsoid(p, {0, 925, -6}, {166, 120, 112}), 90);  // hips
    d = join(d, round_cone(p, {0, 1440, -35}, {0, 1370, -30}, 55, 70), 70);
    d = join(d, round_cone(m, {40, 1425, -35}, {168, 1388, -22}, 42, 50), 60);  // shoulders
    d = join(d, round_cone(m, {30, 1470, -48}, {150, 1412, -38}, 28, 26), 50);
    d = join(d, ellipsoid(m, {72, 1285, 44}, {74, 60, 48}), 60);        // breast muscle
    d = join(d, ellipsoid(m, {80, 1290, -80}, {62, 80, 40}), 50);       // shoulder blade
    d = join(d, capsule(m, {18, 1392, 48}, {150, 1412, 12}, 6), 24);    // collar bone
    d = join(d, ellipsoid(m, {72, 880, -66}, {82, 88, 74}), 40);        // buttock
    d = carve(d, capsule(p, {0, 1120, -112}, {0, 1330, -128}, 8), 40);  // spine
    return carve(d, ellipsoid(p, {0, 1020, 102}, {8, 10, 12}), 10);     // navel
}

double leg(Vec m)
{
    double d = round_cone(m, {86, 850, -4}, {94, 490, 6}, 88, 56);
    d = join(d, round_cone(m, {94, 490, 2}, {98, 85, -22}, 53, 36), 40);
    d = join(d, ellipsoid(m, {96, 370, -32}, {52, 110, 48}), 50);  // calf
    d = join(d, ellipsoid(m, {94, 492, 36}, {32, 44, 24}), 40);    // knee cap
    d = join(d, ball(m, {98, 36, -46}, 34), 30);                   // heel
    d = join(d, round_cone(m, {98, 56, -12}, {114, 26, 118}, 40, 22), 40);
    d = join(d, ellipsoid(m, {112, 20, 120}, {44, 18, 62}), 24);  // toes
    return common(d, -m.y, 8);                                    // the floor
}

/// From the wrist on, the palm turned to the thigh.
double hand(Vec m)
{
    static const Frame frame = frame_at({474, 905, 22}, {0.75, 0.4, -0.55}, {-0.5, 0.85, -0.2});
    const Vec q = frame(m);
    if (ball(q, {0, -90, 0}, 250) > 0) return 150;  // far away
    double d = ellipsoid(q, {0, -45, 0}, {40, 58, 17});
    for (int finger = 0; finger < 4; ++finger) {
        const double x = -27 + 18 * finger;
        const double reach = 168 - 7 * (finger - 1.5) * (finger - 1.5);
        d = join(d, round_cone(q, {0.8 * x, -75, 0}, {1.15 * x, -reach, -6}, 11, 8.5), 7);
    }
    return join(d, round_cone(q, {-26, -28, -8}, {-66, -92, -18}, 17, 10), 16);
}

double arm(Vec m)
{
    double d = round_cone(m, {180, 1380, -22}, {345, 1130, -20}, 50, 39);
    d = join(d, ellipsoid(m, {188, 1370, -22}, {50, 60, 54}), 50);  // deltoid
    d = join(d, round_cone(m, {345, 1130, -20}, {474, 905, 22}, 42, 27), 34);
    d = join(d, round_cone(m, {358, 1108, -16}, {408, 1022, 2}, 42, 38), 40);  // forearm
    return join(d, hand(m), 24);
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

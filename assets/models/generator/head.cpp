// SPDX-License-Identifier: MIT
// Sizes in mm after Farkas, "Anthropometry of the head and face" (1994), means of young adults of
// both sexes, from memory: head length 192, breadth 152, bizygomatic 135, nasion to gnathion 118,
// between the inner eye corners 33, outer 90, nose 51 high and 34 wide, mouth 52 wide, ear 61 long.
#include "person.h"

#include <algorithm>

namespace models {

namespace {

constexpr Vec eye_centre{31.5, 22, 67};

double skull(Vec p)
{
    double d = ellipsoid(p, {0, 48, -4}, {75, 82, 94});
    d = join(d, ellipsoid(p, {0, 58, 20}, {64, 54, 73}), 30);   // forehead
    return join(d, ellipsoid(p, {0, 0, 4}, {68, 42, 46}), 40);  // before the ears
}

double face(Vec p)
{
    const Vec m = mirrored(p);
    double d = ellipsoid(p, {0, -8, 24}, {63, 72, 64});
    d = join(d, ellipsoid(m, {42, -4, 46}, {22, 22, 22}), 30);            // cheekbones
    d = join(d, round_cone(m, {43, -44, 14}, {8, -69, 66}, 12, 15), 30);  // jaw
    return join(d, ellipsoid(p, {0, -71, 72}, {16, 16, 21}), 28);         // chin
}

double neck(Vec p)
{
    const Vec m = mirrored(p);
    const double d = round_cone(p, {0, -40, -20}, {0, -150, -36}, 49, 54);
    return join(d, round_cone(m, {34, -50, -28}, {14, -150, 12}, 8, 8), 30);  // nod muscle
}

double brows(Vec p, double d)
{
    const Vec m = mirrored(p);
    d = join(d, round_cone(m, {11, 44, 81}, {30, 48, 75}, 9, 9), 24);
    return join(d, round_cone(m, {30, 48, 75}, {50, 40, 59}, 9, 5), 24);
}

constexpr Vec eyeball_radii{15, 12.3, 12.3};  // wider than a ball: no pit at the corners

/// What the lids leave open: before the eyeball, and seen from the front the common part of two
/// discs.
double lid_opening(Vec m)
{
    const Vec q = m - eye_centre;
    const double from_above = std::sqrt(q.x * q.x + (q.y + 14.5) * (q.y + 14.5)) - 20.5;
    const double from_below = std::sqrt(q.x * q.x + (q.y - 21) * (q.y - 21)) - 25.5;
    return std::max({from_above, from_below, -ellipsoid(m, eye_centre, eyeball_radii), -q.z});
}

double eyes(Vec p, double d)
{
    const Vec m = mirrored(p);
    d = carve(d, ellipsoid(m, {31.5, 21, 94.5}, {21, 12.5, 17}), 16);
    d = join(d, ball(m, eye_centre, 14.7), 6);
    return carve(d, lid_opening(m), 2);
}

double nose(Vec p, double d)
{
    const Vec m = mirrored(p);
    d = join(d, ellipsoid(p, {0, -3, 83}, {17, 27, 18}), 16);
    d = join(d, round_cone(p, {0, 32, 83}, {0, -5, 103}, 7.5, 8), 12);
    d = join(d, ellipsoid(p, {0, -9.5, 107}, {9.5, 10, 10.5}), 8);
    d = join(d, ellipsoid(p, {0, -14.5, 102}, {6, 5.5, 10}), 6);
    d = join(d, ellipsoid(m, {11, -13, 99}, {5.5, 6.8, 8.5}), 11);
    return carve(d, ellipsoid(m, {6.6, -18, 105.5}, {3.2, 4.5, 4}), 3);
}

double mouth(Vec p, double d)
{
    const Vec m = mirrored(p);
    d = join(d, ellipsoid(p, {0, -37, 70}, {38, 29, 29}), 28);
    d = carve(d, capsule(p, {0, -23, 105.5}, {0, -32, 107}, 3), 6);  // philtrum
    double upper = round_cone(m, {4, -37.3, 97.5}, {25, -42, 82}, 5, 3.5);
    upper = join(upper, ball(p, {0, -38, 97.5}, 4.8), 4);
    double lower = round_cone(m, {0, -48, 95.5}, {23, -43.5, 82}, 6.2, 3.5);
    lower = join(lower, ellipsoid(p, {0, -48, 93}, {14, 6, 8.5}), 3);
    d = join(d, join(upper, lower, 2), 4.5);
    d = carve(d, round_cone(m, {0, -42.6, 102}, {12, -42.3, 100}, 1.8, 1.7), 3);
    d = carve(d, round_cone(m, {12, -42.3, 100}, {22.5, -42.8, 91.5}, 1.7, 0.5), 3);
    return carve(d, capsule(m, {0, -60, 106.5}, {15, -60, 102.5}, 5.5), 14);
}

constexpr Vec ear_centre{77, 6, -15};

/// In the ear's frame x runs back along it, y up and z away from the head.
double ear(Vec q)
{
    const double flat = ellipsoid({q.x, q.y, 0}, {0, 0, 0}, {15, 28, 1000});
    double d = ellipsoid(q, {0, 0, -1}, {16, 29, 4});
    d = carve(d, ellipsoid(q, {-1, 0, 4}, {12, 22, 5}), 3);
    const double rim = std::sqrt(flat * flat + (q.z - 2) * (q.z - 2)) - 2.4;
    d = join(d, rim, 2.5);
    d = join(d, ellipsoid(q, {-5, 0, -8}, {9, 20, 9}), 6);       // root
    d = join(d, ellipsoid(q, {-4, -24, 0}, {8, 8, 4}), 5);       // lobe
    d = join(d, capsule(q, {5, -12, 1}, {6, 10, 1.5}, 2.2), 3);  // antihelix
    d = join(d, ellipsoid(q, {-13, -4, 2}, {4, 6, 3.5}), 4);     // tragus
    return carve(d, ellipsoid(q, {-4, -5, 3}, {6, 9, 6}), 3);    // concha
}

double ears(Vec p, double d)
{
    const Vec m = mirrored(p);
    if (ball(m, ear_centre, 45) > 0) return d;
    static const Frame frame = frame_at(ear_centre, {0.88, 0, 0.47}, {0, 1, -0.22});
    return join(d, ear(frame(m)), 7);
}

double head_without_ears(Vec p)
{
    double d = join(join(skull(p), face(p), 36), neck(p), 26);
    if (p.z < 15) return d;  // well behind every feature of the face
    d = brows(p, d);
    d = nose(p, d);
    d = eyes(p, d);
    return mouth(p, d);
}

}  // namespace

double head(Vec p)
{
    return ears(p, head_without_ears(p));
}

double head_for_coarse_grids(Vec p)
{
    const double ear = ellipsoid(mirrored(p), {76, 6, -14}, {13, 31, 18});
    return join(head_without_ears(p), ear, 8);
}

std::vector<Landmark> head_landmarks()
{
    return {{"vertex", {0, 131, 0}},
            {"trichion", {0, 86, 86}},
            {"glabella", {0, 44, 96}},
            {"nasion", {0, 32, 93}},
            {"pronasale", {0, -9, 118}},
            {"subnasale", {0, -21, 101}},
            {"stomion", {0, -42, 98}},
            {"menton", {0, -87, 78}},
            {"opisthocranion", {0, 48, -98}},
            {"left_exocanthion", {45, 22, 70}},
            {"left_endocanthion", {16.5, 21, 76}},
            {"left_cheilion", {26, -42, 88}},
            {"left_alare", {17, -13, 98}},
            {"left_zygion", {67, 5, 40}},
            {"left_tragion", {73, 0, 0}},
            {"left_gonion", {54, -55, 15}}};
}

}  // namespace models

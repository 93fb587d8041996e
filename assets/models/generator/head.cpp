// SPDX-License-Identifier: MIT
#include "person.h"

namespace models {

namespace {

double skull(Vec p)
{
    const Vec m = mirrored(p);
    double d = ellipsoid(p, {0, 48, -4}, {75, 82, 94});
    d = join(d, ellipsoid(p, {0, 62, 22}, {64, 56, 72}), 30);             // forehead
    d = join(d, ellipsoid(m, {40, 10, 38}, {27, 26, 42}), 30);            // cheekbones
    d = join(d, ellipsoid(p, {0, -25, 30}, {50, 58, 58}), 30);            // middle of the face
    d = join(d, round_cone(m, {44, -44, 18}, {0, -66, 72}, 12, 18), 30);  // jaw
    d = join(d, ellipsoid(p, {0, -72, 74}, {19, 15, 17}), 20);            // chin
    return d;
}

double neck(Vec p)
{
    return round_cone(p, {0, -40, -22}, {0, -150, -38}, 53, 58);
}

double eyes(Vec p, double d)
{
    const Vec m = mirrored(p);
    d = join(d, round_cone(m, {10, 40, 78}, {48, 43, 60}, 12, 12), 16);  // brows
    d = carve(d, ellipsoid(m, {31, 22, 88}, {19, 13, 15}), 16);
    d = join(d, ball(m, {31, 22, 67}, 12.5), 3);
    return d;
}

double nose(Vec p, double d)
{
    const Vec m = mirrored(p);
    d = join(d, round_cone(p, {0, 30, 70}, {0, -8, 82}, 10, 16), 14);
    d = join(d, round_cone(p, {0, 32, 84}, {0, -8, 107}, 7, 9), 14);
    d = join(d, ball(p, {0, -9, 109}, 9.5), 8);
    d = join(d, ellipsoid(m, {11, -13, 98}, {7, 7.5, 10}), 7);
    d = carve(d, ellipsoid(m, {6, -19, 102}, {3.2, 4, 5.5}), 3);
    return d;
}

double mouth(Vec p, double d)
{
    d = join(d, ellipsoid(p, {0, -42, 78}, {34, 24, 22}), 16);
    d = join(d, ellipsoid(p, {0, -38, 92}, {22, 5, 10}), 6);
    d = join(d, ellipsoid(p, {0, -48, 91}, {19, 6, 10}), 6);
    return carve(d, ellipsoid(p, {0, -42, 105}, {26, 1.2, 8}), 3);
}

double ears(Vec p, double d)
{
    const Vec m = mirrored(p);
    const Frame ear = frame_at({76, 6, -16}, {0.85, 0, 0.5}, {0.0, 1, -0.2});
    const Vec q = ear(m);
    double shell = ellipsoid(q, {0, 0, 0}, {17, 31, 6});
    shell = carve(shell, ellipsoid(q, {2, 2, 6}, {11, 20, 7}), 4);
    return join(d, shell, 6);
}

double head_without_ears(Vec p)
{
    double d = join(skull(p), neck(p), 30);
    d = eyes(p, d);
    d = nose(p, d);
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

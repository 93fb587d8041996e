// SPDX-License-Identifier: MIT
// The left hand. Its frame: x from the wrist to the fingertips, y to the thumb's side, z to the
// palm. Hand length 172 mm at a stature of 1629 (ANSUR II women 180 +- 9, from memory).
#include "body.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace {

struct Finger {
    double from, root_side, tip_side, length, radius;
};
constexpr Finger fingers[] = {{88, 28, 43, 74, 8.6},
                              {93, 9.5, 15, 84, 8.9},
                              {90, -9.5, -13, 77, 8.5},
                              {81, -27, -40, 60, 7.5}};

// Along a finger, 0 at the knuckle and 1 at the tip: its girth swells at both joints.
constexpr Vec2 girths[] = {{-0.35, 1.0},
                           {0.0, 1.02},
                           {0.22, 0.92},
                           {0.42, 1.0},
                           {0.58, 0.86},
                           {0.72, 0.90},
                           {0.88, 0.80},
                           {1.0, 0.60}};

constexpr glm::dvec4 thumb_corners[] = {{14, 18, 5, 12.5},
                                        {46, 42, 10, 11.2},
                                        {62, 51, 11, 10.2},
                                        {75, 57.5, 12, 10.7},
                                        {91, 63.5, 13, 9.6},
                                        {103, 67.5, 14, 7.2}};

Vec3 place_on(const Finger& f, double t)
{
    const double ahead = std::max(t, 0.0);
    return {f.from + t * f.length, glm::mix(f.root_side, f.tip_side, ahead), 12.0 * ahead * ahead};
}

Tube finger_of(const Finger& f)
{
    std::vector<glm::dvec4> corners;
    for (const Vec2& at : girths)
        corners.emplace_back(place_on(f, at.x), f.radius * at.y);
    return Tube(corners, 2);
}

// A plate on the finger's back: 1 on it, 0 beside.
double plate(const Vec3& p, const Vec3& centre, Vec3 along, const Vec3& outward, double half_width)
{
    along = glm::normalize(along - glm::dot(along, outward) * outward);
    const Vec3 q = p - centre, across = glm::cross(outward, along);
    if (glm::dot(q, outward) < -5.0) return 0.0;
    const Vec2 place(glm::dot(q, along) / 5.6, glm::dot(q, across) / half_width);
    const double out = std::pow(std::pow(place.x, 4.0) + std::pow(place.y, 4.0), 0.25);
    return smooth_step(1.1, 0.9, out);
}

// Cords of the extensors, from the wrist to the knuckles.
double tendons(const Vec3& p)
{
    double sum = 0;
    for (const Finger& f : fingers) {
        const double t = (p.x - 16.0) / (f.from - 16.0);
        const double off = p.y - glm::mix(0.25 * f.root_side, f.root_side, t);
        sum += bell(off, 2.4) * smooth_step(0.1, 0.5, t) * smooth_step(1.05, 0.85, t);
    }
    return 1.1 * sum * smooth_step(-3.0, -8.0, p.z);
}

constexpr Bump soft_forms[] = {
    {"hollow of the palm", {60, -2, 16}, {20, 15, 9}, -3.5},
    {"pads below the fingers", {82, 1, 15}, {8, 26, 9}, 1.5},
    {"head of the ulna", {-8, -22, -14}, {10, 9, 9}, 3.5},
};

double relief(const Vec3& p)
{
    double sum = tendons(p) + 0.4 * hand_nail_at(p);
    for (const Bump& bump : soft_forms) {
        const Vec3 q = (p - bump.centre) / bump.sigma;
        sum += bump.height * std::exp(-0.5 * std::min(glm::dot(q, q), 40.0));
    }
    return sum;
}

}  // namespace

Hand::Hand()
    : thumb_(thumb_corners, 3)
{
    for (const Finger& finger : fingers)
        fingers_.push_back(finger_of(finger));
}

double Hand::operator()(const Vec3& p) const
{
    const double near = glm::length(p - Vec3(92, 4, 0)) - 140.0;
    if (near > 15.0) return near;
    double whole = ellipsoid(p, {46, 0, 1}, {58, 38, 14.5});
    whole = smooth_union(whole, ellipsoid(p, {68, 1, 0}, {34, 40, 12.5}), 10);
    whole = smooth_union(whole, ellipsoid(p, {36, 23, 8}, {32, 14, 14}), 12);   // thenar
    whole = smooth_union(whole, ellipsoid(p, {36, -23, 6}, {34, 13, 12}), 12);  // hypothenar
    for (const Finger& f : fingers)
        whole =
            smooth_union(whole, ellipsoid(p, {f.from - 3, f.root_side, -4.5}, {10.5, 7.5, 9.5}), 8);
    whole = smooth_union(whole, thumb_(p), 12);
    for (const Tube& finger : fingers_)
        whole = smooth_union(whole, finger(p), 5);
    return whole - relief(p);
}

double hand_nail_at(const Vec3& p)
{
    if (p.x < 80.0) return 0.0;
    double most = 0;
    for (const Finger& f : fingers) {
        const Vec3 along = glm::normalize(place_on(f, 1.0) - place_on(f, 0.8));
        const Vec3 outward = glm::normalize(Vec3(0, 0, -1) + along.z * along);
        const Vec3 centre = place_on(f, 0.95) + 0.68 * f.radius * outward;
        most = std::max(most, plate(p, centre, along, outward, 0.58 * f.radius));
    }
    const Vec3 outward = glm::normalize(Vec3(-0.2, 0.45, -0.87));
    return std::max(most, plate(p, Vec3(99, 66, 14) + 7.6 * outward, {12, 4, 1}, outward, 6.4));
}

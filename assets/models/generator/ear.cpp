// SPDX-License-Identifier: MIT
// The ear: a bowed leaf with a rolled rim. Local frame: origin at the ear canal, u backward along
// the leaf, v up, w outward.
#include "head.h"

#include <algorithm>
#include <cmath>

namespace {

const Vec3 canal(68.5, 0, -6);
// The leaf stands off the head by about 27 degrees and leans back by 12 (from memory).
const Vec3 outward = glm::normalize(Vec3(0.88, 0.06, 0.46));
const Vec3 backward =
    glm::normalize(Vec3(0, -0.21, -0.98) - glm::dot(Vec3(0, -0.21, -0.98), outward) * outward);
const Vec3 upward = glm::cross(outward, backward);

constexpr double front_mm = 1.7;  // from the leaf's middle to its front

// Corners: u, v, w and the rim's radius.
constexpr glm::dvec4 rim_corners[] = {{9, 0, -4, 1.6},
                                      {3, 5, 0, 2.0},
                                      {-1, 14, 2.5, 2.5},
                                      {2, 24, 2.5, 2.6},
                                      {9, 30.5, 2, 2.6},
                                      {18, 31.5, 2, 2.6},
                                      {26, 26, 2.5, 2.6},
                                      {30, 16, 3, 2.5},
                                      {29.5, 4, 2.5, 2.3},
                                      {25, -8, 1.5, 2.1},
                                      {19, -15, 0, 2.0},
                                      {14, -21, -1, 2.4},
                                      {8, -25, -1.5, 2.6},
                                      {3, -22.5, -2, 2.4},
                                      {0, -16, -2.5, 1.8}};

constexpr glm::dvec4 antihelix_corners[] = {{13, 22, 0, 1.8},
                                            {19, 15, 1, 2.2},
                                            {21, 5, 1.2, 2.3},
                                            {18, -6, 0.8, 2.2},
                                            {12, -13, 0.5, 2.6},
                                            {7, -14, 0.5, 2.4}};

double segment_distance(const Vec2& p, const Vec2& a, const Vec2& b)
{
    const Vec2 ab = b - a;
    const double t = std::clamp(glm::dot(p - a, ab) / glm::dot(ab, ab), 0.0, 1.0);
    return glm::length(p - a - t * ab);
}

// Signed distance to the outline that the rim draws, seen from the side.
double outline(const Vec2& p, std::span<const glm::dvec4> rim)
{
    double nearest = 1e9;
    bool inside = false;
    for (std::size_t i = 0; i < rim.size(); ++i) {
        const Vec2 a(rim[i]), b(rim[(i + 1) % rim.size()]);
        nearest = std::min(nearest, segment_distance(p, a, b));
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y))
            inside = !inside;
    }
    return inside ? -nearest : nearest;
}

}  // namespace

Ear::Ear(double thickness_mm)
    : thickness_mm_(thickness_mm)
    , rim_(rounded(rim_corners, 3))
    , antihelix_(rounded(antihelix_corners, 3))
{
}

// The thin shell inside the rim; it sinks into the bowl (concha) before the canal.
double Ear::leaf(const Vec3& local) const
{
    const double bowl = bell(local.x - 9.0, 6.0) * bell(local.y + 0.5, 8.0);
    const double middle = -0.5 - 6.5 * bowl;
    const double behind = front_mm - 0.5 * thickness_mm_;  // the leaf grows thick backward only
    const double slab = std::abs(local.z - middle - behind) - 0.5 * thickness_mm_;
    return 0.8 * smooth_intersection(slab, outline(Vec2(local), rim_), 2.0);
}

double Ear::operator()(const Vec3& p) const
{
    const Vec3 q = p - canal;
    const double far_away = glm::length(q - 14.0 * backward) - 46.0;
    if (far_away > 12.0) return far_away;
    const Vec3 local(glm::dot(q, backward), glm::dot(q, upward), glm::dot(q, outward));
    double ear = smooth_union(leaf(local), tube(local, rim_), 2.0);
    ear = smooth_union(ear, tube(local, antihelix_), 3.0);
    const double lobule = ellipsoid(local, {8, -19, -1}, {7, 6.5, 3.0});
    const double tragus = ellipsoid(local, {1, -3.5, -3.4}, {2.8, 5.2, 4.2});
    const double root = ellipsoid(local, {11, 3, -16}, {13, 20, 9.5});  // joins leaf and head
    const double floor = ellipsoid(local, {5, -3, -9.5}, {10, 11, 6});  // no tunnel by the canal
    ear = smooth_union(ear, lobule, 3.0);
    ear = smooth_union(ear, floor, 5.0);
    ear = smooth_union(ear, tragus, 5.0);
    return smooth_union(ear, root, 10.0);
}

// SPDX-License-Identifier: MIT
// The ear: a bowed leaf with a rolled rim. Local frame: origin at the ear canal, u backward along
// the leaf, v up, w outward.
#include "head.h"

#include <algorithm>
#include <cmath>

namespace {

const Vec3 canal(66.0, 0, -5);
// The leaf stands off the head by about 25 degrees and leans back by 12 (from memory).
const Vec3 outward = glm::normalize(Vec3(0.94, 0.06, 0.32));
const Vec3 backward =
    glm::normalize(Vec3(0, -0.21, -0.98) - glm::dot(Vec3(0, -0.21, -0.98), outward) * outward);
const Vec3 upward = glm::cross(outward, backward);

constexpr double size = 0.92;  // the corners below draw an ear 62 mm long

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

// The antihelix rises from the antitragus and forks into two crura below the helix.
constexpr glm::dvec4 antihelix_corners[] = {{12.5, 25, -0.6, 1.5},
                                            {17, 18, 0.4, 2.2},
                                            {20, 9, 1.2, 2.8},
                                            {19.5, 0, 1.4, 2.8},
                                            {16, -8, 0.8, 2.4},
                                            {11, -12.5, 0.6, 2.7},
                                            {6.5, -13, 0.8, 2.6}};
constexpr glm::dvec4 lower_crus_corners[] = {
    {18.5, 12, 0.2, 2.2}, {12, 14.5, -0.6, 1.9}, {4, 15, -1.0, 1.5}};

double segment_distance(const Vec2& p, const Vec2& a, const Vec2& b)
{
    const Vec2 ab = b - a;
    const double t = std::clamp(glm::dot(p - a, ab) / glm::dot(ab, ab), 0.0, 1.0);
    return glm::length(p - a - t * ab);
}

// Signed distance to the outline that the rim draws, seen from the side.
double outline(const Vec2& p, const Tube& rim)
{
    double nearest = 1e9;
    bool inside = false;
    for (std::size_t i = 0; i < rim.size(); ++i) {
        const Vec2 a = rim.corner(i), b = rim.corner((i + 1) % rim.size());
        nearest = std::min(nearest, segment_distance(p, a, b));
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y))
            inside = !inside;
    }
    return inside ? -nearest : nearest;
}

}  // namespace

Ear::Ear(double thickness_mm)
    : thickness_mm_(thickness_mm)
    , rim_(rim_corners)
    , antihelix_(antihelix_corners)
    , lower_crus_(lower_crus_corners)
{
}

// The thin shell inside the rim; it sinks into the bowl (concha) before the canal.
double Ear::leaf(const Vec3& local) const
{
    const double bowl = bell(local.x - 9.5, 6.0) * bell(local.y - 0.5, 8.0);
    const double scapha = bell(local.x - 25.0, 3.0) * bell(local.y - 10.0, 11.0);
    const double middle = -0.6 - 7.5 * bowl - 0.6 * scapha;
    const double behind = front_mm - 0.5 * thickness_mm_;  // the leaf grows thick backward only
    const double slab = std::abs(local.z - middle - behind) - 0.5 * thickness_mm_;
    return 0.8 * smooth_intersection(slab, outline(Vec2(local), rim_) - 1.3, 2.0);
}

double Ear::operator()(const Vec3& p) const
{
    const Vec3 q = (p - canal) / size;
    const double far_away = glm::length(q - 14.0 * backward) - 46.0;
    if (far_away > 12.0) return size * far_away;
    const Vec3 local(glm::dot(q, backward), glm::dot(q, upward), glm::dot(q, outward));
    double ear = smooth_union(leaf(local), rim_(local), 2.0);
    ear = smooth_union(ear, antihelix_(local), 4.0);
    ear = smooth_union(ear, lower_crus_(local), 3.5);
    const double lobule = ellipsoid(local, {7.5, -20, -1.5}, {7.5, 7.5, 3.2});
    const double lobe_root = ellipsoid(local, {-1, -15.5, -5}, {7, 7, 4.5});  // to the cheek
    const double tragus_root = ellipsoid(local, {-0.6, -3.4, -5.8}, {4.4, 6.2, 4.2});
    const double tragus = ellipsoid(local, {2.0, -3.8, -2.8}, {3.4, 4.0, 1.9});
    const double root = ellipsoid(local, {11, 4, -16}, {15, 24, 10});    // joins leaf and head
    const double floor = ellipsoid(local, {5, -3, -11.5}, {10, 11, 6});  // no tunnel by the canal
    ear = smooth_union(ear, lobule, 4.0);
    ear = smooth_union(ear, lobe_root, 6.0);
    ear = smooth_union(ear, floor, 5.0);
    ear = smooth_union(ear, root, 12.0);
    const double concha = ellipsoid(local, {9.5, -2.5, -5.0}, {6.2, 7.8, 6.4});
    const double meatus = round_cone(local, {6.6, -2.8, -7.0}, {5.2, -2.8, -11.5}, 3.6, 3.0);
    ear = smooth_difference(ear, smooth_union(concha, meatus, 3.0), 4.0);
    ear = smooth_union(ear, tragus_root, 4.0);
    return size * smooth_union(ear, tragus, 4.5);
}

static Vec3 in_ear(const Vec3& left)
{
    const Vec3 q = (left - canal) / size;
    return {glm::dot(q, backward), glm::dot(q, upward), glm::dot(q, outward)};
}

bool is_on_ear(const Vec3& left)
{
    const Vec3 local = in_ear(left);
    const double depth = local.x < 15.0 ? -15.0 : -9.0;  // the concha is hollow
    return local.x > -4.0 && local.x < 36.0 && local.y > -30.0 && local.y < 36.0 && local.z > depth;
}

bool is_within_ear(const Vec3& left)
{
    const Vec3 local = in_ear(left);
    const double out = glm::length((Vec2(local) - Vec2(14.0, 3.0)) / Vec2(20.0, 33.0));
    return out < 1.0 && local.z > -9.0;
}

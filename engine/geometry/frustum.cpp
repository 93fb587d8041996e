// SPDX-License-Identifier: MIT
#include "geometry/frustum.h"

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace geometry {
namespace {

using Polygon = std::vector<glm::dvec3>;

/// The part of a convex polygon where `height(place) >= 0`; the height must be linear.
template <typename Height>
Polygon clipped(const Polygon& polygon, Height height)
{
    Polygon left;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const glm::dvec3 from = polygon[i], to = polygon[(i + 1) % polygon.size()];
        const double h = height(from), next = height(to);
        if (h >= 0) left.push_back(from);
        if ((h < 0) != (next < 0)) left.push_back(from + (to - from) * (h / (h - next)));
    }
    return left;
}

struct Plane {
    glm::dvec3 x, y;
};
Plane across(glm::dvec3 axis)
{
    const glm::dvec3 other = std::abs(axis.x) < 0.9 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 1, 0);
    const glm::dvec3 x = glm::normalize(glm::cross(axis, other));
    return {x, glm::cross(axis, x)};
}

double turn(glm::dvec2 a, glm::dvec2 b)
{
    return a.x * b.y - a.y * b.x;
}

double distance_from_origin(glm::dvec2 a, glm::dvec2 b)
{
    const glm::dvec2 ab = b - a;
    const double squared = glm::dot(ab, ab);
    const double along = squared > 0 ? std::clamp(-glm::dot(a, ab) / squared, 0.0, 1.0) : 0;
    return glm::length(a + along * ab);
}

/// Whether the polygon comes within 1 of the origin.
bool meets_unit_disc(const std::vector<glm::dvec2>& polygon)
{
    bool left = true, right = true;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const glm::dvec2 a = polygon[i], b = polygon[(i + 1) % polygon.size()];
        if (distance_from_origin(a, b) <= 1) return true;
        left = left && turn(a, b) > 0;
        right = right && turn(a, b) < 0;
    }
    return left || right;  // the origin is inside
}

}  // namespace

std::optional<glm::dvec3>
place_inside(const Frustum& frustum, glm::dvec3 a, glm::dvec3 b, glm::dvec3 c)
{
    const auto above_base = [&](glm::dvec3 p) { return glm::dot(p - frustum.base, frustum.axis); };
    const auto below_top = [&](glm::dvec3 p) { return frustum.length_mm - above_base(p); };
    const Polygon between = clipped(clipped({a, b, c}, above_base), below_top);
    if (between.empty()) return std::nullopt;

    const Plane plane = across(frustum.axis);
    const double slope = (frustum.top_radius_mm - frustum.base_radius_mm) / frustum.length_mm;
    std::vector<glm::dvec2> seen;
    glm::dvec3 middle(0);
    for (const glm::dvec3 p : between) {
        const double radius_mm = frustum.base_radius_mm + slope * above_base(p);
        const glm::dvec3 away = p - frustum.base;
        seen.push_back(glm::dvec2(glm::dot(away, plane.x), glm::dot(away, plane.y)) / radius_mm);
        middle += p / double(between.size());
    }
    if (!meets_unit_disc(seen)) return std::nullopt;
    return middle;
}

std::optional<glm::dvec3> place_inside(const Frustum& frustum, const Mesh& mesh, const Bvh& bvh)
{
    // Balls along the axis that hold the frustum together.
    const double radius_mm = std::max(frustum.base_radius_mm, frustum.top_radius_mm);
    const double balls = std::ceil(frustum.length_mm / std::max(2 * radius_mm, 1.0));
    const double half_mm = frustum.length_mm / balls / 2;
    std::optional<glm::dvec3> place;
    for (double ball = 0; ball < balls && !place; ++ball) {
        const glm::dvec3 middle = frustum.base + frustum.axis * ((2 * ball + 1) * half_mm);
        bvh.visit_near(middle, std::hypot(radius_mm, half_mm), [&](TriangleId triangle) {
            const auto [a, b, c] = mesh.corners(triangle);
            place = place_inside(frustum, a, b, c);
            return !place;
        });
    }
    return place;
}

}  // namespace geometry

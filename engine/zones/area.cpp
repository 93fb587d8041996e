// SPDX-License-Identifier: MIT
// Areas on a field. In each triangle the field is linear, so its zero line is straight, and what
// lies inside is a polygon: its share of the triangle is exact.
#include "zones/zone_field.h"

#include <glm/vec2.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

namespace zones {
namespace {

using geometry::TriangleId;
using Values = std::array<double, 3>;  // of a field at a triangle's corners

Values values_at(const geometry::Surface& surface, const ZoneField& field, std::size_t triangle)
{
    const glm::uvec3 t = surface.mesh.triangles[triangle];
    return {double(field[geometry::VertexId(t.x)]),
            double(field[geometry::VertexId(t.y)]),
            double(field[geometry::VertexId(t.z)])};
}

/// The share of the triangle that one corner keeps when its two edges are cut where the value is 0.
double share_at_corner(double corner, double other, double another)
{
    return corner / (corner - other) * (corner / (corner - another));
}

/// The share of a triangle where the interpolated value is negative.
double share_inside(const Values& v)
{
    switch ((v[0] < 0) + (v[1] < 0) + (v[2] < 0)) {
    case 0:
        return 0;
    case 3:
        return 1;
    case 1:
        for (int i = 0; i < 2; ++i)
            if (v[i] < 0) return share_at_corner(v[i], v[(i + 1) % 3], v[(i + 2) % 3]);
        return share_at_corner(v[2], v[0], v[1]);
    default:
        for (int i = 0; i < 2; ++i)
            if (v[i] >= 0) return 1 - share_at_corner(v[i], v[(i + 1) % 3], v[(i + 2) % 3]);
        return 1 - share_at_corner(v[2], v[0], v[1]);
    }
}

/// A polygon in a triangle whose corners are at (0, 0), (1, 0) and (0, 1): clipped twice it has at
/// most five corners.
struct Polygon {
    std::array<glm::dvec2, 6> corners{};
    int count = 0;

    void add(glm::dvec2 p) { corners[std::size_t(count++)] = p; }
};

/// What is left of the polygon where the linear function with these values at the triangle's
/// corners is negative (Sutherland and Hodgman 1974).
Polygon clipped(const Polygon& polygon, const Values& v)
{
    const auto value = [&v](glm::dvec2 p) {
        return v[0] + p.x * (v[1] - v[0]) + p.y * (v[2] - v[0]);
    };
    Polygon kept;
    for (int i = 0; i < polygon.count; ++i) {
        const glm::dvec2 a = polygon.corners[std::size_t(i)];
        const glm::dvec2 b = polygon.corners[std::size_t((i + 1) % polygon.count)];
        const double at_a = value(a), at_b = value(b);
        if (at_a < 0) kept.add(a);
        if ((at_a < 0) != (at_b < 0)) kept.add(a + at_a / (at_a - at_b) * (b - a));
    }
    return kept;
}

/// As a share of the triangle.
double share_of(const Polygon& polygon)
{
    double twice = 0;
    for (int i = 0; i < polygon.count; ++i) {
        const glm::dvec2 a = polygon.corners[std::size_t(i)];
        const glm::dvec2 b = polygon.corners[std::size_t((i + 1) % polygon.count)];
        twice += a.x * b.y - a.y * b.x;
    }
    return twice;
}

bool somewhere_inside(const Values& v)
{
    return std::min({v[0], v[1], v[2]}) < 0;
}

/// Calls body(t) for each triangle with a corner inside, in rising order. A zone is small on a
/// large scan, so they are found from the vertices, of which there are half as many.
template <typename Body>
void for_each_reaching_inside(const geometry::Surface& surface,
                              const ZoneField& field,
                              const Body& body)
{
    std::vector<std::uint64_t> reaching((surface.mesh.triangles.size() + 63) / 64);  // one bit each
    const auto values = field.values();
    for (std::size_t v = 0; v < values.size(); ++v)
        if (values[v] < 0)
            for (const std::uint32_t t : surface.topology.triangles_at(geometry::VertexId(v)))
                reaching[t / 64] |= std::uint64_t(1) << t % 64;
    for (std::size_t i = 0; i < reaching.size(); ++i)
        for (std::uint64_t bits = reaching[i]; bits != 0; bits &= bits - 1)
            body(64 * i + std::size_t(std::countr_zero(bits)));
}

}  // namespace

double share_inside(const geometry::Surface& surface,
                    const ZoneField& field,
                    geometry::TriangleId triangle)
{
    return share_inside(values_at(surface, field, triangle.value));
}

double area_mm2(const geometry::Surface& surface, const ZoneField& field)
{
    double sum = 0;
    for_each_reaching_inside(surface, field, [&](std::size_t t) {
        sum += share_inside(values_at(surface, field, t)) *
               geometry::area_mm2(surface.mesh, TriangleId(t));
    });
    return sum;
}

double overlap_mm2(const geometry::Surface& surface, const ZoneField& a, const ZoneField& b)
{
    double sum = 0;
    for_each_reaching_inside(surface, a, [&](std::size_t t) {
        const Values in_a = values_at(surface, a, t), in_b = values_at(surface, b, t);
        if (!somewhere_inside(in_b)) return;
        Polygon polygon{{glm::dvec2(0, 0), glm::dvec2(1, 0), glm::dvec2(0, 1)}, 3};
        polygon = clipped(clipped(polygon, in_a), in_b);
        sum += share_of(polygon) * geometry::area_mm2(surface.mesh, TriangleId(t));
    });
    return sum;
}

}  // namespace zones

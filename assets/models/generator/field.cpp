// SPDX-License-Identifier: MIT
#include "field.h"

#include <algorithm>
#include <cmath>

double smooth_union(double a, double b, double blend_mm)
{
    // Cubic polynomial: its curvature is continuous, so no shading line shows at the seam's edge.
    const double h = std::max(blend_mm - std::abs(a - b), 0.0) / blend_mm;
    return std::min(a, b) - h * h * h * blend_mm / 6.0;
}

double smooth_intersection(double a, double b, double blend_mm)
{
    return -smooth_union(-a, -b, blend_mm);
}

double smooth_difference(double a, double taken_away, double blend_mm)
{
    return smooth_intersection(a, -taken_away, blend_mm);
}

double sphere(const Vec3& p, const Vec3& centre, double radius)
{
    return glm::length(p - centre) - radius;
}

double ellipsoid(const Vec3& p, const Vec3& centre, const Vec3& radii)
{
    const Vec3 q = p - centre;
    const double k0 = glm::length(q / radii);
    const double k1 = glm::length(q / (radii * radii));
    if (k1 < 1e-9) return -std::min({radii.x, radii.y, radii.z});
    return k0 * (k0 - 1.0) / k1;
}

double round_cone(const Vec3& p, const Vec3& a, const Vec3& b, double radius_a, double radius_b)
{
    const Vec3 ab = b - a;
    const double t = std::clamp(glm::dot(p - a, ab) / glm::dot(ab, ab), 0.0, 1.0);
    return glm::length(p - a - t * ab) - glm::mix(radius_a, radius_b, t);
}

static glm::dvec4 catmull_rom(std::span<const glm::dvec4> corners, int span, double t)
{
    const auto last = static_cast<int>(corners.size()) - 1;
    const auto corner = [&](int i) {
        return corners[static_cast<std::size_t>(std::clamp(i, 0, last))];
    };
    const glm::dvec4 a = corner(span - 1), b = corner(span), c = corner(span + 1);
    const glm::dvec4 d = corner(span + 2);
    return 0.5 * (2.0 * b + t * (c - a) + t * t * (2.0 * a - 5.0 * b + 4.0 * c - d) +
                  t * t * t * (3.0 * (b - c) + d - a));
}

Tube::Tube(std::span<const glm::dvec4> corners, int steps, double reach_mm)
    : low_(1e9)
    , high_(-1e9)
    , reach_mm_(reach_mm)
{
    glm::dvec4 from = corners.front();
    for (int span = 0; span + 1 < static_cast<int>(corners.size()); ++span)
        for (int k = 1; k <= steps; ++k) {
            const glm::dvec4 to = catmull_rom(corners, span, static_cast<double>(k) / steps);
            const Vec3 along(to - from);
            pieces_.push_back(
                {Vec3(from), along, 1.0 / glm::dot(along, along), from.w, to.w - from.w});
            const double radius = std::max(from.w, to.w);
            low_ = glm::min(low_, glm::min(Vec3(from), Vec3(to)) - radius);
            high_ = glm::max(high_, glm::max(Vec3(from), Vec3(to)) + radius);
            from = to;
        }
}

double Tube::operator()(const Vec3& p) const
{
    const double away = glm::length(glm::max(glm::max(low_ - p, p - high_), Vec3(0)));
    if (away > reach_mm_) return away;
    double nearest = 1e9;
    for (const Piece& piece : pieces_) {
        const Vec3 q = p - piece.from;
        const double t =
            std::clamp(glm::dot(q, piece.along) * piece.inverse_squared_length, 0.0, 1.0);
        nearest =
            std::min(nearest, glm::length(q - t * piece.along) - piece.radius - t * piece.growth);
    }
    return nearest;
}

namespace {

struct Slope {
    double level;
    Vec3 direction;
};

// Four samples at the corners of a tetrahedron give the slope, and their mean the level.
Slope slope_at(const Field& field, const Vec3& p, double step_mm)
{
    const Vec3 a(1, -1, -1), b(-1, -1, 1), c(-1, 1, -1), d(1, 1, 1);
    const double at_a = field(p + step_mm * a), at_b = field(p + step_mm * b);
    const double at_c = field(p + step_mm * c), at_d = field(p + step_mm * d);
    return {0.25 * (at_a + at_b + at_c + at_d),
            (a * at_a + b * at_b + c * at_c + d * at_d) / (4.0 * step_mm)};
}

}  // namespace

Vec3 gradient(const Field& field, const Vec3& p, double step_mm)
{
    return slope_at(field, p, step_mm).direction;
}

Vec3 projected(const Field& field, Vec3 p, int steps)
{
    for (int i = 0; i < steps; ++i) {
        const Slope slope = slope_at(field, p, 0.05);
        const double steepness = glm::length(slope.direction);
        // A step is never longer than 3 mm: near a crease the slope can be misleading.
        const double length = std::clamp(slope.level / std::max(steepness, 0.2), -3.0, 3.0);
        p -= length * slope.direction / std::max(steepness, 1e-9);
        if (std::abs(length) < 0.01) break;  // the next one would be some 1e-5 mm
    }
    return p;
}

double smooth_step(double from, double to, double x)
{
    const double t = std::clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

double bell(double x, double sigma)
{
    return std::exp(-0.5 * x * x / (sigma * sigma));
}

static double bump_at(const Vec3& p, const Vec3& centre, const Bump& bump)
{
    const Vec3 q = (p - centre) / bump.sigma;
    const double squared = glm::dot(q, q);
    return squared > 30.0 ? 0.0 : bump.height * std::exp(-0.5 * squared);
}

double bumps_at(const Vec3& p, std::span<const Bump> bumps)
{
    double sum = 0;
    for (const Bump& bump : bumps) {
        sum += bump_at(p, bump.centre, bump);
        if (bump.centre.x != 0.0) sum += bump_at(p, mirrored(bump.centre), bump);
    }
    return sum;
}

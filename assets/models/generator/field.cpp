// SPDX-License-Identifier: MIT
#include "field.h"

#include <algorithm>

namespace models {

double ball(Vec p, Vec centre, double radius)
{
    return length(p - centre) - radius;
}

double ellipsoid(Vec p, Vec centre, Vec radii)
{
    const Vec scaled = (p - centre) / radii;
    const double k0 = length(scaled);
    const double k1 = length(scaled / radii);
    const double least = std::min({radii.x, radii.y, radii.z});
    if (k1 < 1e-9) return -least;
    return std::max(k0 * (k0 - 1) / k1, -least);
}

double capsule(Vec p, Vec a, Vec b, double radius)
{
    const Vec axis = b - a;
    const double t = std::clamp(dot(p - a, axis) / dot(axis, axis), 0.0, 1.0);
    return length(p - a - t * axis) - radius;
}

double round_cone(Vec p, Vec a, Vec b, double radius_a, double radius_b)
{
    const Vec axis = b - a;
    const double l2 = dot(axis, axis);
    const double shrink = radius_a - radius_b;
    const double a2 = l2 - shrink * shrink;
    const double along = dot(p - a, axis);
    const double beyond = along - l2;
    const Vec off = (p - a) * l2 - axis * along;
    const double x2 = dot(off, off);
    const double y2 = along * along * l2;
    const double z2 = beyond * beyond * l2;
    const double k = std::copysign(shrink * shrink * x2, shrink);
    if (std::copysign(a2 * z2, beyond) > k) return std::sqrt(x2 + z2) / l2 - radius_b;
    if (std::copysign(a2 * y2, along) < k) return std::sqrt(x2 + y2) / l2 - radius_a;
    return (std::sqrt(x2 * a2 / l2) + along * shrink) / l2 - radius_a;
}

double join(double a, double b, double blend_mm)
{
    const double h = std::max(blend_mm - std::abs(a - b), 0.0) / blend_mm;
    return std::min(a, b) - h * h * h * blend_mm / 6;
}

double carve(double a, double b, double blend_mm)
{
    return -join(-a, b, blend_mm);
}

double common(double a, double b, double blend_mm)
{
    return -join(-a, -b, blend_mm);
}

Frame frame_at(Vec origin, Vec front, Vec up)
{
    Frame frame;
    frame.origin = origin;
    frame.front = normalize(front);
    frame.right = normalize(cross(up, frame.front));
    frame.up = cross(frame.front, frame.right);
    return frame;
}

Vec gradient(const Field& field, Vec p)
{
    // Four corners of a tetrahedron: as good as six differences along the axes.
    constexpr double h = 0.05;
    constexpr double corners[4][3] = {{1, 1, 1}, {1, -1, -1}, {-1, 1, -1}, {-1, -1, 1}};
    Vec sum(0);
    for (const auto& c : corners)
        sum += Vec(c[0], c[1], c[2]) * field(p + h * Vec(c[0], c[1], c[2]));
    return sum / (4 * h);
}

Vec projected(const Field& field, Vec p, int steps)
{
    for (int step = 0; step < steps; ++step) {
        const double value = field(p);
        if (std::abs(value) < 1e-3) break;
        const Vec slope = gradient(field, p);
        const double steepness = dot(slope, slope);
        if (steepness < 1e-4) break;
        const Vec move = slope * (-value / steepness);
        p += move * std::min(1.0, 3.0 / length(move));  // no leap across a thin ear
    }
    return p;
}

}  // namespace models

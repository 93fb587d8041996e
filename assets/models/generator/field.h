// SPDX-License-Identifier: MIT
// Shapes as signed distances: negative inside, millimetres. A person is a smooth union of a few
// dozen of these. Only +, -, *, / and square roots are used, so that every machine makes the same
// bytes.
//
// Ellipsoid, round cone and the cubic smooth minimum after Inigo Quilez, "Distance functions" and
// "Smooth minimum".
#pragma once

#include <glm/geometric.hpp>
#include <glm/vec3.hpp>

#include <cmath>
#include <functional>

namespace models {

using Vec = glm::dvec3;
using Field = std::function<double(Vec)>;

double ball(Vec p, Vec centre, double radius);
double ellipsoid(Vec p, Vec centre, Vec radii);
double capsule(Vec p, Vec a, Vec b, double radius);
double round_cone(Vec p, Vec a, Vec b, double radius_a, double radius_b);

/// The lesser of both, rounded where they differ by less than `blend_mm`.
double join(double a, double b, double blend_mm);

/// `a` without `b`.
double carve(double a, double b, double blend_mm);

/// What is in both.
double common(double a, double b, double blend_mm);

/// The person's left half stands for both: x becomes its size.
inline Vec mirrored(Vec p)
{
    return {std::abs(p.x), p.y, p.z};
}

/// Axes of a part that stands askew: gives `p` as the part sees it.
struct Frame {
    Vec origin{0};
    Vec right{1, 0, 0};
    Vec up{0, 1, 0};
    Vec front{0, 0, 1};

    Vec operator()(Vec p) const
    {
        const Vec d = p - origin;
        return {dot(d, right), dot(d, up), dot(d, front)};
    }
};

/// A frame that looks along `front`, with `up` as near to the given one as that allows.
Frame frame_at(Vec origin, Vec front, Vec up);

Vec gradient(const Field& field, Vec p);

/// The point of the zero level near `p`, by Newton steps along the gradient.
Vec projected(const Field& field, Vec p, int steps);

}  // namespace models

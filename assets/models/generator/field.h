// SPDX-License-Identifier: MIT
// Signed distance fields: negative inside, millimetres, and the few solids and smooth unions that
// the models are modelled from. Formulas of the solids and of the polynomial smooth minimum follow
// Inigo Quilez's public articles on distance functions (from memory).
#pragma once

#include <glm/glm.hpp>

#include <functional>
#include <span>
#include <vector>

using Vec2 = glm::dvec2;
using Vec3 = glm::dvec3;
using Field = std::function<double(const Vec3&)>;

// Union, intersection and difference whose seam is rounded over about `blend_mm`.
double smooth_union(double a, double b, double blend_mm);
double smooth_intersection(double a, double b, double blend_mm);
double smooth_difference(double a, double taken_away, double blend_mm);

double sphere(const Vec3& p, const Vec3& centre, double radius);
// Exact on the surface, a bound elsewhere.
double ellipsoid(const Vec3& p, const Vec3& centre, const Vec3& radii);
// A ball rolled from `a` to `b` while its radius changes.
double round_cone(const Vec3& p, const Vec3& a, const Vec3& b, double radius_a, double radius_b);

// A ball of changing radius rolled along a Catmull-Rom curve through `corners` (w is the radius),
// `steps` straight pieces for each span. Farther than `reach_mm` from its box only a bound is
// given, so no union may blend over more.
class Tube {
public:
    explicit Tube(std::span<const glm::dvec4> corners, int steps = 5, double reach_mm = 25);
    double operator()(const Vec3& p) const;
    Vec2 corner(std::size_t i) const { return Vec2(pieces_[i].from); }
    std::size_t size() const { return pieces_.size(); }

private:
    struct Piece {
        Vec3 from, along;
        double inverse_squared_length, radius, growth;
    };
    std::vector<Piece> pieces_;
    Vec3 low_, high_;
    double reach_mm_;
};

Vec3 gradient(const Field& field, const Vec3& p, double step_mm = 0.05);
// Newton steps along the gradient until p lies on the zero surface.
Vec3 projected(const Field& field, Vec3 p, int steps = 4);

// 0 at `from`, 1 at `to`, smooth in between; `from` may be the larger one.
double smooth_step(double from, double to, double x);
double bell(double x, double sigma);
inline Vec3 mirrored(const Vec3& p)
{
    return {-p.x, p.y, p.z};
}

// A soft swelling (height > 0) or hollow (height < 0) of the skin, on both sides of the body.
struct Bump {
    const char* what;  // anatomical name, for the reader
    Vec3 centre;       // on the person's left side
    Vec3 sigma;        // reach along each axis, mm
    double height;     // at the centre, mm
};
// Sum over the bumps and their mirror images; a bump at x = 0 counts once.
double bumps_at(const Vec3& p, std::span<const Bump> bumps);

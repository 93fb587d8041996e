// SPDX-License-Identifier: MIT
#include "loft.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace {

constexpr std::array<double Section::*, 6> fields = {&Section::half_width,
                                                     &Section::front,
                                                     &Section::back,
                                                     &Section::widest,
                                                     &Section::front_power,
                                                     &Section::back_power};

// Harmonic mean of the neighbouring slopes, 0 at an extreme: the curve never overshoots its keys.
double monotone_slope(double before, double after)
{
    return before * after <= 0.0 ? 0.0 : 2.0 * before * after / (before + after);
}

double hermite(double a, double slope_a, double b, double slope_b, double span, double t)
{
    const double t2 = t * t, t3 = t2 * t;
    return a * (2 * t3 - 3 * t2 + 1) + b * (3 * t2 - 2 * t3) + span * slope_a * (t3 - 2 * t2 + t) +
           span * slope_b * (t3 - t2);
}

}  // namespace

Loft::Loft(std::vector<Section> sections)
    : sections_(std::move(sections))
    , slopes_(sections_.size(), Section{})
{
    const auto secant = [&](std::size_t i, double Section::*field) {
        return (sections_[i + 1].*field - sections_[i].*field) /
               (sections_[i + 1].y - sections_[i].y);
    };
    const std::size_t last = sections_.size() - 1;
    for (const auto field : fields) {
        slopes_[0].*field = secant(0, field);
        slopes_[last].*field = secant(last - 1, field);
        for (std::size_t i = 1; i < last; ++i)
            slopes_[i].*field = monotone_slope(secant(i - 1, field), secant(i, field));
    }
}

Section Loft::at(double y) const
{
    const double clamped = std::clamp(y, sections_.front().y, sections_.back().y);
    std::size_t i = 0;
    while (i + 2 < sections_.size() && sections_[i + 1].y <= clamped)
        ++i;
    const Section &a = sections_[i], &b = sections_[i + 1];
    const double span = b.y - a.y, t = (clamped - a.y) / span;
    Section section = a;
    section.y = clamped;
    for (const auto field : fields)
        section.*field =
            hermite(a.*field, slopes_[i].*field, b.*field, slopes_[i + 1].*field, span, t);
    return section;
}

namespace {

struct Level {
    double value;   // 0 on the side wall, -1 on the axis, not a distance
    Vec2 slope;     // along x and z
    double radius;  // the section's smallest
};

Level level_in(const Section& s, const Vec3& p)
{
    const bool ahead = p.z > s.widest;
    const double depth = std::max(ahead ? s.front - s.widest : s.widest - s.back, 1.0);
    const double power = ahead ? s.front_power : s.back_power;
    const double across = std::abs(p.x) / s.half_width, along = std::abs(p.z - s.widest) / depth;
    const bool ellipse = std::abs(power - 2.0) < 1e-9;  // most are, and pow is slow
    const double x = ellipse ? across * across : std::pow(across, power);
    const double z = ellipse ? along * along : std::pow(along, power);
    const double root = ellipse ? std::sqrt(x + z) : std::pow(x + z, 1.0 / power);
    const double norm = std::max(root, 1e-6);
    const double share = norm / std::max(x + z, 1e-12);
    return {norm - 1.0,
            {share * x / std::max(across, 1e-9) / s.half_width,
             share * z / std::max(along, 1e-9) / depth},
            std::min(s.half_width, 0.5 * (s.front - s.back))};
}

}  // namespace

double Loft::operator()(const Vec3& p) const
{
    const double low = sections_.front().y, high = sections_.back().y;
    const double beyond = std::max(low - p.y, p.y - high);
    // Level over slope is the distance to first order. The axis has no slope of its own, so toward
    // it one for the whole section takes over; else the field would jump there. Beyond an end the
    // rise stays that of the end, or a shading line would show at its height.
    constexpr double step = 0.1;
    const double y = std::clamp(p.y, low, high - step);
    const Level here = level_in(at(y), p);
    const double rise = (level_in(at(y + step), p).value - here.value) / step;
    const double steep = std::sqrt(glm::dot(here.slope, here.slope) + rise * rise);
    const double slope = glm::mix(1.0 / here.radius, steep, smooth_step(-1.0, -0.4, here.value));
    const double wall = here.value / std::max(slope, 1e-3);
    if (beyond < 0.0) return smooth_intersection(wall, beyond, 12.0);
    return glm::length(Vec2(std::max(wall, 0.0), beyond));
}

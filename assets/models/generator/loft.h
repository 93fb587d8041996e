// SPDX-License-Identifier: MIT
// A solid given by its horizontal sections: the form in which body measures are published
// (breadth and depth at a height). Each section is a superellipse, front and back with depths of
// their own.
#pragma once

#include "field.h"

struct Section {
    double y;                  // height
    double half_width;         // largest half breadth, reached at z = `widest`
    double front;              // z of the most forward point
    double back;               // z of the most backward point
    double widest;             // z of the greatest breadth
    double front_power = 2.0;  // 2 is an ellipse, more is boxier
    double back_power = 2.0;
};

class Loft {
public:
    // Sections from low to high; both ends are flat caps, so bury them in other solids or let
    // the last section shrink.
    explicit Loft(const std::vector<Section>& sections);
    double operator()(const Vec3& p) const;

private:
    static constexpr double step_mm = 0.5;
    Section at(double y) const;  // y between the ends
    double low_, high_;
    std::vector<Section> table_;  // natural cubic splines through the sections, every step
};

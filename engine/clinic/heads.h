// SPDX-License-Identifier: MIT
// Heads with several needles: stamps of five or nine pins, and linear plates. A head is laid as a
// whole; its pitch is read off the device, no table has it.
#pragma once

#include <string>
#include <vector>

namespace clinic {

struct MultiHead {
    std::string layout;  // "stamp" or "line"
    int pins = 0;
    double pitch_mm = 0;      // from one pin to the next
    double rotation_deg = 0;  // about the skin's normal, from where needles are tilted to
    bool operator==(const MultiHead&) const = default;
};

/// A pin's place in the plane of the head, whose middle is 0.
struct Pin {
    double x_mm = 0, y_mm = 0;
};

/// Before it is turned. Throws Error for a head that there is not.
std::vector<Pin> pins_of(const MultiHead& head);

/// From its middle to its outermost pin.
double radius_mm(const MultiHead& head);

/// Between the middles of two heads: no pin of one is nearer than a pitch to one of the other,
/// however they are turned.
double least_spacing_mm(const MultiHead& head);

}  // namespace clinic

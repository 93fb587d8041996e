// SPDX-License-Identifier: MIT
#include "render/scene.h"

#include <array>

namespace render {
namespace {

constexpr Colour rgb(unsigned hex)
{
    return {float(hex >> 16 & 255) / 255, float(hex >> 8 & 255) / 255, float(hex & 255) / 255, 1};
}

// Okabe and Ito's set in an order that keeps the first ones far from skin and from each other; the
// orange and yellow, near skin, come last.
constexpr std::array colours{rgb(0x0072b2),   // blue
                             rgb(0x009e73),   // bluish green
                             rgb(0xaa3377),   // purple (Tol's, darker than their reddish purple)
                             rgb(0x56b4e9),   // sky blue
                             rgb(0xe69f00),   // orange
                             rgb(0x4b4b4b),   // grey
                             rgb(0xd55e00),   // vermilion
                             rgb(0xf0e442)};  // yellow

// Neighbours in the order lie far apart.
constexpr std::array hatch_degrees{45.0f, 135.0f, 0.0f, 90.0f, 22.0f, 112.0f, 67.0f, 157.0f};

}  // namespace

Colour zone_colour(std::size_t n)
{
    return colours[n % colours.size()];
}

float zone_hatch_deg(std::size_t n)
{
    return hatch_degrees[n % hatch_degrees.size()];
}

}  // namespace render

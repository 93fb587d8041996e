// SPDX-License-Identifier: MIT
// The corners around a vertex in counter-clockwise order, with the angles between them: what a
// straight path needs to know where it passes a vertex.
//
// A vertex where skin touches itself in one point only has several fans, and a fan ends at walls.
// A corner is named by the half-edge that leaves it.
#pragma once

#include "geometry/topology.h"

#include <cstdint>
#include <vector>

namespace geometry {

constexpr std::uint32_t next_in_triangle(std::uint32_t half_edge)
{
    return half_edge % 3 == 2 ? half_edge - 2 : half_edge + 1;
}
constexpr std::uint32_t previous_in_triangle(std::uint32_t half_edge)
{
    return half_edge % 3 == 0 ? half_edge + 2 : half_edge - 1;
}

struct Fan {
    std::uint32_t first_corner = 0;  // the one without a neighbour clockwise, if the fan is open
    std::uint32_t corners = 0;
    double angle = 0;  // of all its corners together, in radians
    bool closed = false;
};

class Fans {
public:
    Fans(const Mesh& mesh, const Topology& topology);

    std::uint32_t fan_of(std::uint32_t corner) const { return fan_of_[corner]; }
    const Fan& operator[](std::uint32_t fan) const { return fans_[fan]; }
    std::size_t size() const { return fans_.size(); }

    /// From the fan's first edge counter-clockwise to the half-edge, in radians.
    double angle_of(std::uint32_t half_edge) const { return angle_of_[half_edge]; }

    /// Between the two edges of the triangle at this corner, in radians.
    double width_of(std::uint32_t corner) const { return width_of_[corner]; }

private:
    void add_fan(std::uint32_t corner, const Topology& topology);

    std::vector<std::uint32_t> fan_of_;  // per corner, as the next two
    std::vector<double> angle_of_;
    std::vector<double> width_of_;
    std::vector<Fan> fans_;
};

}  // namespace geometry

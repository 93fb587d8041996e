// SPDX-License-Identifier: MIT
// The corners around a vertex in counter-clockwise order, with the angles between them: what a
// straight path needs to know where it passes a vertex.
//
// A vertex where skin touches itself in one point only has several fans, and a fan ends at walls.
// A corner is named by the half-edge that leaves it, a fan by its first corner. Fans are found when
// they are first asked for: whoever walks over a piece of a scan pays for that piece.
#pragma once

#include "base/zeroed_array.h"
#include "geometry/topology.h"

#include <cstdint>

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
    std::uint32_t corners = 0;
    double angle = 0;  // of all its corners together, in radians
    bool closed = false;
};

class Fans {
public:
    /// The mesh and its topology must outlive this.
    Fans(const Mesh& mesh, const Topology& topology);

    struct Corner {
        /// The fan's first corner: the one without a neighbour clockwise, or the one of the least
        /// number where the fan is closed.
        std::uint32_t fan = 0;
        bool known = false;
        double angle = 0;  // from the fan's first edge counter-clockwise to the half-edge, radians
        double width = 0;  // between the two edges of the triangle, in radians
    };
    const Corner& at(std::uint32_t corner)
    {
        if (!corners_[corner].known) find_fan(corner);
        return corners_[corner];
    }

    /// Of a first corner that at() told.
    const Fan& fan(std::uint32_t first_corner) const { return fans_[first_corner]; }

private:
    void find_fan(std::uint32_t corner);

    const Mesh& mesh_;
    const Topology& topology_;
    base::ZeroedArray<Corner> corners_;
    base::ZeroedArray<Fan> fans_;  // per corner; that of its first corner counts
};

}  // namespace geometry

// SPDX-License-Identifier: MIT
#include "geometry/fans.h"

#include <glm/geometric.hpp>

#include <cmath>

namespace geometry {
namespace {

constexpr std::uint32_t no_fan = UINT32_MAX;

std::int32_t counter_clockwise(const Topology& topology, std::uint32_t corner)
{
    return topology.twin(previous_in_triangle(corner));
}

/// The corner where a walk around the vertex begins: the last one clockwise, or `corner` again
/// where the fan is closed.
std::uint32_t first_clockwise(const Topology& topology, std::uint32_t corner)
{
    std::uint32_t at = corner;
    for (std::int32_t twin = topology.twin(at); twin != Topology::no_twin;
         twin = topology.twin(at)) {
        at = next_in_triangle(static_cast<std::uint32_t>(twin));
        if (at == corner) break;
    }
    return at;
}

}  // namespace

Fans::Fans(const Mesh& mesh, const Topology& topology)
    : fan_of_(mesh.triangles.size() * 3, no_fan)
    , angle_of_(mesh.triangles.size() * 3)
    , width_of_(mesh.triangles.size() * 3)
{
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const auto corners = mesh.corners(TriangleId(t));
        for (std::size_t i = 0; i < 3; ++i) {
            const glm::dvec3 a = corners[(i + 1) % 3] - corners[i];
            const glm::dvec3 b = corners[(i + 2) % 3] - corners[i];
            width_of_[3 * t + i] = std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b));
        }
    }
    for (std::uint32_t corner = 0; corner < fan_of_.size(); ++corner)
        if (fan_of_[corner] == no_fan) add_fan(first_clockwise(topology, corner), topology);
}

void Fans::add_fan(std::uint32_t corner, const Topology& topology)
{
    Fan fan{corner, 0, 0, false};
    while (true) {
        fan_of_[corner] = static_cast<std::uint32_t>(fans_.size());
        angle_of_[corner] = fan.angle;
        fan.angle += width_of_[corner];
        ++fan.corners;
        const std::int32_t next = counter_clockwise(topology, corner);
        fan.closed = next == static_cast<std::int32_t>(fan.first_corner);
        if (next == Topology::no_twin || fan.closed) break;
        corner = static_cast<std::uint32_t>(next);
    }
    fans_.push_back(fan);
}

}  // namespace geometry

// SPDX-License-Identifier: MIT
#include "geometry/fans.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace geometry {
namespace {

std::int32_t counter_clockwise(const Topology& topology, std::uint32_t corner)
{
    return topology.twin(previous_in_triangle(corner));
}

/// The corner where a walk around the vertex begins: the last one clockwise, or that of the least
/// number where the fan is closed.
std::uint32_t first_of_fan(const Topology& topology, std::uint32_t corner)
{
    std::uint32_t at = corner, least = corner;
    for (std::int32_t twin = topology.twin(at); twin != Topology::no_twin;
         twin = topology.twin(at)) {
        at = next_in_triangle(static_cast<std::uint32_t>(twin));
        if (at == corner) return least;
        least = std::min(least, at);
    }
    return at;
}

double width_at(const Mesh& mesh, std::uint32_t corner)
{
    const glm::uvec3 triangle = mesh.triangles[corner / 3];
    const auto place = [&](std::uint32_t half_edge) {
        return glm::dvec3(mesh.positions[triangle[int(half_edge % 3)]]);
    };
    const glm::dvec3 a = place(next_in_triangle(corner)) - place(corner);
    const glm::dvec3 b = place(previous_in_triangle(corner)) - place(corner);
    return std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b));
}

}  // namespace

Fans::Fans(const Mesh& mesh, const Topology& topology)
    : mesh_(mesh)
    , topology_(topology)
    , corners_(mesh.triangles.size() * 3)
    , fans_(mesh.triangles.size() * 3)
{
}

void Fans::find_fan(std::uint32_t corner)
{
    const std::uint32_t first = first_of_fan(topology_, corner);
    Fan& fan = fans_[first];
    for (std::uint32_t at = first;;) {
        const double width = width_at(mesh_, at);
        corners_[at] = {first, true, fan.angle, width};
        fan.angle += width;
        ++fan.corners;
        const std::int32_t next = counter_clockwise(topology_, at);
        fan.closed = next == static_cast<std::int32_t>(first);
        if (next == Topology::no_twin || fan.closed) break;
        at = static_cast<std::uint32_t>(next);
    }
}

}  // namespace geometry

// SPDX-License-Identifier: MIT
#include "exporters/pinned_stl.h"

#include "exporters/text.h"
#include "exporters/upright.h"

#include <glm/geometric.hpp>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace exporters {
namespace {

constexpr std::size_t header_bytes = 80;

template <class Number>
void append(std::string& bytes, Number number)
{
    static_assert(std::endian::native == std::endian::little, "STL is little-endian");
    const auto raw = std::bit_cast<std::array<char, sizeof number>>(number);
    bytes.append(raw.data(), raw.size());
}

void append(std::string& bytes, glm::vec3 v)
{
    for (int axis = 0; axis < 3; ++axis)
        append(bytes, v[axis]);
}

void append_facet(std::string& bytes, glm::dvec3 a, glm::dvec3 b, glm::dvec3 c)
{
    const glm::dvec3 across = glm::cross(b - a, c - a);
    const double length = glm::length(across);
    append(bytes, glm::vec3(length > 0 ? across / length : glm::dvec3(0)));
    for (const glm::dvec3 corner : {a, b, c})
        append(bytes, glm::vec3(corner));
    append(bytes, std::uint16_t(0));
}

/// Closed: a cone from the tip to its widest, and a flat one back to the axis.
void append_pin(std::string& bytes, glm::dvec3 tip, glm::dvec3 outward)
{
    constexpr double widest_mm = 3.6, top_mm = 4.6, radius_mm = 1.1;
    constexpr std::size_t sides = pin_triangles / 2;
    const glm::dmat3 axes = axes_along(outward);
    std::array<glm::dvec3, sides> rim;
    for (std::size_t i = 0; i < sides; ++i) {
        const double angle = 2 * std::numbers::pi * double(i) / sides;
        rim[i] = tip + axes[2] * widest_mm +
                 radius_mm * (axes[0] * std::cos(angle) + axes[1] * std::sin(angle));
    }
    const glm::dvec3 top = tip + axes[2] * top_mm;
    for (std::size_t i = 0; i < sides; ++i)
        append_facet(bytes, tip, rim[(i + 1) % sides], rim[i]);
    for (std::size_t i = 0; i < sides; ++i)
        append_facet(bytes, top, rim[i], rim[(i + 1) % sides]);
}

/// It must not begin as a text STL does. 3D Slicer reads SPACE, others UNITS.
std::string header(const std::string& map_sha256)
{
    std::string text = "Mesomap UNITS=mm SPACE=LPS map " + map_sha256.substr(0, 16);
    text.resize(header_bytes, ' ');
    return text;
}

}  // namespace

glm::dmat3 to_lps(const session::SessionMap& map, const geometry::Scan& scan)
{
    constexpr glm::dmat3 from_left_up_front{1, 0, 0, 0, 0, 1, 0, -1, 0};
    const glm::dmat3 to_left_up_front =
        map.patient
            ? glm::transpose(glm::dmat3(map.patient->left, map.patient->up, map.patient->front))
            : upright(scan);
    return from_left_up_front * to_left_up_front;
}

std::string pinned_stl_of(const session::SessionMap& map,
                          const geometry::Scan& scan,
                          const std::string& map_sha256)
{
    const glm::dmat3 turn = to_lps(map, scan);
    const std::size_t facets = scan.mesh.triangles.size() + pin_triangles * map.points.size();
    std::string bytes = header(map_sha256);
    bytes.reserve(header_bytes + 4 + 50 * facets);
    append(bytes, std::uint32_t(facets));
    for (std::size_t t = 0; t < scan.mesh.triangles.size(); ++t) {
        const auto [a, b, c] = scan.mesh.corners(geometry::TriangleId(t));
        append_facet(bytes, turn * a, turn * b, turn * c);
    }
    for (const session::MapPoint* point : in_order(map))
        append_pin(bytes, turn * point->position_mm, turn * -point->direction);
    return bytes;
}

}  // namespace exporters

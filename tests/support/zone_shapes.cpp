// SPDX-License-Identifier: MIT
#include "zone_shapes.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace test {

using geometry::Surface;
using geometry::TriangleId;
using zones::ZoneField;

Surface unrefined(const geometry::Mesh& mesh)
{
    const int one = Surface::weight_one;
    const std::size_t count = mesh.triangles.size();
    std::vector<TriangleId> own;  // each triangle names itself
    for (std::size_t t = 0; t < count; ++t)
        own.emplace_back(t);
    std::vector<std::uint32_t> first_piece(count + 1);
    std::iota(first_piece.begin(), first_piece.end(), 0u);
    const std::array whole{glm::ivec3(one, 0, 0), glm::ivec3(0, one, 0), glm::ivec3(0, 0, one)};
    return {mesh,
            geometry::Topology(mesh),
            geometry::vertex_normals(mesh),
            own,
            std::vector(count, whole),
            {own, std::vector<std::uint8_t>(count, 0), own},
            first_piece,
            std::vector<std::uint8_t>(count, 0),
            1e6f};
}

ZoneField field_from(const Surface& surface,
                     const std::function<double(glm::dvec3)>& signed_distance_mm)
{
    ZoneField field(surface.mesh.positions.size());
    zones::FieldChange change;
    for (std::size_t v = 0; v < surface.mesh.positions.size(); ++v) {
        const double steps =
            signed_distance_mm(surface.mesh.positions[v]) * ZoneField::steps_per_mm;
        change.vertices.emplace_back(v);
        change.before.push_back(
            static_cast<std::int16_t>(std::lround(std::clamp(steps, -32767.0, 32767.0))));
    }
    field.revert(change);
    return field;
}

ZoneField whole(const Surface& surface)
{
    return field_from(surface, [](glm::dvec3) { return -1.0; });
}

ZoneField ball(const Surface& surface, glm::dvec3 centre, double radius_mm)
{
    return field_from(surface, [=](glm::dvec3 p) { return glm::distance(p, centre) - radius_mm; });
}

}  // namespace test

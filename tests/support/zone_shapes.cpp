// SPDX-License-Identifier: MIT
#include "zone_shapes.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace test {

using geometry::Surface;
using geometry::TriangleId;
using zones::ZoneField;

Surface unrefined(const geometry::Mesh& mesh)
{
    const int one = Surface::weight_one;
    Surface surface { mesh, geometry::Topology(mesh), geometry::vertex_normals(mesh), {}, {}, 1e6f };
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) surface.source.emplace_back(t);
    surface.corner_weights.assign(
        mesh.triangles.size(), { glm::ivec3(one, 0, 0), glm::ivec3(0, one, 0), glm::ivec3(0, 0, one) });
    return surface;
}

ZoneField field_from(const Surface& surface, const std::function<double(glm::dvec3)>& signed_distance_mm)
{
    ZoneField field(surface.mesh.positions.size());
    zones::FieldChange change;
    for (std::size_t v = 0; v < surface.mesh.positions.size(); ++v) {
        const double steps = signed_distance_mm(surface.mesh.positions[v]) * ZoneField::steps_per_mm;
        change.vertices.emplace_back(v);
        change.before.push_back(static_cast<std::int16_t>(std::lround(std::clamp(steps, -32767.0, 32767.0))));
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

// SPDX-License-Identifier: MIT
#include "zones/zone_field.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>

namespace zones {
namespace {

std::int16_t in_steps(double mm)
{
    const double steps = std::round(mm * ZoneField::steps_per_mm);
    return static_cast<std::int16_t>(std::clamp(steps, double(INT16_MIN), double(INT16_MAX)));
}

}  // namespace

FieldChange ZoneField::apply(const Stroke& stroke, std::span<const ReachedVertex> reached)
{
    FieldChange change;
    for (const ReachedVertex& place : reached) {
        std::int16_t& value = values_[place.vertex.value];
        const std::int16_t from_border = in_steps(place.distance_mm - stroke.radius_mm);
        const std::int16_t after =
            stroke.mode == StrokeMode::add
                ? std::min(value, from_border)
                : std::max(value, in_steps(stroke.radius_mm - place.distance_mm));
        if (after == value) continue;
        change.vertices.push_back(place.vertex);
        change.before.push_back(value);
        value = after;
    }
    return change;
}

void ZoneField::revert(const FieldChange& change)
{
    base::check(change.vertices.size() == change.before.size(),
                "a change has one value per vertex");
    for (std::size_t i = 0; i < change.vertices.size(); ++i)
        values_[change.vertices[i].value] = change.before[i];
}

ZoneField field_of(std::span<const Stroke> strokes,
                   const geometry::Surface& surface,
                   const geometry::Bvh& bvh)
{
    ZoneField field(surface.mesh.positions.size());
    for (const Stroke& stroke : strokes)
        field.apply(stroke, reached_by(stroke, surface, bvh));
    return field;
}

double
value_mm(const geometry::Surface& surface, const ZoneField& field, const geometry::SurfacePoint& p)
{
    const glm::uvec3 corners = surface.mesh.triangles[p.triangle.value];
    double steps = 0;
    for (int i = 0; i < 3; ++i)
        steps += p.weights[i] * field[geometry::VertexId(corners[i])];
    return steps / ZoneField::steps_per_mm;
}

}  // namespace zones

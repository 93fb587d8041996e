// SPDX-License-Identifier: MIT
#include "zones/zone_field.h"

#include "base/error.h"
#include "zones/fill.h"
#include "zones/mirror.h"
#include "zones/outline.h"
#include "zones/reshape.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace zones {
namespace {

template <typename Function>
ZoneField of_each(const ZoneField& a, const ZoneField& b, Function function)
{
    std::vector<std::int16_t> values(a.values().size());
    std::ranges::transform(a.values(), b.values(), values.begin(), function);
    return ZoneField(std::move(values));
}

ZoneField combined(const ZoneField& field, const ZoneField& step, StrokeMode mode)
{
    return mode == StrokeMode::add ? either(field, step) : without(field, step);
}

}  // namespace

std::int16_t ZoneField::in_steps(double mm)
{
    const double steps = std::round(mm * steps_per_mm);
    return static_cast<std::int16_t>(std::clamp(steps, double(INT16_MIN), double(INT16_MAX)));
}

FieldChange ZoneField::apply(const Stroke& stroke, std::span<const ReachedVertex> reached)
{
    FieldChange change;
    for (const ReachedVertex& place : reached) {
        std::int16_t& value = values_[place.vertex.value];
        const std::int16_t from_border = ZoneField::in_steps(place.distance_mm - stroke.radius_mm);
        const std::int16_t after =
            stroke.mode == StrokeMode::add
                ? std::min(value, from_border)
                : std::max(value, ZoneField::in_steps(stroke.radius_mm - place.distance_mm));
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

FieldChange ZoneField::become(ZoneField after)
{
    base::check(after.values_.size() == values_.size(), "a field keeps its vertices");
    FieldChange change;
    for (std::size_t v = 0; v < values_.size(); ++v) {
        if (after.values_[v] == values_[v]) continue;
        change.vertices.push_back(geometry::VertexId(v));
        change.before.push_back(values_[v]);
    }
    values_ = std::move(after.values_);
    return change;
}

FieldChange paint(ZoneField& field,
                  const PaintStep& step,
                  const geometry::Surface& surface,
                  const geometry::Bvh& bvh)
{
    if (const auto* stroke = std::get_if<Stroke>(&step))
        return field.apply(*stroke, reached_by(*stroke, surface, bvh));
    if (const auto* outline = std::get_if<Outline>(&step))
        return field.become(combined(field, outline_field(*outline, surface, bvh), outline->mode));
    if (const auto* fill = std::get_if<Fill>(&step))
        return field.become(combined(field, fill_field(*fill, field, surface, bvh), fill->mode));
    if (const auto* reshape = std::get_if<Reshape>(&step))
        return field.become(reshaped(field, *reshape, surface));
    return field.become(mirrored(field, std::get<Mirroring>(step), surface, bvh));
}

ZoneField field_of(std::span<const PaintStep> steps,
                   const geometry::Surface& surface,
                   const geometry::Bvh& bvh)
{
    ZoneField field(surface.mesh.positions.size());
    for (const PaintStep& step : steps)
        paint(field, step, surface, bvh);
    return field;
}

ZoneField both(const ZoneField& a, const ZoneField& b)
{
    return of_each(a, b, [](std::int16_t x, std::int16_t y) { return std::max(x, y); });
}

ZoneField either(const ZoneField& a, const ZoneField& b)
{
    return of_each(a, b, [](std::int16_t x, std::int16_t y) { return std::min(x, y); });
}

ZoneField without(const ZoneField& field, const ZoneField& taken)
{
    return of_each(field, taken, [](std::int16_t x, std::int16_t y) {
        return std::max(x, ZoneField::opposite(y));
    });
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

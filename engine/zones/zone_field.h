// SPDX-License-Identifier: MIT
// A zone on a surface: the signed distance to its border at each vertex, negative inside.
#pragma once

#include "geometry/surface.h"
#include "geometry/surface_point.h"
#include "zones/reach.h"
#include "zones/stroke.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace zones {

/// What a stroke changed, so that it can be taken back: old values of the changed vertices.
struct FieldChange {
    std::vector<geometry::VertexId> vertices;
    std::vector<std::int16_t> before;
};

class ZoneField {
public:
    static constexpr int steps_per_mm = 1024;
    static constexpr std::int16_t far_outside = INT16_MAX;  // untouched vertices, some 32 mm

    static std::int16_t in_steps(double mm);
    static std::int16_t opposite(std::int16_t value)
    {
        return value == INT16_MIN ? INT16_MAX : static_cast<std::int16_t>(-value);
    }

    explicit ZoneField(std::size_t vertices)
        : values_(vertices, far_outside)
    {
    }

    /// A field that no stroke made; one value per vertex.
    explicit ZoneField(std::vector<std::int16_t> values)
        : values_(std::move(values))
    {
    }

    /// Adds (min) or erases (max) what the stroke reached.
    FieldChange apply(const Stroke& stroke, std::span<const ReachedVertex> reached);
    /// The values in place of those before.
    FieldChange become(ZoneField after);
    void revert(const FieldChange& change);

    std::int16_t operator[](geometry::VertexId vertex) const { return values_[vertex.value]; }
    /// True if some vertex lies inside.
    bool has_inside() const
    {
        return std::ranges::any_of(values_, [](std::int16_t value) { return value < 0; });
    }
    std::span<const std::int16_t> values() const { return values_; }

    bool operator==(const ZoneField&) const = default;

private:
    std::vector<std::int16_t> values_;  // signed distance to the border in 1/1024 mm
};

/// Does the step to the field. Throws base::Error, one sentence, where it cannot be done.
FieldChange paint(ZoneField& field,
                  const PaintStep& step,
                  const geometry::Surface& surface,
                  const geometry::Bvh& bvh);

/// The field of a list of steps, from nothing: what a replay gives.
ZoneField field_of(std::span<const PaintStep> steps,
                   const geometry::Surface& surface,
                   const geometry::Bvh& bvh);

/// What lies in both, in either, and in `field` but not in `taken`.
ZoneField both(const ZoneField& a, const ZoneField& b);
ZoneField either(const ZoneField& a, const ZoneField& b);
ZoneField without(const ZoneField& field, const ZoneField& taken);

/// The field at any place of the surface, interpolated linearly as everywhere: negative inside, in
/// mm.
double
value_mm(const geometry::Surface& surface, const ZoneField& field, const geometry::SurfacePoint& p);

/// The share of a triangle that lies inside.
double share_inside(const geometry::Surface& surface,
                    const ZoneField& field,
                    geometry::TriangleId triangle);

/// The area inside the zero line, each triangle cut by it in closed form, in mm2.
double area_mm2(const geometry::Surface& surface, const ZoneField& field);

/// The area that lies in both zones, in mm2.
double overlap_mm2(const geometry::Surface& surface, const ZoneField& a, const ZoneField& b);

}  // namespace zones

// SPDX-License-Identifier: MIT
// A zone on a surface: the signed distance to its border at each vertex, negative inside.
#pragma once

#include "geometry/surface.h"
#include "geometry/surface_point.h"
#include "zones/reach.h"
#include "zones/stroke.h"

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
    void revert(const FieldChange& change);

    std::int16_t operator[](geometry::VertexId vertex) const { return values_[vertex.value]; }
    std::span<const std::int16_t> values() const { return values_; }

    bool operator==(const ZoneField&) const = default;

private:
    std::vector<std::int16_t> values_;  // signed distance to the border in 1/1024 mm
};

/// The field of a list of strokes, from nothing: what a replay gives.
ZoneField field_of(std::span<const Stroke> strokes,
                   const geometry::Surface& surface,
                   const geometry::Bvh& bvh);

/// The field at any place of the surface, interpolated linearly as everywhere: negative inside, in
/// mm.
double
value_mm(const geometry::Surface& surface, const ZoneField& field, const geometry::SurfacePoint& p);

/// The area inside the zero line, each triangle cut by it in closed form, in mm2.
double area_mm2(const geometry::Surface& surface, const ZoneField& field);

/// The area that lies in both zones, in mm2.
double overlap_mm2(const geometry::Surface& surface, const ZoneField& a, const ZoneField& b);

}  // namespace zones

// SPDX-License-Identifier: MIT
#include "zones/mirror.h"

#include "base/error.h"
#include "zones/border.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace zones {
namespace {

using geometry::VertexId;

class Mirror {
public:
    Mirror(const Mirroring& plane,
           const ZoneField& field,
           const geometry::Surface& surface,
           const geometry::Bvh& bvh)
        : point_(plane.point_mm)
        , normal_(glm::normalize(plane.normal))
        , field_(field)
        , surface_(surface)
        , bvh_(bvh)
    {
        for (std::size_t v = 0; v < surface.mesh.positions.size(); ++v)
            if (field[VertexId(v)] < 0) images_.include(image_of(surface.mesh.positions[v]));
        images_.low -= glm::dvec3(most_uneven_mm);
        images_.high += glm::dvec3(most_uneven_mm);
    }

    ZoneField image() const
    {
        std::vector<std::int16_t> values(field_.values().size(), ZoneField::far_outside);
        for (std::size_t v = 0; v < values.size(); ++v) {
            const glm::dvec3 p = surface_.mesh.positions[v];
            const glm::dvec3 above = p - images_.low, below = images_.high - p;
            if (std::min({above.x, above.y, above.z, below.x, below.y, below.z}) < 0) continue;
            values[v] = value_for(p, surface_.normals[v]);
        }
        return ZoneField(std::move(values));
    }

private:
    glm::dvec3 turned(glm::dvec3 direction) const
    {
        return direction - 2 * glm::dot(direction, normal_) * normal_;
    }
    glm::dvec3 image_of(glm::dvec3 p) const { return point_ + turned(p - point_); }

    std::int16_t value_for(glm::dvec3 p, glm::dvec3 normal) const
    {
        const auto hit = bvh_.nearest(image_of(p), most_uneven_mm);
        if (!hit) return ZoneField::far_outside;
        const glm::dvec3 there = geometry::normal(surface_.mesh, hit->place.triangle);
        if (glm::dot(there, turned(normal)) <= 0) return ZoneField::far_outside;
        return ZoneField::in_steps(value_mm(surface_, field_, hit->place));
    }

    glm::dvec3 point_, normal_;
    const ZoneField& field_;
    const geometry::Surface& surface_;
    const geometry::Bvh& bvh_;
    geometry::Box images_;  // of the zone, and as much around it
};

}  // namespace

ZoneField mirrored(const ZoneField& field,
                   const Mirroring& mirror,
                   const geometry::Surface& surface,
                   const geometry::Bvh& bvh)
{
    const ZoneField image = Mirror(mirror, field, surface, bvh).image();
    if (std::ranges::none_of(image.values(), [](std::int16_t value) { return value < 0; }))
        throw base::Error("The mirror image of what is painted lies nowhere on the skin.");
    return with_true_distances(surface, mirror.keeps ? either(field, image) : image);
}

}  // namespace zones

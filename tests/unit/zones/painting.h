// SPDX-License-Identifier: MIT
// What the tests of the zones room share: skin that is ready to paint on, and seeded strokes.
#pragma once

#include "geometry/bvh.h"
#include "geometry/surface.h"
#include "zones/zone_field.h"

#include <random>
#include <utility>
#include <vector>

namespace test {

struct Canvas {
    geometry::Surface surface;
    geometry::Bvh bvh;

    explicit Canvas(const geometry::Mesh& scan)
        : surface(geometry::build_surface(scan))
        , bvh(surface.mesh)
    {
    }

    zones::ZoneField painted(const std::vector<zones::Stroke>& strokes) const
    {
        return after({strokes.begin(), strokes.end()});
    }
    zones::ZoneField after(const std::vector<zones::PaintStep>& steps) const
    {
        return zones::field_of(steps, surface, bvh);
    }
    double area_mm2_after(const std::vector<zones::PaintStep>& steps) const
    {
        return zones::area_mm2(surface, after(steps));
    }
};

inline zones::Stroke
dab(glm::dvec3 place, double radius_mm, zones::StrokeMode mode = zones::StrokeMode::add)
{
    return {mode, radius_mm, {place}};
}

/// A painting session: nine strokes that add, four that erase, two that add again, of radius 2 to
/// 8 mm with one to three places. `place_from(random)` chooses the first place, `near(random, p)`
/// one within a drag of p.
template <typename PlaceFrom, typename Near>
std::vector<zones::Stroke> random_session(unsigned seed, PlaceFrom place_from, Near near)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> radius(2, 8);
    std::vector<zones::Stroke> strokes;
    for (int i = 0; i < 15; ++i) {
        const bool erase = i >= 9 && i < 13;
        zones::Stroke stroke{erase ? zones::StrokeMode::erase : zones::StrokeMode::add,
                             radius(random),
                             {place_from(random)}};
        for (unsigned more = random() % 3; more > 0; --more)
            stroke.path_mm.push_back(near(random, stroke.path_mm.back()));
        strokes.push_back(std::move(stroke));
    }
    return strokes;
}

/// The true answer to "is this place in the zone?", given each stroke's true distance.
template <typename DistanceTo>
bool truly_inside(const std::vector<zones::Stroke>& strokes, DistanceTo distance_to)
{
    bool inside = false;
    for (const zones::Stroke& stroke : strokes)
        if (distance_to(stroke) < stroke.radius_mm) inside = stroke.mode == zones::StrokeMode::add;
    return inside;
}

}  // namespace test

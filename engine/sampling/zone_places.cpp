// SPDX-License-Identifier: MIT
#include "sampling/zone_places.h"

#include "geometry/surface.h"

#include <algorithm>
#include <cmath>

namespace sampling {
namespace {

struct Interpolated {
    glm::uvec3 vertices;
    glm::dvec3 weights;

    double of(auto&& value_at) const
    {
        return weights.x * double(value_at(vertices.x)) + weights.y * double(value_at(vertices.y)) +
               weights.z * double(value_at(vertices.z));
    }
};

Interpolated on_surface_of(const Skin& skin, const SkinPlace& place)
{
    const geometry::SurfacePoint there =
        geometry::on_surface(skin.surface(), skin.point_on_scan(place));
    return {skin.surface().mesh.triangles[there.triangle.value], there.weights};
}

}  // namespace

ZonePlaces::ZonePlaces(const Ground& ground)
    : ground_(ground)
    , zone_(ground.request.zones[ground.zone])
    , field_(zone_.field->values())
    , inset_(inset_steps(zone_))
{
}

bool ZonePlaces::contains(const SkinPlace& place) const
{
    const Interpolated there = on_surface_of(*ground_.request.skin, place);
    return there.of([this](std::uint32_t v) { return signed_distance(v); }) < 0;
}

std::int32_t ZonePlaces::spacing_at(const SkinPlace& place) const
{
    if (zone_.spacing_mm_at.empty()) return ground_.spacing;
    const Interpolated there = on_surface_of(*ground_.request.skin, place);
    return static_cast<std::int32_t>(std::lround(there.of(
        [this](std::uint32_t v) { return spacing_units(double(zone_.spacing_mm_at[v])); })));
}

double ZonePlaces::spacing_mm_at(const SkinPlace& place) const
{
    return double(spacing_at(place)) / (1000.0 * shared::units_per_um);
}

std::vector<std::uint32_t> ZonePlaces::triangles() const
{
    std::vector<std::uint32_t> triangles;
    for (const shared::Root& root : ground_.domain.roots)
        if (root.zone == ground_.zone) triangles.push_back(root.triangle);
    std::ranges::sort(triangles);
    const auto repeated = std::ranges::unique(triangles);
    triangles.erase(repeated.begin(), repeated.end());
    return triangles;
}

shared::Candidate ZonePlaces::candidate(const SkinPlace& place) const
{
    return candidate_at(*ground_.request.skin,
                        place,
                        ground_.zone,
                        spacing_at(place),
                        static_cast<std::uint32_t>(ground_.placer.placed().size()));
}

}  // namespace sampling

// SPDX-License-Identifier: MIT
#include "tools/sketch.h"

#include "base/error.h"
#include "zones/outline.h"

#include <glm/geometric.hpp>

namespace tools {

std::vector<zones::PathPlace>
line_between(const zones::PathPlace& a, const zones::PathPlace& b, const BrushSkin& skin)
{
    try {
        return zones::straight_on_skin(a, b, skin.surface);
    } catch (const base::Error&) {
        return {};
    }
}

bool is_seen(glm::dvec3 place, const Turntable& view, const BrushSkin& skin)
{
    constexpr double before_it_mm = 1.5;
    const geometry::Ray ray = view.ray(view.camera().pixel_of(place));
    const auto hit = skin.bvh.cast(ray);
    if (!hit) return true;
    const double at = glm::dot(place - ray.origin, glm::normalize(ray.direction));
    return glm::distance(ray.origin, position(skin.surface.mesh, hit->place)) > at - before_it_mm;
}

std::optional<std::size_t> place_near(glm::dvec2 pixel,
                                      std::span<const glm::dvec3> places,
                                      const Turntable& view,
                                      const BrushSkin& skin)
{
    constexpr double reach_px = 12;
    const render::Camera camera = view.camera();
    std::optional<std::size_t> nearest;
    double nearest_px = reach_px;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double px = glm::distance(camera.pixel_of(places[i]), pixel);
        if (px > nearest_px || !is_seen(places[i], view, skin)) continue;
        nearest = i;
        nearest_px = px;
    }
    return nearest;
}

}  // namespace tools

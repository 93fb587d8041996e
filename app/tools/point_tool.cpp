// SPDX-License-Identifier: MIT
#include "tools/point_tool.h"

#include "zones/outline.h"

#include <glm/geometric.hpp>

#include <utility>

namespace tools {

std::optional<glm::dvec3> PointTool::point_at(glm::dvec2 pixel, const Ground& ground)
{
    const auto found = place_near(pixel, ground.points, ground.view, ground.skin);
    if (!found) return std::nullopt;
    return ground.points[*found];
}

/// A pinned point is known by the place that it was pinned at, which may lie a little off the skin.
glm::dvec3 PointTool::as_pinned(glm::dvec3 place, const session::Zone& zone)
{
    constexpr double same_mm = 0.05;
    for (const glm::dvec3 pinned : zone.arrangement.pinned_mm)
        if (glm::distance(pinned, place) < same_mm) return pinned;
    return place;
}

std::optional<session::Command>
PointTool::press(glm::dvec2 pixel, glm::dvec3 place, bool erases, const Ground& ground)
{
    if (erases) return remove(pixel, ground);
    const auto point = point_at(pixel, ground);
    held_ = Held{point.value_or(place), point.value_or(place), !point, false};
    return std::nullopt;
}

void PointTool::drag_to(glm::dvec3 place)
{
    if (!held_) return;
    held_->to = place;
    held_->moved = true;
}

std::optional<session::Command> PointTool::release(const session::Zone& zone)
{
    const auto held = std::exchange(held_, std::nullopt);
    if (!held) return std::nullopt;
    if (held->is_new) return session::PinPoint{zone.name, held->to};
    if (!held->moved) return std::nullopt;
    return session::MovePoint{zone.name, as_pinned(held->from, zone), held->to};
}

std::optional<session::Command> PointTool::pin(glm::dvec2 pixel, const Ground& ground) const
{
    const auto point = point_at(pixel, ground);
    if (!point) return std::nullopt;
    const glm::dvec3 place = as_pinned(*point, ground.zone);
    for (const glm::dvec3 pinned : ground.zone.arrangement.pinned_mm)
        if (pinned == place) return session::UnpinPoint{ground.zone.name, place};
    return session::PinPoint{ground.zone.name, place};
}

std::optional<session::Command> PointTool::remove(glm::dvec2 pixel, const Ground& ground) const
{
    const auto point = point_at(pixel, ground);
    if (!point) return std::nullopt;
    return session::RemovePoint{ground.zone.name, as_pinned(*point, ground.zone)};
}

Sketch PointTool::sketch(const Ground& ground, glm::dvec2 pixel) const
{
    Sketch sketch;
    const auto show = [&](glm::dvec3 place) {
        sketch.handles.push_back(zones::place_on_skin(place, ground.skin.surface, ground.skin.bvh));
    };
    for (const glm::dvec3 pinned : ground.zone.arrangement.pinned_mm)
        show(pinned);
    const auto under = held_ ? std::optional(held_->to) : point_at(pixel, ground);
    if (under) {
        sketch.chosen = sketch.handles.size();
        show(*under);
    }
    return sketch;
}

}  // namespace tools

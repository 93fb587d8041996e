// SPDX-License-Identifier: MIT
#include "shell/point_hover.h"

#include "panels/point_card.h"

#include <algorithm>
#include <vector>

namespace shell {
namespace {

constexpr double rest_s = 0.3;  // so that a brush over a planned zone is left in peace

/// A point of the plan that is shown near the pixel.
std::optional<std::size_t> point_at(glm::dvec2 pixel,
                                    const Editor& editor,
                                    const tools::Turntable& view,
                                    const tools::BrushSkin& skin)
{
    if (!editor.can_export()) return std::nullopt;  // no plan, or one of the case before
    const Plan& plan = *editor.plan();
    std::vector<glm::dvec3> places;
    std::vector<std::size_t> points;
    for (std::size_t i = 0; i < plan.map->points.size(); ++i) {
        const session::MapPoint& point = plan.map->points[i];
        const session::Zone* zone = editor.zone(plan.zones[point.zone]);
        if (!zone || zone->hidden) continue;
        places.push_back(point.position_mm);
        points.push_back(i);
    }
    const auto near = place_near(pixel, places, view, skin);
    if (!near) return std::nullopt;
    return points[*near];
}

}  // namespace

void PointHover::draw(const Editor& editor,
                      const tools::Turntable& view,
                      const tools::BrushSkin& skin,
                      std::optional<glm::dvec2> pixel,
                      double now_s,
                      const panels::Form& form)
{
    const auto under = pixel ? point_at(*pixel, editor, view, skin) : std::nullopt;
    if (under != point_) since_s_ = now_s, frames_ = 0;
    point_ = under;
    shown_ = 0;
    if (!point_ || now_s - since_s_ < rest_s) return;
    const session::SessionMap& map = *editor.plan()->map;
    shown_ = map.points[*point_].order;
    ++frames_;
    panels::point_card(panels::words_of_point(map, *point_), form);
}

std::optional<double> PointHover::wakes_in_s(double now_s) const
{
    constexpr int to_settle = 3;
    constexpr double soon_s = 0.01;
    if (!point_ || frames_ >= to_settle) return std::nullopt;
    if (frames_ > 0) return soon_s;
    return std::max(since_s_ + rest_s - now_s, soon_s);
}

}  // namespace shell

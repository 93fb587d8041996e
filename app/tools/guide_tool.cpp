// SPDX-License-Identifier: MIT
#include "tools/guide_tool.h"

#include "base/error.h"
#include "zones/outline.h"

#include <glm/geometric.hpp>

#include <utility>

namespace tools {
namespace {

constexpr double step_mm = 1.5;
constexpr double least_length_mm = 5;

}  // namespace

void GuideTool::begin(glm::dvec3 place, const BrushSkin& skin)
{
    drawn_ = {zones::place_on_skin(place, skin.surface, skin.bvh)};
}

void GuideTool::drag_to(glm::dvec3 place, const BrushSkin& skin)
{
    if (drawn_.empty() || glm::distance(drawn_.back().position, place) < step_mm) return;
    drawn_.push_back(zones::place_on_skin(place, skin.surface, skin.bvh));
}

std::optional<session::Command> GuideTool::release(session::PatternKind kind,
                                                   const session::Zone& zone)
{
    const auto drawn = std::exchange(drawn_, {});
    if (drawn.size() < 2 ||
        glm::distance(drawn.front().position, drawn.back().position) < least_length_mm)
        return std::nullopt;
    session::PatternWish pattern{kind, {}, {}, {}};
    if (kind == session::PatternKind::rows)
        pattern.row_spacing_mm = zone.arrangement.pattern.row_spacing_mm;
    for (const zones::PathPlace& place : drawn)
        pattern.drawn_mm.push_back(place.position);
    return session::SetPattern{zone.name, pattern};
}

Sketch GuideTool::sketch(const session::Zone& zone, const BrushSkin& skin) const
{
    Sketch sketch;
    if (!drawn_.empty()) {
        sketch.lines.push_back(drawn_);
        return sketch;
    }
    const auto& has = zone.arrangement.pattern.drawn_mm;
    if (has.empty()) return sketch;
    try {
        sketch.lines.push_back(zones::path_on_skin(
            has, {"drawn line", 1, zones::usual_snap_limit_mm}, skin.surface, skin.bvh));
    } catch (const base::Error&) {  // the plan says what is wrong with it
    }
    return sketch;
}

}  // namespace tools

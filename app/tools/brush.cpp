// SPDX-License-Identifier: MIT
#include "tools/brush.h"

#include "zones/outline.h"
#include "zones/reach.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tools {
namespace {

constexpr int ring_places = 72;
// A hand rests; places closer than this say nothing new.
constexpr double least_move_mm = 0.5;
constexpr double line_step_mm = 1;

}  // namespace

void Brush::set_radius_mm(double radius)
{
    radius_mm_ = std::clamp(radius, least_radius_mm, most_radius_mm);
}

void Brush::grow(int steps)
{
    const double wished = radius_mm_ * std::pow(1.15, steps);
    const double rounded = std::round(wished * 2) / 2;
    set_radius_mm(rounded == radius_mm_ ? radius_mm_ + 0.5 * steps : rounded);
}

void Brush::begin(session::ZoneId zone,
                  const zones::ZoneField& now,
                  zones::StrokeMode mode,
                  const BrushSkin& skin,
                  glm::dvec3 place)
{
    drag_.emplace(Drag{zone, {mode, radius_mm_, {place}}, now});
    paint_last_part(skin);
}

std::optional<glm::dvec3> Brush::line_start(session::ZoneId zone) const
{
    if (!last_end_ || last_end_->zone != zone) return std::nullopt;
    return last_end_->place;
}

void Brush::begin_line(session::ZoneId zone,
                       const zones::ZoneField& now,
                       zones::StrokeMode mode,
                       const BrushSkin& skin,
                       glm::dvec3 place)
{
    const auto start = line_start(zone);
    if (!start) return begin(zone, now, mode, skin, place);
    const auto from = zones::place_on_skin(*start, skin.surface, skin.bvh);
    const auto to = zones::place_on_skin(place, skin.surface, skin.bvh);
    std::vector<glm::dvec3> path{from.position};
    for (const zones::PathPlace& one : zones::straight_on_skin(from, to, skin.surface))
        if (glm::distance(path.back(), one.position) >= line_step_mm) path.push_back(one.position);
    path.push_back(to.position);
    drag_.emplace(Drag{zone, {mode, radius_mm_, std::move(path)}, now});
    ++drafts_;
    drag_->preview.apply(drag_->stroke, zones::reached_by(drag_->stroke, skin.surface, skin.bvh));
}

void Brush::drag_to(const BrushSkin& skin, glm::dvec3 place)
{
    auto& path = drag_->stroke.path_mm;
    if (glm::distance(path.back(), place) < least_move_mm) return;
    path.push_back(place);
    paint_last_part(skin);
}

void Brush::paint_last_part(const BrushSkin& skin)
{
    const auto& path = drag_->stroke.path_mm;
    const std::size_t from = path.size() > 1 ? path.size() - 2 : 0;
    const zones::Stroke part{drag_->stroke.mode,
                             drag_->stroke.radius_mm,
                             {path.begin() + std::ptrdiff_t(from), path.end()}};
    ++drafts_;
    drag_->preview.apply(part, zones::reached_by(part, skin.surface, skin.bvh));
}

std::optional<session::Command> Brush::finish(const std::string& zone_name)
{
    if (!drag_) return std::nullopt;
    last_end_ = End{drag_->zone, drag_->stroke.path_mm.back()};
    session::PaintStroke command{zone_name, std::move(drag_->stroke)};
    drag_.reset();
    return command;
}

std::vector<glm::dvec3>
ring_on_skin(const BrushSkin& skin, const geometry::SurfacePoint& centre, double radius_mm)
{
    const glm::dvec3 middle = position(skin.surface.mesh, centre);
    const glm::dvec3 normal = geometry::normal(skin.surface.mesh, centre.triangle);
    const glm::dvec3 other = std::abs(normal.x) < 0.6 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 1, 0);
    const glm::dvec3 across = glm::normalize(glm::cross(normal, other));
    const glm::dvec3 along = glm::cross(normal, across);
    std::vector<glm::dvec3> ring;
    for (int i = 0; i <= ring_places; ++i) {
        const double angle = 2 * std::numbers::pi * i / ring_places;
        const glm::dvec3 beside =
            middle + radius_mm * (std::cos(angle) * across + std::sin(angle) * along);
        const auto hit = skin.bvh.nearest(beside, radius_mm);
        ring.push_back(hit ? position(skin.surface.mesh, hit->place) : beside);
    }
    return ring;
}

}  // namespace tools

// SPDX-License-Identifier: MIT
#include "tools/outline_tool.h"

#include "base/error.h"
#include "shell/texts.h"
#include "zones/outline.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace tools {
namespace {

std::vector<glm::dvec3> positions_of(const std::vector<zones::PathPlace>& corners)
{
    std::vector<glm::dvec3> positions;
    for (const zones::PathPlace& corner : corners)
        positions.push_back(corner.position);
    return positions;
}

}  // namespace

/// The zone's outlines as they are now.
void OutlineTool::follow(const session::Zone& zone, const BrushSkin& skin)
{
    if (held_ || (drawn_zone_ == zone.id && drawn_revision_ == zone.strokes_revision)) return;
    drawn_.clear();
    drawn_zone_ = zone.id;
    drawn_revision_ = zone.strokes_revision;
    for (std::uint32_t step = 0; step < zone.strokes.size(); ++step) {
        const auto* outline = std::get_if<zones::Outline>(&zone.strokes[step]);
        if (!outline) continue;
        Drawn drawn{step, {}, {}};
        for (const glm::dvec3 corner : outline->corners_mm)
            drawn.corners.push_back(zones::place_on_skin(corner, skin.surface, skin.bvh));
        drawn.sides.resize(drawn.corners.size());
        for (std::size_t i = 0; i < drawn.corners.size(); ++i)
            drawn.sides[i] =
                line_between(drawn.corners[i], drawn.corners[(i + 1) % drawn.corners.size()], skin);
        drawn_.push_back(std::move(drawn));
    }
}

void OutlineTool::draw_sides(Drawn& drawn, std::size_t corner, const BrushSkin& skin)
{
    const std::size_t count = drawn.corners.size();
    const std::size_t before = (corner + count - 1) % count;
    drawn.sides[before] = line_between(drawn.corners[before], drawn.corners[corner], skin);
    drawn.sides[corner] =
        line_between(drawn.corners[corner], drawn.corners[(corner + 1) % count], skin);
}

std::optional<session::Command>
OutlineTool::press(glm::dvec2 pixel, glm::dvec3 place, zones::StrokeMode mode, const Ground& ground)
{
    follow(ground.zone, ground.skin);
    if (is_open()) {
        const glm::dvec3 first = corners_.front().position;
        if (place_near(pixel, {&first, 1}, ground.view, ground.skin))
            return close(mode, ground.zone);
    } else {
        for (std::size_t i = 0; i < drawn_.size(); ++i)
            if (const auto corner =
                    place_near(pixel, positions_of(drawn_[i].corners), ground.view, ground.skin)) {
                held_ = Held{i, *corner, false};
                return std::nullopt;
            }
    }
    const zones::PathPlace corner =
        zones::place_on_skin(place, ground.skin.surface, ground.skin.bvh);
    if (is_open())
        sides_.push_back(zones::straight_on_skin(corners_.back(), corner, ground.skin.surface));
    corners_.push_back(corner);
    return std::nullopt;
}

void OutlineTool::drag_to(glm::dvec3 place, const BrushSkin& skin)
{
    if (!held_) return;
    Drawn& drawn = drawn_[held_->outline];
    drawn.corners[held_->corner] = zones::place_on_skin(place, skin.surface, skin.bvh);
    draw_sides(drawn, held_->corner, skin);
    held_->moved = true;
}

std::optional<session::Command> OutlineTool::release(const Ground& ground)
{
    const auto held = std::exchange(held_, std::nullopt);
    if (!held || !held->moved) return std::nullopt;
    drawn_revision_ = UINT64_MAX;  // as the case has it, also if the command is refused
    const Drawn& drawn = drawn_[held->outline];
    return session::EditOutline{ground.zone.name, drawn.step, positions_of(drawn.corners)};
}

namespace {

/// How far from the pixel a line on the skin is shown, where its skin faces the view.
double shown_px_from(glm::dvec2 pixel,
                     const std::vector<zones::PathPlace>& line,
                     const render::Camera& camera)
{
    double nearest_px = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (glm::dot(line[i].normal, camera.toward) <= 0) continue;
        const glm::dvec2 from = camera.pixel_of(line[i - 1].position);
        const glm::dvec2 along = camera.pixel_of(line[i].position) - from;
        const double length2 = glm::dot(along, along);
        const double share =
            length2 > 0 ? std::clamp(glm::dot(pixel - from, along) / length2, 0.0, 1.0) : 0;
        nearest_px = std::min(nearest_px, glm::distance(pixel, from + share * along));
    }
    return nearest_px;
}

}  // namespace

std::optional<session::Command>
OutlineTool::add_corner(glm::dvec2 pixel, glm::dvec3 place, const Ground& ground)
{
    constexpr double reach_px = 10;
    if (corners_.size() > 1) return std::nullopt;  // one is being drawn
    follow(ground.zone, ground.skin);
    for (const Drawn& drawn : drawn_)  // a corner is dragged, not doubled
        if (place_near(pixel, positions_of(drawn.corners), ground.view, ground.skin))
            return std::nullopt;
    const render::Camera camera = ground.view.camera();
    for (const Drawn& drawn : drawn_)
        for (std::size_t side = 0; side < drawn.sides.size(); ++side) {
            if (shown_px_from(pixel, drawn.sides[side], camera) > reach_px) continue;
            std::vector<glm::dvec3> corners = positions_of(drawn.corners);
            corners.insert(corners.begin() + std::ptrdiff_t(side) + 1, place);
            session::EditOutline command{ground.zone.name, drawn.step, std::move(corners)};
            cancel();  // the first of the two clicks began another outline
            return command;
        }
    return std::nullopt;
}

std::optional<session::Command> OutlineTool::remove_corner(glm::dvec2 pixel, const Ground& ground)
{
    if (is_open()) return std::nullopt;
    follow(ground.zone, ground.skin);
    for (const Drawn& drawn : drawn_) {
        std::vector<glm::dvec3> corners = positions_of(drawn.corners);
        const auto corner = place_near(pixel, corners, ground.view, ground.skin);
        if (!corner) continue;
        if (corners.size() <= 3)
            throw base::Error(shell::say("An outline keeps at least three corners."));
        corners.erase(corners.begin() + std::ptrdiff_t(*corner));
        return session::EditOutline{ground.zone.name, drawn.step, std::move(corners)};
    }
    return std::nullopt;
}

std::optional<session::Command> OutlineTool::close(zones::StrokeMode mode,
                                                   const session::Zone& zone)
{
    if (corners_.size() < 3) return std::nullopt;
    session::DrawOutline command{zone.name, {mode, positions_of(corners_)}};
    cancel();
    return command;
}

void OutlineTool::take_back_corner()
{
    if (!corners_.empty()) corners_.pop_back();
    if (!sides_.empty()) sides_.pop_back();
}

void OutlineTool::cancel()
{
    corners_.clear();
    sides_.clear();
    held_.reset();
    drawn_revision_ = UINT64_MAX;
}

Sketch OutlineTool::sketch(const Ground& ground, std::optional<glm::dvec3> hover)
{
    follow(ground.zone, ground.skin);
    Sketch sketch;
    if (is_open()) {
        sketch.lines = sides_;
        sketch.handles = corners_;
        sketch.chosen = 0;
        if (hover)
            sketch.lines.push_back(
                line_between(corners_.back(),
                             zones::place_on_skin(*hover, ground.skin.surface, ground.skin.bvh),
                             ground.skin));
        return sketch;
    }
    for (std::size_t i = 0; i < drawn_.size(); ++i) {
        if (held_ && held_->outline == i) sketch.chosen = sketch.handles.size() + held_->corner;
        sketch.lines.insert(sketch.lines.end(), drawn_[i].sides.begin(), drawn_[i].sides.end());
        sketch.handles.insert(
            sketch.handles.end(), drawn_[i].corners.begin(), drawn_[i].corners.end());
    }
    return sketch;
}

}  // namespace tools

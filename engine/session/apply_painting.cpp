// SPDX-License-Identifier: MIT
// Commands that paint: each adds a step to the zone's list, but for one that changes an outline.
#include "base/error.h"
#include "session/apply_parts.h"

#include <fmt/format.h>

namespace session {
namespace {

Zone& unlocked_zone(Case& current, const std::string& name)
{
    Zone& zone = current.zones[index_of(current, name)];
    if (zone.locked)
        throw base::Error(fmt::format("Zone \"{}\" is locked: unlock it to paint on it.", name));
    return zone;
}

Undo add_step(Case& current, const std::string& name, zones::PaintStep step)
{
    Zone& zone = unlocked_zone(current, name);
    zone.strokes.push_back(std::move(step));
    const std::uint64_t before = std::exchange(zone.strokes_revision, current.revision + 1);
    const std::size_t i = static_cast<std::size_t>(&zone - current.zones.data());
    return {[i, before](Case& c) {
                c.zones[i].strokes.pop_back();
                c.zones[i].strokes_revision = before;
            },
            64};
}

std::vector<glm::dvec3> corners_in_steps(const std::vector<glm::dvec3>& corners,
                                         const std::string& zone)
{
    if (corners.size() < 3)
        throw base::Error(fmt::format("Zone \"{}\": an outline needs at least three corners, not "
                                      "{}.",
                                      zone,
                                      corners.size()));
    return in_map_steps(corners);
}

Limits limits_of(zones::Reshaping what)
{
    switch (what) {
    case zones::Reshaping::fill_holes:
        return {"a hole", 0, max_piece_cm2, "cm2"};
    case zones::Reshaping::remove_islands:
        return {"an island", 0, max_piece_cm2, "cm2"};
    default:
        return {"a change", 0.01, max_radius_mm, "mm"};
    }
}

}  // namespace

Undo run(Case& current, const PaintStroke& command)
{
    zones::Stroke stroke = command.stroke;
    index_of(current, command.zone);
    stroke.radius_mm =
        within({"a stroke's radius", 0.01, max_radius_mm, "mm"}, stroke.radius_mm, command.zone);
    if (stroke.path_mm.empty())
        throw base::Error(fmt::format("Zone \"{}\": a stroke has no path.", command.zone));
    stroke.path_mm = in_map_steps(std::move(stroke.path_mm));
    return add_step(current, command.zone, std::move(stroke));
}

Undo run(Case& current, const DrawOutline& command)
{
    return add_step(current,
                    command.zone,
                    zones::Outline{command.outline.mode,
                                   corners_in_steps(command.outline.corners_mm, command.zone)});
}

Undo run(Case& current, const EditOutline& command)
{
    Zone& zone = unlocked_zone(current, command.zone);
    const std::size_t step = command.step;
    auto* outline =
        step < zone.strokes.size() ? std::get_if<zones::Outline>(&zone.strokes[step]) : nullptr;
    if (!outline)
        throw base::Error(
            fmt::format("Zone \"{}\": its step {} is no outline.", command.zone, step + 1));
    auto corners =
        std::exchange(outline->corners_mm, corners_in_steps(command.corners_mm, command.zone));
    const std::uint64_t before = std::exchange(zone.strokes_revision, current.revision + 1);
    const std::size_t i = static_cast<std::size_t>(&zone - current.zones.data());
    const std::size_t bytes = 64 + corners.size() * sizeof(glm::dvec3);
    return {[i, step, corners, before](Case& c) {
                std::get<zones::Outline>(c.zones[i].strokes[step]).corners_mm = corners;
                c.zones[i].strokes_revision = before;
            },
            bytes};
}

Undo run(Case& current, const FillByAngle& command)
{
    zones::Fill fill = command.fill;
    fill.place_mm = in_map_steps(fill.place_mm);
    fill.angle_deg = within({"a crease's angle", min_crease_deg, max_crease_deg, "degrees"},
                            fill.angle_deg,
                            command.zone);
    fill.radius_mm =
        within({"a fill's radius", 0.01, max_radius_mm, "mm"}, fill.radius_mm, command.zone);
    return add_step(current, command.zone, fill);
}

Undo run(Case& current, const ReshapeZone& command)
{
    zones::Reshape reshape = command.reshape;
    const bool needs_size = reshape.what == zones::Reshaping::grow ||
                            reshape.what == zones::Reshaping::shrink ||
                            reshape.what == zones::Reshaping::smooth;
    if (reshape.size || needs_size)
        reshape.size = within(limits_of(reshape.what), reshape.size.value_or(0), command.zone);
    return add_step(current, command.zone, reshape);
}

Undo add_mirroring(Case& current, const std::string& zone, zones::Mirroring mirror)
{
    return add_step(current, zone, mirror);
}

}  // namespace session

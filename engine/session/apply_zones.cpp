// SPDX-License-Identifier: MIT
// Commands on the list of zones.
#include "base/error.h"
#include "clinic/techniques.h"
#include "session/apply_parts.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>

namespace session {
namespace {

void require_new_name(const Case& current, const std::string& name)
{
    if (name.find_first_not_of(" \t") == name.npos)
        throw base::Error("A zone needs a name that is not empty.");
    for (const char c : name)
        if (static_cast<unsigned char>(c) < 32)
            throw base::Error("A zone's name must not have control characters in it.");
    if (current.find(name))
        throw base::Error(fmt::format("There are two zones called \"{}\".", name));
}

std::size_t bytes_of(const Zone& zone)
{
    const Arrangement& wish = zone.arrangement;
    std::size_t bytes = sizeof(Zone) + (wish.pattern.drawn_mm.size() + wish.pinned_mm.size() +
                                        wish.removed_mm.size()) *
                                           sizeof(glm::dvec3);
    for (const zones::PaintStep& step : zone.strokes) {
        bytes += sizeof step;
        if (const auto* stroke = std::get_if<zones::Stroke>(&step))
            bytes += stroke->path_mm.size() * sizeof(glm::dvec3);
        if (const auto* outline = std::get_if<zones::Outline>(&step))
            bytes += outline->corners_mm.size() * sizeof(glm::dvec3);
    }
    return bytes;
}

/// A new zone right after the one that it was made of.
Undo insert_copy(Case& current, std::size_t original, Zone copy)
{
    copy.id = ZoneId(current.next_zone++);
    copy.strokes_revision = current.revision + 1;
    copy.locked = copy.hidden = false;
    copy.colour.reset();
    const auto at = static_cast<std::ptrdiff_t>(original) + 1;
    current.zones.insert(current.zones.begin() + at, std::move(copy));
    return {[at](Case& c) { c.zones.erase(c.zones.begin() + at); }, 64};
}

glm::dvec3 turned(glm::dvec3 direction, const zones::Mirroring& mirror)
{
    return direction - 2 * glm::dot(direction, mirror.normal) * mirror.normal;
}

}  // namespace

Undo run(Case& current, const AddZone& command)
{
    require_new_name(current, command.zone);
    clinic::technique(command.technique);  // refuses an unknown one
    Zone zone;
    zone.id = ZoneId(current.next_zone++);
    zone.name = command.zone;
    zone.technique = command.technique;
    current.zones.push_back(std::move(zone));
    return {[](Case& c) { c.zones.pop_back(); }, 64};
}

Undo run(Case& current, const RemoveZone& command)
{
    const std::size_t i = index_of(current, command.zone);
    const auto place = current.zones.begin() + static_cast<std::ptrdiff_t>(i);
    Zone removed = std::move(*place);
    const std::size_t bytes = bytes_of(removed);
    current.zones.erase(place);
    return {[i, removed](Case& c) {
                c.zones.insert(c.zones.begin() + static_cast<std::ptrdiff_t>(i), removed);
            },
            bytes};
}

Undo run(Case& current, const RenameZone& command)
{
    index_of(current, command.zone);
    if (command.name != command.zone) require_new_name(current, command.name);
    return exchange(current, command.zone, &Zone::name, command.name);
}

Undo run(Case& current, const DuplicateZone& command)
{
    const std::size_t i = index_of(current, command.zone);
    require_new_name(current, command.name);
    Zone copy = current.zones[i];
    copy.name = command.name;
    return insert_copy(current, i, std::move(copy));
}

Undo run(Case& current, const MirrorZone& command)
{
    const std::size_t i = index_of(current, command.zone);
    zones::Mirroring mirror = command.mirror;
    mirror.point_mm = in_map_steps(mirror.point_mm);
    mirror.normal = unit_vector("a mirror plane's normal", mirror.normal, command.zone);
    if (!command.name) return add_mirroring(current, command.zone, mirror);

    require_new_name(current, *command.name);
    Zone image = current.zones[i];
    image.name = *command.name;
    mirror.keeps = false;
    image.strokes.emplace_back(mirror);
    Arrangement& wish = image.arrangement;
    wish.pinned_mm.clear();  // what a hand made on one side says nothing of the other
    wish.removed_mm.clear();
    if (wish.pattern.direction)
        wish.pattern.direction = in_map_steps(turned(*wish.pattern.direction, mirror));
    for (glm::dvec3& place : wish.pattern.drawn_mm)
        place = in_map_steps(mirror.point_mm + turned(place - mirror.point_mm, mirror));
    return insert_copy(current, i, std::move(image));
}

Undo run(Case& current, const MoveZone& command)
{
    const std::size_t from = index_of(current, command.zone);
    if (command.place >= current.zones.size())
        throw base::Error(fmt::format("Zone \"{}\" cannot be moved to place {} of {} zones.",
                                      command.zone,
                                      std::uint64_t(command.place) + 1,
                                      current.zones.size()));
    const auto move = [](Case& c, std::size_t a, std::size_t b) {
        const auto at = [&](std::size_t i) { return c.zones.begin() + std::ptrdiff_t(i); };
        if (a < b)
            std::rotate(at(a), at(a + 1), at(b + 1));
        else
            std::rotate(at(b), at(a), at(a + 1));
    };
    const std::size_t to = command.place;
    move(current, from, to);
    return {[move, from, to](Case& c) { move(c, to, from); }, 64};
}

Undo run(Case& current, const SetColour& command)
{
    if (command.colour && *command.colour > 0xFFFFFF)
        throw base::Error(
            fmt::format("Zone \"{}\": {} is no colour.", command.zone, *command.colour));
    return exchange(current, command.zone, &Zone::colour, command.colour);
}

Undo run(Case& current, const HideZone& command)
{
    return exchange(current, command.zone, &Zone::hidden, command.hidden);
}

Undo run(Case& current, const LockZone& command)
{
    return exchange(current, command.zone, &Zone::locked, command.locked);
}

}  // namespace session

// SPDX-License-Identifier: MIT
// Commands on points made by hand.
#include "base/error.h"
#include "session/apply_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace session {

Undo run(Case& current, const PinPoint& command)
{
    const std::size_t i = index_of(current, command.zone);
    auto& pinned = current.zones[i].arrangement.pinned_mm;
    const glm::dvec3 place = in_map_steps(command.place_mm);
    if (std::ranges::find(pinned, place) != pinned.end())
        throw base::Error(fmt::format("Zone \"{}\": two points are pinned at ({:g}, {:g}, {:g}).",
                                      command.zone,
                                      place.x,
                                      place.y,
                                      place.z));
    pinned.push_back(place);
    return {[i](Case& c) { c.zones[i].arrangement.pinned_mm.pop_back(); }, 64};
}

Undo run(Case& current, const UnpinPoint& command)
{
    const std::size_t i = index_of(current, command.zone);
    auto& pinned = current.zones[i].arrangement.pinned_mm;
    const glm::dvec3 place = in_map_steps(command.place_mm);
    const auto found = std::ranges::find(pinned, place);
    if (found == pinned.end())
        throw base::Error(fmt::format("Zone \"{}\": no point is pinned at ({:g}, {:g}, {:g}).",
                                      command.zone,
                                      place.x,
                                      place.y,
                                      place.z));
    const auto at = found - pinned.begin();
    pinned.erase(found);
    return {[i, at, place](Case& c) {
                auto& again = c.zones[i].arrangement.pinned_mm;
                again.insert(again.begin() + at, place);
            },
            96};
}

Undo run(Case& current, const MovePoint& command)
{
    const std::size_t i = index_of(current, command.zone);
    Arrangement& wish = current.zones[i].arrangement;
    const glm::dvec3 from = in_map_steps(command.from_mm), to = in_map_steps(command.to_mm);
    auto pinned = wish.pinned_mm;
    std::erase(pinned, from);
    if (std::ranges::find(pinned, to) == pinned.end()) pinned.push_back(to);
    const std::size_t bytes = 64 + pinned.size() * sizeof(glm::dvec3);
    Undo undo = arrange(current, command.zone, &Arrangement::pinned_mm, std::move(pinned));
    undo.bytes = bytes;
    return undo;
}

Undo run(Case& current, const RemovePoint& command)
{
    const glm::dvec3 place = in_map_steps(command.place_mm);
    const Zone& zone = current.zones[index_of(current, command.zone)];
    const Arrangement& wish = zone.arrangement;
    if (std::ranges::find(wish.pinned_mm, place) != wish.pinned_mm.end())
        return run(current, UnpinPoint{command.zone, place});
    auto removed = wish.removed_mm;
    if (std::ranges::find(removed, place) != removed.end())
        throw base::Error(fmt::format("Zone \"{}\": the point at ({:g}, {:g}, {:g}) is taken away "
                                      "already.",
                                      command.zone,
                                      place.x,
                                      place.y,
                                      place.z));
    removed.push_back(place);
    const std::size_t bytes = 64 + removed.size() * sizeof(glm::dvec3);
    Undo undo = arrange(current, command.zone, &Arrangement::removed_mm, std::move(removed));
    undo.bytes = bytes;
    return undo;
}

Undo run(Case& current, const ForgetPointEdits& command)
{
    const std::size_t i = index_of(current, command.zone);
    Arrangement& wish = current.zones[i].arrangement;
    auto pinned = std::exchange(wish.pinned_mm, {});
    auto removed = std::exchange(wish.removed_mm, {});
    const std::size_t bytes = 64 + (pinned.size() + removed.size()) * sizeof(glm::dvec3);
    return {[i, pinned, removed](Case& c) {
                c.zones[i].arrangement.pinned_mm = pinned;
                c.zones[i].arrangement.removed_mm = removed;
            },
            bytes};
}

}  // namespace session

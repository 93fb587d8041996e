// SPDX-License-Identifier: MIT
// What each command does to the case, and how it is taken back.
#include "session/history.h"

#include "base/error.h"
#include "clinic/techniques.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace session {
namespace {

std::size_t index_of(const Case& current, const std::string& name)
{
    for (std::size_t i = 0; i < current.zones.size(); ++i)
        if (current.zones[i].name == name) return i;
    throw base::Error(fmt::format("There is no zone \"{}\".", name));
}

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

/// Settings are refused with their numbers where no plan could follow them; what is merely unusual
/// is for the checks.
struct Limits {
    const char* what;
    double low, high;
    const char* unit;
};

double within(const Limits& limits, double value, const std::string& zone)
{
    const double kept = in_map_steps(value);
    if (!std::isfinite(value) || kept < limits.low || kept > limits.high)
        throw base::Error(fmt::format("Zone \"{}\": {} of {} {} is outside {} to {} {}.",
                                      zone,
                                      limits.what,
                                      value,
                                      limits.unit,
                                      limits.low,
                                      limits.high,
                                      limits.unit));
    return kept;
}

/// Sets one member of a zone; the undo puts the old value back.
template <typename T>
Undo exchange(Case& current, const std::string& zone, T Zone::*member, T value)
{
    const std::size_t i = index_of(current, zone);
    T before = std::exchange(current.zones[i].*member, std::move(value));
    return {[i, member, before](Case& c) { c.zones[i].*member = before; }, sizeof before + 64};
}

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
    std::size_t bytes = sizeof(Zone);
    for (const zones::Stroke& stroke : removed.strokes)
        bytes += sizeof stroke + stroke.path_mm.size() * sizeof(glm::dvec3);
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

Undo run(Case& current, const PaintStroke& command)
{
    Zone& zone = current.zones[index_of(current, command.zone)];
    zones::Stroke stroke = command.stroke;
    stroke.radius_mm =
        within({"a stroke's radius", 0.01, max_radius_mm, "mm"}, stroke.radius_mm, zone.name);
    if (stroke.path_mm.empty())
        throw base::Error(fmt::format("Zone \"{}\": a stroke has no path.", zone.name));
    for (glm::dvec3& p : stroke.path_mm)
        p = {in_map_steps(p.x), in_map_steps(p.y), in_map_steps(p.z)};
    zone.strokes.push_back(std::move(stroke));
    const std::uint64_t before = std::exchange(zone.strokes_revision, current.revision + 1);
    const std::size_t i = static_cast<std::size_t>(&zone - current.zones.data());
    return {[i, before](Case& c) {
                c.zones[i].strokes.pop_back();
                c.zones[i].strokes_revision = before;
            },
            64};
}

Undo run(Case& current, const SetTechnique& command)
{
    clinic::technique(command.technique);
    return exchange(current, command.zone, &Zone::technique, command.technique);
}

Undo run(Case& current, const SetSpacing& command)
{
    const double value = within(
        {"a spacing", min_spacing_mm, max_spacing_mm, "mm"}, command.spacing_mm, command.zone);
    return exchange(current, command.zone, &Zone::spacing_mm, std::optional(value));
}

Undo run(Case& current, const SetDepth& command)
{
    const double value =
        within({"a depth", 0.01, max_depth_mm, "mm"}, command.depth_mm, command.zone);
    return exchange(current, command.zone, &Zone::depth_mm, std::optional(value));
}

Undo run(Case& current, const SetAngle& command)
{
    const double value = within(
        {"an angle", min_angle_deg, max_angle_deg, "degrees"}, command.angle_deg, command.zone);
    return exchange(current, command.zone, &Zone::angle_deg, std::optional(value));
}

Undo run(Case& current, const SetVolume& command)
{
    const double value =
        within({"a volume", 0, max_volume_ml, "mL"}, command.volume_ml, command.zone);
    return exchange(current, command.zone, &Zone::volume_ml, std::optional(value));
}

Undo run(Case& current, const SetNeedle& command)
{
    clinic::needle(command.needle);  // refuses an unknown one
    return exchange(current, command.zone, &Zone::needle, std::optional(command.needle));
}

Undo run(Case& current, const SetSeed& command)
{
    const std::uint32_t before = std::exchange(current.seed, command.seed);
    return {[before](Case& c) { c.seed = before; }, 64};
}

}  // namespace

Undo apply(Case& current, const Command& command)
{
    Undo undo = std::visit([&](const auto& c) { return run(current, c); }, command);
    ++current.revision;
    return undo;
}

}  // namespace session

// SPDX-License-Identifier: MIT
// What each command does to the case, and how it is taken back.
#include "session/apply_parts.h"

#include "base/error.h"
#include "clinic/table.h"
#include "clinic/techniques.h"
#include "session/clinic_json.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace session {
namespace {

constexpr Limits a_spacing{"a spacing", min_spacing_mm, max_spacing_mm, "mm"};
constexpr Limits a_row_spacing{"a row spacing", min_spacing_mm, max_spacing_mm, "mm"};

Undo run(Case& current, const SetTechnique& command)
{
    clinic::technique(command.technique);
    return exchange(current, command.zone, &Zone::technique, command.technique);
}

Undo run(Case& current, const SetSpacing& command)
{
    const double value = within(a_spacing, command.spacing_mm, command.zone);
    const std::size_t i = index_of(current, command.zone);
    Zone& zone = current.zones[i];
    const auto spacing = std::exchange(zone.spacing_mm, value);
    const auto amount = std::exchange(zone.arrangement.amount, std::nullopt);
    return {[i, spacing, amount](Case& c) {
                c.zones[i].spacing_mm = spacing;
                c.zones[i].arrangement.amount = amount;
            },
            96};
}

Undo run(Case& current, const SetPattern& command)
{
    PatternWish pattern = command.pattern;
    if (pattern.row_spacing_mm)
        pattern.row_spacing_mm = within(a_row_spacing, *pattern.row_spacing_mm, command.zone);
    if (pattern.direction)
        pattern.direction = unit_vector("a direction", *pattern.direction, command.zone);
    for (glm::dvec3& place : pattern.drawn_mm)
        place = in_map_steps(place);
    const std::size_t bytes = pattern.drawn_mm.size() * sizeof(glm::dvec3);
    Undo undo = arrange(current, command.zone, &Arrangement::pattern, std::move(pattern));
    undo.bytes += bytes;
    return undo;
}

Undo run(Case& current, const SetAmount& command)
{
    const auto& [kind, value] = command.amount;
    const Limits limits = kind == AmountKind::points ? Limits{"a number", 1, most_points, "points"}
                          : kind == AmountKind::density_per_cm2
                              ? Limits{"a density", 1e-3, max_density_per_cm2, "points per cm2"}
                              : Limits{"a dose", 1e-4, max_dose_ml_per_cm2, "mL per cm2"};
    const double kept = within(limits, value, command.zone);
    if (kind == AmountKind::points && kept != std::floor(kept))
        throw base::Error(
            fmt::format("Zone \"{}\": {} is no whole number of points.", command.zone, value));
    return arrange(current, command.zone, &Arrangement::amount, std::optional(Amount{kind, kept}));
}

Undo run(Case& current, const SetBorder& command)
{
    BorderWish border = command.border;
    if (border.inset_mm)
        border.inset_mm =
            within({"an inset", 0, max_inset_mm, "mm"}, *border.inset_mm, command.zone);
    return arrange(current, command.zone, &Arrangement::border, border);
}

Undo run(Case& current, const SetSpacingAtBorder& command)
{
    auto at_border = command.at_border;
    if (at_border)
        at_border = BorderSpacing{
            within(a_spacing, at_border->spacing_mm, command.zone),
            within({"a blend", 0.1, max_blend_mm, "mm"}, at_border->blend_mm, command.zone)};
    return arrange(current, command.zone, &Arrangement::at_border, at_border);
}

Undo run(Case& current, const SetMirror& command)
{
    auto mirror = command.mirror;
    if (mirror) {
        mirror->point_mm = in_map_steps(mirror->point_mm);
        mirror->normal = unit_vector("a mirror plane's normal", mirror->normal, command.zone);
    }
    return arrange(current, command.zone, &Arrangement::mirror, mirror);
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

Undo run(Case& current, const ResetSetting& command)
{
    const std::optional<double> none;
    switch (command.setting) {
    case Setting::spacing:
        return exchange(current, command.zone, &Zone::spacing_mm, none);
    case Setting::depth:
        return exchange(current, command.zone, &Zone::depth_mm, none);
    case Setting::angle:
        return exchange(current, command.zone, &Zone::angle_deg, none);
    case Setting::volume:
        return exchange(current, command.zone, &Zone::volume_ml, none);
    case Setting::needle:
        return exchange(current, command.zone, &Zone::needle, std::optional<std::string>());
    }
    throw std::logic_error("a setting that there is not");
}

Undo run(Case& current, const SetSeed& command)
{
    const std::uint32_t before = std::exchange(current.seed, command.seed);
    return {[before](Case& c) { c.seed = before; }, 64};
}

void require_landmark(const std::string& name)
{
    if (!anatomy::is_landmark(name))
        throw base::Error(fmt::format("There is no landmark \"{}\".", name));
}

Undo exchange_landmarks(Case& current, anatomy::Landmarks landmarks)
{
    auto before = std::exchange(current.landmarks, std::move(landmarks));
    const auto revision = std::exchange(current.landmarks_revision, current.revision + 1);
    const std::size_t bytes = 64 + 96 * before.all().size();
    return {[before, revision](Case& c) {
                c.landmarks = before;
                c.landmarks_revision = revision;
            },
            bytes};
}

Undo run(Case& current, const SetLandmarks& command)
{
    anatomy::Landmarks kept;
    for (const auto& [name, landmark] : command.landmarks.all()) {
        require_landmark(name);
        kept.set(name, {in_map_steps(landmark.place)});
    }
    return exchange_landmarks(current, std::move(kept));
}

Undo run(Case& current, const PlaceLandmark& command)
{
    require_landmark(command.landmark);
    anatomy::Landmarks placed = current.landmarks;
    placed.set(command.landmark, {in_map_steps(command.place_mm)});
    return exchange_landmarks(current, std::move(placed));
}

Undo run(Case& current, const RemoveLandmark& command)
{
    if (!current.landmarks.has(command.landmark))
        throw base::Error(
            fmt::format("The landmark {} is not placed.", clinic::words_of_id(command.landmark)));
    anatomy::Landmarks left = current.landmarks;
    left.remove(command.landmark);
    return exchange_landmarks(current, std::move(left));
}

Undo run(Case& current, const ConfirmScale& command)
{
    const std::string before = std::exchange(current.scale_statement, command.statement);
    return {[before](Case& c) { c.scale_statement = before; }, 64 + before.size()};
}

Undo run(Case& current, const SetAim& command)
{
    require_known(command.aim);
    return exchange(current, command.zone, &Zone::aim, command.aim);
}

}  // namespace

Undo apply(Case& current, const Command& command)
{
    Undo undo = std::visit([&](const auto& c) { return run(current, c); }, command);
    ++current.revision;
    return undo;
}

}  // namespace session

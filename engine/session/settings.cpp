// SPDX-License-Identifier: MIT
#include "session/settings.h"

#include "base/error.h"
#include "clinic/areas.h"
#include "clinic/depth.h"
#include "clinic/techniques.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace session {
namespace {

constexpr const char* set_by_hand = "set for this zone";

std::string default_of(const clinic::Technique& technique, const std::string& source)
{
    return fmt::format("default of {}: {}",
                       technique.name.value,
                       clinic::describe_source(source));
}

using OptionalNumber = std::optional<clinic::Sourced<double>>;
using OptionalText = std::optional<clinic::Sourced<std::string>>;

struct Settled {
    double value = 0;
    std::string source;
};

const clinic::Area* area_of(const Zone& zone)
{
    return zone.aim.area ? &clinic::area(*zone.aim.area) : nullptr;
}

/// What the zone's area has in place of the technique's default.
Settled of_area(const clinic::Area& area, const clinic::Sourced<double>& usual)
{
    return {
        in_map_steps(usual.value),
        fmt::format("default of the area {}: {}",
                    clinic::words_of_id(area.id),
                    clinic::describe_source(usual.source))};
}

/// One number: the zone's own, or the technique's default.
Settled settled(const clinic::Technique& technique,
                const std::optional<double>& own,
                const OptionalNumber& usual)
{
    if (own) return {*own, set_by_hand};
    return {in_map_steps(usual->value), default_of(technique, usual->source)};
}

/// Where there may be no default: the sentence says what to give and why.
void require_default(const Zone& zone,
                     const std::optional<double>& own,
                     const OptionalNumber& usual,
                     const OptionalText& because,
                     const char* what)
{
    if (own || usual) return;
    throw base::Error(fmt::format("Zone \"{}\" needs a {}: the technique {} has no default, "
                                  "because {}.",
                                  zone.name,
                                  what,
                                  zone.technique,
                                  because->value));
}

void choose_needle(const Zone& zone, const clinic::Technique& technique, MapZone& settings)
{
    if (zone.needle) {
        settings.needle = *zone.needle;
        settings.needle_length_mm = clinic::needle(*zone.needle).length_mm.value;
        settings.sources.needle = set_by_hand;
        return;
    }
    if (technique.default_needle) settings.needle = technique.default_needle->value;
    if (technique.needle_length_mm) settings.needle_length_mm = technique.needle_length_mm->value;
    const std::string& source =
        technique.default_needle ? technique.default_needle->source : technique.needle.source;
    settings.sources.needle = default_of(technique, source);
}

constexpr const char* follows = "follows from the number of points";

[[noreturn]] void refuse(const Zone& zone, const std::string& sentence)
{
    throw base::Error(fmt::format("Zone \"{}\": {}.", zone.name, sentence));
}

/// What contradicts each other, whoever said it.
void require_sense(const Zone& zone)
{
    const Arrangement& wish = zone.arrangement;
    const PatternKind kind = wish.pattern.kind;
    const bool fills = kind == PatternKind::blue_noise || kind == PatternKind::even;
    const std::string_view name = pattern_names[std::size_t(kind)];
    if (wish.amount && !fills)
        refuse(zone,
               fmt::format("{} is for the patterns blue-noise and even, not for {}",
                           amount_names[std::size_t(wish.amount->kind)],
                           name));
    if (wish.at_border && !fills)
        refuse(zone,
               fmt::format("a spacing that varies is for the patterns blue-noise and even, not "
                           "for {}",
                           name));
    const bool lays_first = wish.mirror || wish.border.rule == BorderRule::rim_first;
    if (lays_first && (!fills || wish.amount))
        refuse(zone,
               fmt::format("{} for a spacing with the patterns blue-noise and even, not for {}",
                           wish.mirror ? "mirrored points are" : "the border rim-first is",
                           wish.amount ? "a number of points" : name));
    if (wish.at_border && wish.amount)
        refuse(zone,
               fmt::format("spacing_at_border_mm varies a spacing, but {} is given in its place",
                           amount_names[std::size_t(wish.amount->kind)]));
    if (wish.amount && wish.border.rule == BorderRule::inset && !wish.border.inset_mm)
        refuse(zone, "with a number of points the border inset needs inset_mm");
}

/// The arrangement with what was left out filled in; the spacing is known, or 0 with an amount.
Arrangement settled(const Zone& zone, double spacing_mm)
{
    Arrangement wish = zone.arrangement;
    if (wish.pattern.kind == PatternKind::rows && !wish.pattern.row_spacing_mm)
        wish.pattern.row_spacing_mm = spacing_mm;
    if (wish.border.rule == BorderRule::inset && !wish.border.inset_mm)
        wish.border.inset_mm = in_map_steps(spacing_mm / 2);
    if (!wish.at_border) return wish;
    const double least_blend_mm =
        std::abs(wish.at_border->spacing_mm - spacing_mm) / steepest_spacing;
    if (wish.at_border->blend_mm < least_blend_mm)
        refuse(zone,
               fmt::format("a spacing that goes from {:g} mm at the border to {:g} mm needs a "
                           "blend of at least {:g} mm, not {:g} mm",
                           wish.at_border->spacing_mm,
                           spacing_mm,
                           least_blend_mm,
                           wish.at_border->blend_mm));
    return wish;
}

/// The zone's own, of its layer, of its area, or the technique's; a default is no deeper than its
/// area may be.
Settled chosen_depth(const Zone& zone, const clinic::Technique& technique)
{
    const clinic::Area* area = area_of(zone);
    if (zone.depth_mm) return {*zone.depth_mm, set_by_hand};
    if (zone.aim.layer) {
        const clinic::TargetLayer& layer = clinic::target_layer(*zone.aim.layer);
        return {
            0,
            fmt::format("where the {} is: {}", layer.name, clinic::describe_source(layer.source))};
    }
    if (area && area->depth_default_mm) return of_area(*area, *area->depth_default_mm);
    require_default(zone,
                    zone.depth_mm,
                    technique.default_depth_mm,
                    technique.depth_missing_because,
                    "depth_mm");
    const bool too_deep =
        area && area->depth_max_mm && area->depth_max_mm->value < technique.default_depth_mm->value;
    return too_deep ? of_area(*area, *area->depth_max_mm)
                    : settled(technique, zone.depth_mm, technique.default_depth_mm);
}

Settled chosen_volume(const Zone& zone, const clinic::Technique& technique)
{
    const clinic::Area* area = area_of(zone);
    return !zone.volume_ml && area && area->volume_ml
               ? of_area(*area, *area->volume_ml)
               : settled(technique, zone.volume_ml, technique.default_volume_ml);
}

/// The nearest volume that the device can give, not above what the area may get; the difference
/// is told in its source.
void snap_to_device(const Zone& zone, const ClinicFacts& clinic, MapZone& settings)
{
    if (!clinic.device || !clinic.device->dose_step_ml || settings.volume_per_point_ml <= 0) return;
    const clinic::Area* area = area_of(zone);
    std::optional<double> most;
    if (area && area->volume_max_ml) most = area->volume_max_ml->value;
    const double asked = settings.volume_per_point_ml;
    const double snapped =
        in_map_steps(clinic::snapped_ml(asked, *clinic.device->dose_step_ml, most));
    if (snapped == asked) return;
    settings.volume_per_point_ml = snapped;
    settings.sources.volume += fmt::format("; {} gives {:g} mL in place of {:g} mL ({:+.4f} mL)",
                                           clinic.device->name,
                                           snapped,
                                           asked,
                                           snapped - asked);
}

/// A point is a whole head: its volume is that of all pins, and it keeps its radius from the
/// border, so that no pin leaves the zone however the head is turned.
void take_head(const Zone& zone, MapZone& settings)
{
    if (!zone.aim.head) return;
    const clinic::MultiHead& head = *zone.aim.head;
    settings.sources.volume +=
        fmt::format("; {:g} mL a pin, {} pins a head", settings.volume_per_point_ml, head.pins);
    settings.volume_per_point_ml = in_map_steps(head.pins * settings.volume_per_point_ml);
    BorderWish& border = settings.arrangement.border;
    if (border.rule == BorderRule::natural) border.rule = BorderRule::inset;
    border.inset_mm = std::max(border.inset_mm.value_or(0), in_map_steps(clinic::radius_mm(head)));
}

void choose_spacing(const Zone& zone, const clinic::Technique& technique, MapZone& settings)
{
    if (zone.arrangement.amount) {
        settings.sources.spacing = follows;
        return;
    }
    const clinic::Area* area = area_of(zone);
    if (zone.aim.head && !zone.spacing_mm) {
        settings.spacing_mm = in_map_steps(clinic::least_spacing_mm(*zone.aim.head));
        settings.sources.spacing = "the footprint of the head, and one pitch between two";
        return;
    }
    const bool by_area = !zone.spacing_mm && area && area->spacing_mm;
    if (!by_area)
        require_default(zone,
                        zone.spacing_mm,
                        technique.default_spacing_mm,
                        technique.spacing_missing_because,
                        "spacing_mm");
    const Settled spacing = by_area
                                ? of_area(*area, *area->spacing_mm)
                                : settled(technique, zone.spacing_mm, technique.default_spacing_mm);
    settings.spacing_mm = spacing.value;
    settings.sources.spacing = spacing.source;
}

}  // namespace

MapZone settings_of(const Zone& zone, const ClinicFacts& clinic)
{
    const clinic::Technique& technique = clinic::technique(zone.technique);
    require_sense(zone);
    MapZone settings;
    choose_spacing(zone, technique, settings);
    settings.aim = zone.aim;
    if (zone.depth_mm) settings.aim.layer.reset();  // what is set by hand is what is meant
    settings.name = zone.name;
    settings.technique = zone.technique;
    settings.target_layer = technique.target_layer.value;
    settings.arrangement = settled(zone, settings.spacing_mm);
    settings.strokes = zone.strokes;
    const auto take = [&](double& value, std::string& source, Settled from) {
        value = from.value;
        source = std::move(from.source);
    };
    SettingSources& sources = settings.sources;
    take(settings.depth_mm, sources.depth, chosen_depth(zone, technique));
    take(settings.angle_deg,
         sources.angle,
         settled(technique, zone.angle_deg, technique.angle_default_deg));
    take(settings.volume_per_point_ml, sources.volume, chosen_volume(zone, technique));
    snap_to_device(zone, clinic, settings);
    take_head(zone, settings);
    const auto& amount = zone.arrangement.amount;
    if (amount && amount->kind == AmountKind::dose_ml_per_cm2 && settings.volume_per_point_ml <= 0)
        refuse(zone, "a dose needs a volume per point above 0");
    choose_needle(zone, technique, settings);
    return settings;
}

void require_mixture(const MapZone& zone, const ClinicFacts& clinic)
{
    if (zone.aim.mixture && !clinic.mixture(*zone.aim.mixture))
        throw base::Error(
            fmt::format("Zone \"{}\" is to get the mixture \"{}\", which is not there.",
                        zone.name,
                        *zone.aim.mixture));
}

}  // namespace session

// SPDX-License-Identifier: MIT
#include "session/settings.h"

#include "base/error.h"
#include "clinic/techniques.h"

#include <fmt/format.h>

#include <cmath>

namespace session {
namespace {

constexpr const char* set_by_hand = "set for this zone";

std::string default_of(const clinic::Technique& technique, const std::string& source)
{
    return fmt::format("default of {}: {}", technique.id, clinic::describe_source(source));
}

using OptionalNumber = std::optional<clinic::Sourced<double>>;
using OptionalText = std::optional<clinic::Sourced<std::string>>;

struct Settled {
    double value = 0;
    std::string source;
};

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

void choose_spacing(const Zone& zone, const clinic::Technique& technique, MapZone& settings)
{
    if (zone.arrangement.amount) {
        settings.sources.spacing = follows;
        return;
    }
    require_default(zone,
                    zone.spacing_mm,
                    technique.default_spacing_mm,
                    technique.spacing_missing_because,
                    "spacing_mm");
    const Settled spacing = settled(technique, zone.spacing_mm, technique.default_spacing_mm);
    settings.spacing_mm = spacing.value;
    settings.sources.spacing = spacing.source;
}

}  // namespace

MapZone settings_of(const Zone& zone)
{
    const clinic::Technique& technique = clinic::technique(zone.technique);
    require_sense(zone);
    MapZone settings;
    choose_spacing(zone, technique, settings);
    require_default(zone,
                    zone.depth_mm,
                    technique.default_depth_mm,
                    technique.depth_missing_because,
                    "depth_mm");

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
    take(settings.depth_mm,
         sources.depth,
         settled(technique, zone.depth_mm, technique.default_depth_mm));
    take(settings.angle_deg,
         sources.angle,
         settled(technique, zone.angle_deg, technique.angle_default_deg));
    take(settings.volume_per_point_ml,
         sources.volume,
         settled(technique, zone.volume_ml, technique.default_volume_ml));
    const auto& amount = zone.arrangement.amount;
    if (amount && amount->kind == AmountKind::dose_ml_per_cm2 && settings.volume_per_point_ml <= 0)
        refuse(zone, "a dose needs a volume per point above 0");
    choose_needle(zone, technique, settings);
    return settings;
}

}  // namespace session

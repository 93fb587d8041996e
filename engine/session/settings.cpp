// SPDX-License-Identifier: MIT
#include "session/settings.h"

#include "base/error.h"
#include "clinic/techniques.h"

#include <fmt/format.h>

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

}  // namespace

MapZone settings_of(const Zone& zone)
{
    const clinic::Technique& technique = clinic::technique(zone.technique);
    require_default(zone,
                    zone.spacing_mm,
                    technique.default_spacing_mm,
                    technique.spacing_missing_because,
                    "spacing_mm");
    require_default(zone,
                    zone.depth_mm,
                    technique.default_depth_mm,
                    technique.depth_missing_because,
                    "depth_mm");

    MapZone settings;
    settings.name = zone.name;
    settings.technique = zone.technique;
    settings.target_layer = technique.target_layer.value;
    settings.strokes = zone.strokes;
    const auto take = [&](double& value, std::string& source, Settled from) {
        value = from.value;
        source = std::move(from.source);
    };
    SettingSources& sources = settings.sources;
    take(settings.spacing_mm,
         sources.spacing,
         settled(technique, zone.spacing_mm, technique.default_spacing_mm));
    take(settings.depth_mm,
         sources.depth,
         settled(technique, zone.depth_mm, technique.default_depth_mm));
    take(settings.angle_deg,
         sources.angle,
         settled(technique, zone.angle_deg, technique.angle_default_deg));
    take(settings.volume_per_point_ml,
         sources.volume,
         settled(technique, zone.volume_ml, technique.default_volume_ml));
    choose_needle(zone, technique, settings);
    return settings;
}

}  // namespace session

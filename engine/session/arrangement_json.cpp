// SPDX-License-Identifier: MIT
#include "session/arrangement_json.h"

#include "base/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace session {
namespace {

using nlohmann::json;

/// The schema has seen to it that the name is one of them.
template <typename Enum, std::size_t Count>
Enum named(const json& name, const std::array<std::string_view, Count>& names)
{
    const auto found = std::ranges::find(names, name.get_ref<const std::string&>());
    base::check(found != names.end(), "a name that the schema knows");
    return static_cast<Enum>(found - names.begin());
}

/// At most one of these fields may be there: its name, or nothing.
template <typename Names>
std::optional<std::string_view>
one_of(const Names& names, const json& object, const std::string& zone)
{
    std::optional<std::string_view> said;
    for (const std::string_view name : names) {
        if (!object.contains(name)) continue;
        if (said)
            throw base::Error(
                fmt::format("Zone \"{}\": both {} and {} are given, but they contradict each "
                            "other; leave one out.",
                            zone,
                            *said,
                            name));
        said = name;
    }
    return said;
}

void require_pattern(std::string_view field,
                     PatternKind needed,
                     const PatternWish& pattern,
                     const json& object,
                     const std::string& zone)
{
    if (!object.contains(field) || pattern.kind == needed) return;
    throw base::Error(fmt::format("Zone \"{}\": {} is for the pattern {}, not for {}.",
                                  zone,
                                  field,
                                  pattern_names[std::size_t(needed)],
                                  pattern_names[std::size_t(pattern.kind)]));
}

}  // namespace

json json_of(glm::dvec3 place)
{
    return {place.x, place.y, place.z};
}

json json_of(const std::vector<glm::dvec3>& places)
{
    json list = json::array();
    for (const glm::dvec3 p : places)
        list.push_back(json_of(p));
    return list;
}

json json_of(const PatternWish& pattern)
{
    json fields = {{"pattern", pattern_names[std::size_t(pattern.kind)]}};
    if (pattern.row_spacing_mm) fields["row_spacing_mm"] = *pattern.row_spacing_mm;
    if (pattern.direction) fields["direction"] = json_of(*pattern.direction);
    if (!pattern.drawn_mm.empty())
        fields[pattern.kind == PatternKind::line ? "line_mm" : "guide_mm"] =
            json_of(pattern.drawn_mm);
    return fields;
}

json json_of(const Amount& amount)
{
    const auto name = std::string(amount_names[std::size_t(amount.kind)]);
    if (amount.kind == AmountKind::points)
        return {{name, static_cast<std::uint32_t>(amount.value)}};
    return {{name, amount.value}};
}

json json_of(const BorderWish& border)
{
    json fields = {{"border", border_names[std::size_t(border.rule)]}};
    if (border.inset_mm) fields["inset_mm"] = *border.inset_mm;
    return fields;
}

json json_of(const BorderSpacing& spacing)
{
    return {{"spacing_at_border_mm", spacing.spacing_mm}, {"blend_mm", spacing.blend_mm}};
}

json json_of(const MirrorWish& mirror)
{
    json fields = {{"mirrored", true}};
    if (mirror == MirrorWish{}) return fields;
    fields["mirror_point_mm"] = json_of(mirror.point_mm);
    fields["mirror_normal"] = json_of(mirror.normal);
    return fields;
}

glm::dvec3 place_in(const json& list)
{
    return {list[0].get<double>(), list[1].get<double>(), list[2].get<double>()};
}

std::vector<glm::dvec3> places_in(const json& list)
{
    std::vector<glm::dvec3> places;
    for (const json& place : list)
        places.push_back(place_in(place));
    return places;
}

bool tells_pattern(const json& object)
{
    return std::ranges::any_of(
        std::array{"pattern", "row_spacing_mm", "direction", "guide_mm", "line_mm"},
        [&](const char* field) { return object.contains(field); });
}

PatternWish pattern_in(const json& object, const std::string& zone)
{
    PatternWish pattern;
    if (object.contains("pattern"))
        pattern.kind = named<PatternKind>(object["pattern"], pattern_names);
    for (const char* field : {"row_spacing_mm", "direction", "guide_mm"})
        require_pattern(field, PatternKind::rows, pattern, object, zone);
    require_pattern("line_mm", PatternKind::line, pattern, object, zone);
    one_of(std::array<std::string_view, 2>{"direction", "guide_mm"}, object, zone);
    if (pattern.kind == PatternKind::line && !object.contains("line_mm"))
        throw base::Error(
            fmt::format("Zone \"{}\": the pattern line needs line_mm, the drawn line.", zone));

    if (object.contains("row_spacing_mm")) pattern.row_spacing_mm = object["row_spacing_mm"];
    if (object.contains("direction")) pattern.direction = place_in(object["direction"]);
    for (const char* field : {"guide_mm", "line_mm"})
        if (object.contains(field)) pattern.drawn_mm = places_in(object[field]);
    return pattern;
}

std::optional<Amount> amount_in(const json& object, const std::string& zone)
{
    const auto said = one_of(
        std::array<std::string_view, 4>{
            "spacing_mm", "points", "density_per_cm2", "dose_ml_per_cm2"},
        object,
        zone);
    if (!said || *said == "spacing_mm") return std::nullopt;
    return Amount{named<AmountKind>(json(*said), amount_names), object[*said].get<double>()};
}

std::optional<BorderWish> border_in(const json& object, const std::string& zone)
{
    if (!object.contains("border") && !object.contains("inset_mm")) return std::nullopt;
    BorderWish border{BorderRule::inset, std::nullopt};
    if (object.contains("border")) border.rule = named<BorderRule>(object["border"], border_names);
    if (!object.contains("inset_mm")) return border;
    if (border.rule == BorderRule::natural)
        throw base::Error(fmt::format(
            "Zone \"{}\": inset_mm is for the borders inset and rim-first, not for natural.",
            zone));
    border.inset_mm = object["inset_mm"];
    return border;
}

std::optional<BorderSpacing> border_spacing_in(const json& object, const std::string& zone)
{
    const bool spacing = object.contains("spacing_at_border_mm");
    const bool blend = object.contains("blend_mm");
    if (!spacing && !blend) return std::nullopt;
    if (!spacing || !blend)
        throw base::Error(
            fmt::format("Zone \"{}\": spacing_at_border_mm and blend_mm go together, but {} is "
                        "missing.",
                        zone,
                        spacing ? "blend_mm" : "spacing_at_border_mm"));
    return BorderSpacing{object["spacing_at_border_mm"], object["blend_mm"]};
}

std::optional<MirrorWish> mirror_in(const json& object, const std::string& zone)
{
    const bool point = object.contains("mirror_point_mm");
    const bool normal = object.contains("mirror_normal");
    const bool mirrored = object.value("mirrored", false);
    if ((point || normal) && !mirrored)
        throw base::Error(
            fmt::format("Zone \"{}\": a mirror plane is given, but not \"mirrored\": true.", zone));
    if (point != normal)
        throw base::Error(
            fmt::format("Zone \"{}\": mirror_point_mm and mirror_normal go together, but {} is "
                        "missing.",
                        zone,
                        point ? "mirror_normal" : "mirror_point_mm"));
    if (!mirrored) return std::nullopt;
    if (!point) return MirrorWish{};
    return MirrorWish{place_in(object["mirror_point_mm"]), place_in(object["mirror_normal"])};
}

}  // namespace session

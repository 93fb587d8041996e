// SPDX-License-Identifier: MIT
// The reader is in read_session_map.cpp.
#include "session/session_map.h"

#include "base/error.h"
#include "clinic/tables.h"
#include "session/canonical_text.h"
#include "session/case.h"
#include "session/clinic_json.h"
#include "session/stroke_json.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>
#include <glm/gtc/type_precision.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <iterator>
#include <numbers>
#include <span>

namespace session {
namespace {

std::string text_of(std::span<const glm::dvec3> places)
{
    std::vector<std::string> all;
    for (const glm::dvec3 p : places)
        all.push_back(vector_text(p, 4));
    return fmt::format("[{}]", fmt::join(all, ", "));
}

const char* mode_name(zones::StrokeMode mode)
{
    return mode == zones::StrokeMode::add ? "add" : "erase";
}

std::string text_of(const zones::Stroke& stroke)
{
    return fmt::format(R"({{"mode": "{}", "radius_mm": {}, "path_mm": {}}})",
                       mode_name(stroke.mode),
                       mm_text(stroke.radius_mm),
                       text_of(stroke.path_mm));
}

std::string text_of(const zones::Outline& outline)
{
    return fmt::format(R"({{"shape": "outline", "mode": "{}", "corners_mm": {}}})",
                       mode_name(outline.mode),
                       text_of(outline.corners_mm));
}

std::string text_of(const zones::Fill& fill)
{
    return fmt::format(R"({{"shape": "fill", "mode": "{}", "place_mm": {}, "angle_deg": {}, )"
                       R"("radius_mm": {}}})",
                       mode_name(fill.mode),
                       vector_text(fill.place_mm, 4),
                       mm_text(fill.angle_deg),
                       mm_text(fill.radius_mm));
}

std::string text_of(const zones::Reshape& reshape)
{
    const std::string size =
        reshape.size ? fmt::format(R"(, "{}": {})", size_name(reshape.what), mm_text(*reshape.size))
                     : "";
    return fmt::format(R"({{"shape": "{}"{}}})", name_of(reshape.what), size);
}

std::string text_of(const zones::Mirroring& mirror)
{
    return fmt::format(R"({{"shape": "mirror", "point_mm": {}, "normal": {}, "keeps": {}}})",
                       vector_text(mirror.point_mm, 4),
                       vector_text(mirror.normal, 4),
                       mirror.keeps);
}

std::string text_of(const SettingSources& sources)
{
    return fmt::format(R"({{"spacing": {}, "depth": {}, "angle": {}, "volume": {}, "needle": {}}})",
                       json_text(sources.spacing),
                       json_text(sources.depth),
                       json_text(sources.angle),
                       json_text(sources.volume),
                       json_text(sources.needle));
}

/// Field by field, in one order; only what was asked for.
std::string text_of(const Arrangement& wish)
{
    std::vector<std::string> fields;
    const auto add = [&](std::string_view name, const std::string& value) {
        fields.push_back(fmt::format("\"{}\": {}", name, value));
    };
    const PatternWish& pattern = wish.pattern;
    if (pattern.row_spacing_mm) add("row_spacing_mm", mm_text(*pattern.row_spacing_mm));
    if (pattern.direction) add("direction", vector_text(*pattern.direction, 4));
    if (!pattern.drawn_mm.empty())
        add(pattern.kind == PatternKind::line ? "line_mm" : "guide_mm", text_of(pattern.drawn_mm));
    if (wish.amount)
        add(amount_names[std::size_t(wish.amount->kind)],
            number_text(wish.amount->value, wish.amount->kind == AmountKind::points ? 0 : 4));
    if (wish.border.rule != BorderRule::natural)
        add("border", json_text(border_names[std::size_t(wish.border.rule)]));
    if (wish.border.inset_mm) add("inset_mm", mm_text(*wish.border.inset_mm));
    if (wish.at_border) {
        add("spacing_at_border_mm", mm_text(wish.at_border->spacing_mm));
        add("blend_mm", mm_text(wish.at_border->blend_mm));
    }
    if (wish.mirror) {
        add("mirrored", "true");
        add("mirror_point_mm", vector_text(wish.mirror->point_mm, 4));
        add("mirror_normal", vector_text(wish.mirror->normal, 4));
    }
    if (!wish.pinned_mm.empty()) add("pinned_mm", text_of(wish.pinned_mm));
    if (!wish.removed_mm.empty()) add("removed_mm", text_of(wish.removed_mm));
    if (!wish.left_out_mm.empty()) add("left_out_mm", text_of(wish.left_out_mm));
    return fields.empty() ? "" : fmt::format("\"arrangement\": {{{}}}, ", fmt::join(fields, ", "));
}

/// The zone's aim beyond its technique; nothing where there is none.
std::string text_of(const ZoneAim& aim)
{
    if (aim.empty()) return "";
    nlohmann::json fields = nlohmann::json::object();
    add_aim(aim, fields);
    return fmt::format("\"aim\": {}, ", fields.dump(-1, ' ', true));
}

std::string text_of(const std::vector<ZoneDose>& doses)
{
    std::vector<std::string> texts;
    for (const ZoneDose& dose : doses)
        texts.push_back(
            fmt::format(R"({{"substance": {}, "mg_per_point": {}, "mg": {}, "mg_per_cm2": {}}})",
                        json_text(dose.substance),
                        mm_text(dose.mg_per_point),
                        mm_text(dose.mg),
                        mm_text(dose.mg_per_cm2)));
    return texts.empty() ? "" : fmt::format("\"doses\": [{}], ", fmt::join(texts, ", "));
}

std::string text_of(const std::array<double, 3>& lengths_mm)
{
    return vector_text({lengths_mm[0], lengths_mm[1], lengths_mm[2]}, 4);
}

std::string text_of(const MapZone& zone)
{
    std::vector<std::string> strokes;
    for (const zones::PaintStep& step : zone.strokes)
        strokes.push_back(std::visit([](const auto& one) { return text_of(one); }, step));
    std::string text = fmt::format(
        R"({{"name": {}, "technique": {}, "target_layer": {}, {}"pattern": {}, {})"
        R"("spacing_mm": {}, "depth_mm": {}, "angle_deg": {}, "volume_per_point_ml": {}, )"
        R"("needle": {}, "needle_length_mm": {}, "sources": {}, )",
        json_text(zone.name),
        json_text(zone.technique),
        json_text(zone.target_layer),
        text_of(zone.aim),
        json_text(pattern_names[std::size_t(zone.arrangement.pattern.kind)]),
        text_of(zone.arrangement),
        mm_text(zone.spacing_mm),
        mm_text(zone.depth_mm),
        mm_text(zone.angle_deg),
        mm_text(zone.volume_per_point_ml),
        json_text_or_null(zone.needle),
        mm_text_or_null(zone.needle_length_mm),
        text_of(zone.sources));
    const std::string treated =
        zone.treated_cm2 > 0 ? fmt::format("\"treated_cm2\": {}, ", mm_text(zone.treated_cm2)) : "";
    return text +
           fmt::format(
               R"("area_cm2": {}, {}"points": {}, "volume_ml": {}, "centre_mm": {}, "witness_mm": {}, {})"
               R"("min_spacing_mm": {}, "largest_gap_mm": {}, "strokes": [{}]}})",
               mm_text(zone.area_cm2),
               treated,
               zone.points,
               mm_text(zone.volume_ml),
               vector_text(zone.centre_mm, 4),
               text_of(zone.witness_mm),
               text_of(zone.doses),
               mm_text_or_null(zone.min_spacing_mm),
               mm_text_or_null(zone.largest_gap_mm),
               fmt::join(strokes, ", "));
}

std::string text_of(const MapPoint& point, const SessionMap& map)
{
    const glm::dvec3 weights = glm::dvec3(point.weights) / double(1 << 20);
    return fmt::format(
        R"({{"id": {}, "zone": {}, "order": {}, {}"position_mm": {}, "normal": {}, )"
        R"("direction": {}, "depth_mm": {}, "inserted_mm": {}, "angle_deg": {}, "volume_ml": {}, )"
        R"("triangle": {}, "barycentric": {}}})",
        point.id,
        json_text(map.zones.at(point.zone).name),
        point.order,
        point.pinned ? "\"pinned\": true, " : "",
        vector_text(point.position_mm, 4),
        vector_text(point.normal, 6),
        vector_text(point.direction, 6),
        mm_text(point.depth_mm),
        mm_text(point.inserted_mm),
        mm_text(point.angle_deg),
        mm_text(point.volume_ml),
        point.triangle,
        vector_text(weights, 7));
}

std::string text_of(const Check& check)
{
    return fmt::format(R"({{"rule": {}, "zone": {}, "result": "{}", "value": {}, "limit": {}, )"
                       R"("unit": {}, "message": {}, "source": {}}})",
                       json_text(check.rule),
                       json_text(check.zone),
                       name_of(check.result),
                       mm_text(check.value),
                       mm_text(check.limit),
                       json_text(check.unit),
                       json_text(check.message),
                       json_text(check.source));
}

std::string status_text(const std::optional<Approval>& approval)
{
    if (!approval) return R"({"status": "draft"})";
    return fmt::format(R"({{"status": "approved", "by": {}, "on": "{}", "expires": "{}", )"
                       R"("use_id": "{}", "draft_checksum": "{}"}})",
                       json_text(approval->by),
                       clinic::text_of(approval->on),
                       clinic::text_of(approval->expires),
                       approval->use_id,
                       approval->draft_checksum);
}

std::string text_of(const PatientAxes& patient)
{
    return fmt::format(R"({{"left": {}, "up": {}, "front": {}, "words": {}}})",
                       vector_text(patient.left, 6),
                       vector_text(patient.up, 6),
                       vector_text(patient.front, 6),
                       json_text(in_words(patient)));
}

std::string text_of(const Witness& witness)
{
    std::vector<std::string> places;
    for (const WitnessPlace& one : witness.places)
        places.push_back(fmt::format(R"({{"name": {}, "place_mm": {}}})",
                                     json_text(one.name),
                                     vector_text(one.place_mm, 4)));
    return fmt::format(R"({{"kind": "{}", "words": "{}", "places": [{}], "distances_mm": {}, )"
                       R"("outward": {}, "tolerance_mm": {}}})",
                       witness.landmarks ? "landmarks" : "skin",
                       in_words(witness),
                       fmt::join(places, ", "),
                       text_of(witness.distances_mm),
                       vector_text(witness.outward, 6),
                       mm_text(witness_tolerance_mm));
}

std::string text_of(const MapLimits& limits)
{
    return fmt::format(R"({{"max_depth_mm": {}, "max_inserted_mm": {}, )"
                       R"("max_volume_per_point_ml": {}, "max_volume_ml": {}, )"
                       R"("max_tilt_deg": {}, "max_points": {}, "low_mm": {}, "high_mm": {}}})",
                       mm_text(limits.max_depth_mm),
                       mm_text(limits.max_inserted_mm),
                       mm_text(limits.max_volume_per_point_ml),
                       mm_text(limits.max_volume_ml),
                       mm_text(limits.max_tilt_deg),
                       limits.max_points,
                       vector_text(limits.low_mm, 4),
                       vector_text(limits.high_mm, 4));
}

/// Writes what comes before the lists: which map this is.
void write_heading(const SessionMap& map, std::string& text)
{
    fmt::format_to(
        std::back_inserter(text),
        "{{\n\"format\": \"mesomap.session-map\",\n\"version\": 1,\n\"status\": {},\n"
        "\"program\": {{\"name\": \"mesomap\", \"version\": {}}},\n"
        "\"units\": {{\"length\": \"mm\", \"volume\": \"mL\", \"angle\": \"deg\", \"area\": "
        "\"cm2\"}},\n"
        "\"frame\": {{\"name\": \"scan\", \"axes\": \"x, y and z as in the scan file, after its "
        "unit was applied; nothing was moved or turned\", \"handedness\": \"right\", "
        "\"needle_tilt\": \"along the skin toward (0, -1, 0), or toward (0, 0, 1) where the skin "
        "faces along y\", \"patient\": {}}},\n\"witness\": {},\n\"limits\": {},\n"
        "\"scan\": {{\"sha256\": \"{}\", \"triangles\": {}, \"unit\": \"{}\", \"scale\": {}{}}},\n"
        "\"seed\": {},\n\"sampler\": {{\"name\": \"mesomap-windows\", \"version\": 1}},\n",
        status_text(map.approval),
        json_text(map.made_by),
        map.patient ? text_of(*map.patient) : "null",
        text_of(map.witness),
        text_of(map.limits),
        map.scan.sha256,
        map.scan.triangles,
        map.scan.unit,
        mm_text(map.scan.scale),
        map.scale_statement.empty() ? ""
                                    : ", \"scale_confirmed\": " + json_text(map.scale_statement),
        map.seed);
}

/// One landmark a line; nothing where there is none.
void write_landmarks(const anatomy::Landmarks& landmarks, std::string& text)
{
    if (landmarks.empty()) return;
    std::vector<std::string> lines;
    for (const auto& [name, landmark] : landmarks.all())
        lines.push_back(fmt::format(
            R"({{"name": {}, "place_mm": {}}})", json_text(name), vector_text(landmark.place, 4)));
    fmt::format_to(std::back_inserter(text), "\"landmarks\": [\n{}\n],\n", fmt::join(lines, ",\n"));
}

/// What the visit knew beside its zones; nothing where that is nothing.
void write_clinic(const ClinicFacts& facts, std::string& text)
{
    if (facts.empty()) return;
    fmt::format_to(
        std::back_inserter(text), "\"clinic\": {},\n", json_of(facts).dump(-1, ' ', true));
}

void write_needs(const std::optional<VisitNeeds>& needs, std::string& text)
{
    if (!needs) return;
    fmt::format_to(std::back_inserter(text),
                   "\"needs\": {{\"syringes\": {}, \"needles\": {}, \"least_minutes\": {}, "
                   "\"most_minutes\": {}, \"lidocaine_mg\": {}}},\n",
                   needs->syringes,
                   needs->needles,
                   mm_text(needs->least_minutes),
                   mm_text(needs->most_minutes),
                   mm_text(needs->lidocaine_mg));
}

/// "name": [ with each item on a line of its own ].
template <typename Item, typename Text>
void write_list(const char* name, const std::vector<Item>& items, Text item_text, std::string& text)
{
    fmt::format_to(std::back_inserter(text), "\"{}\": [\n", name);
    for (std::size_t i = 0; i < items.size(); ++i)
        text += item_text(items[i]) + (i + 1 < items.size() ? ",\n" : "\n");
    text += "],\n";
}

}  // namespace

std::string text_of(const SessionMap& map)
{
    std::string text;
    write_heading(map, text);
    write_landmarks(map.landmarks, text);
    write_clinic(map.clinic, text);
    write_list(
        "zones", map.zones, [](const MapZone& zone) { return text_of(zone); }, text);
    write_list(
        "points", map.points, [&](const MapPoint& point) { return text_of(point, map); }, text);
    write_list(
        "checks", map.checks, [](const Check& check) { return text_of(check); }, text);
    write_needs(map.needs, text);
    fmt::format_to(std::back_inserter(text),
                   "\"totals\": {{\"zones\": {}, \"points\": {}, \"volume_ml\": {}, "
                   "\"area_cm2\": {}}},\n{}{}",
                   map.totals.zones,
                   map.totals.points,
                   mm_text(map.totals.volume_ml),
                   mm_text(map.totals.area_cm2),
                   signature_line(map.signature),
                   open_seal());
    return sealed(std::move(text));
}

}  // namespace session

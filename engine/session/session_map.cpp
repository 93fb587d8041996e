// SPDX-License-Identifier: MIT
// What follows from a map's zones and points. Reader and writer are in read_session_map.cpp and
// write_session_map.cpp.
#include "session/session_map.h"

#include "base/error.h"
#include "clinic/tables.h"
#include "session/canonical_text.h"
#include "session/case.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>
#include <glm/gtc/type_precision.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numbers>

namespace session {
namespace {

constexpr std::string_view before_tables = "+tables.";  // the build of a semantic version

}  // namespace

std::string_view name_of(CheckResult result)
{
    switch (result) {
    case CheckResult::pass:
        return "pass";
    case CheckResult::warn:
        return "warn";
    case CheckResult::fail:
        break;
    }
    return "fail";
}

std::string_view program_version()
{
    return MESOMAP_VERSION;
}

std::string made_here()
{
    return fmt::format("{}{}{}", program_version(), before_tables, clinic::tables_hash());
}

std::string made_by_in_words(std::string_view made_by)
{
    const std::size_t end = made_by.find(before_tables);
    if (end == std::string_view::npos)
        return fmt::format("mesomap {} with clinical tables that it does not name", made_by);
    return fmt::format("mesomap {} with the clinical tables {}",
                       made_by.substr(0, end),
                       made_by.substr(end + before_tables.size()));
}

double least_spacing_mm(const MapZone& zone)
{
    const auto& row_spacing_mm = zone.arrangement.pattern.row_spacing_mm;
    return row_spacing_mm ? std::min(zone.spacing_mm, *row_spacing_mm) : zone.spacing_mm;
}

double wished_points(const MapZone& zone, double area_mm2)
{
    const auto& [kind, value] = zone.arrangement.amount.value();
    const double area_cm2 = in_map_steps(area_mm2 / 100);  // as the map states it
    switch (kind) {
    case AmountKind::points:
        return value;
    case AmountKind::density_per_cm2:
        return std::round(value * area_cm2);
    case AmountKind::dose_ml_per_cm2:
        break;
    }
    return std::round(value * area_cm2 / zone.volume_per_point_ml);
}

double expected_spacing_mm(double points, double area_mm2)
{
    // Nine tenths of the triangular lattice's: borders and curved skin take the rest.
    const double lattice_mm = std::sqrt(2 / std::numbers::sqrt3 * area_mm2 / points);
    return in_map_steps(std::clamp(0.9 * lattice_mm, min_spacing_mm, max_spacing_mm));
}

Totals totals_of(const SessionMap& map)
{
    Totals totals;
    totals.zones = static_cast<std::uint32_t>(map.zones.size());
    long long volume = 0, area = 0;  // in 1/10000, so that the order of adding does not matter
    for (const MapZone& zone : map.zones) {
        totals.points += zone.points;
        volume += std::llround(zone.volume_ml * 1e4);
        area += std::llround(zone.area_cm2 * 1e4);
    }
    totals.volume_ml = double(volume) / 1e4;
    totals.area_cm2 = double(area) / 1e4;
    return totals;
}

MapLimits limits_of(const SessionMap& map)
{
    MapLimits limits;
    geometry::Box box;
    long long volume = 0;
    for (const MapPoint& point : map.points) {
        limits.max_depth_mm = std::max(limits.max_depth_mm, point.depth_mm);
        limits.max_inserted_mm = std::max(limits.max_inserted_mm, point.inserted_mm);
        limits.max_volume_per_point_ml = std::max(limits.max_volume_per_point_ml, point.volume_ml);
        limits.max_tilt_deg = std::max(limits.max_tilt_deg, in_map_steps(90 - point.angle_deg));
        box.include(point.position_mm);
        volume += std::llround(point.volume_ml * 1e4);
    }
    limits.max_volume_ml = double(volume) / 1e4;
    limits.max_points = std::uint32_t(map.points.size());
    limits.low_mm = box.low;
    limits.high_mm = box.high;
    return limits;
}

glm::dvec3 centre_of(const SessionMap& map, std::uint32_t zone)
{
    glm::i64vec3 sum{0};  // in 1/10000, so that the order of adding does not matter
    std::int64_t count = 0;
    for (const MapPoint& point : map.points) {
        if (point.zone != zone) continue;
        for (int axis = 0; axis < 3; ++axis)
            sum[axis] += std::llround(point.position_mm[axis] * 1e4);
        ++count;
    }
    base::check(count > 0, "a zone of a map has a point");
    const glm::dvec3 mean = glm::dvec3(sum) / (1e4 * double(count));
    return in_map_steps(mean);
}

std::array<double, 3> from_witness_mm(const Witness& witness, glm::dvec3 place_mm)
{
    std::array<double, 3> distances{};
    for (std::size_t i = 0; i < 3; ++i)
        distances[i] = in_map_steps(glm::distance(witness.places[i].place_mm, place_mm));
    return distances;
}

std::string sentence_in_zone(const Check& check)
{
    const std::string start = fmt::format("Zone \"{}\": ", check.zone);
    if (!check.message.starts_with(start)) return check.message;
    std::string rest = check.message.substr(start.size());
    if (!rest.empty()) rest[0] = char(std::toupper(static_cast<unsigned char>(rest[0])));
    return rest;
}

}  // namespace session

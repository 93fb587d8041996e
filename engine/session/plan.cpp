// SPDX-License-Identifier: MIT
#include "session/plan.h"

#include "base/error.h"
#include "base/units.h"
#include "session/case.h"
#include "session/checks.h"
#include "session/needle_pose.h"
#include "session/visiting_order.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <cmath>

namespace session {
namespace {

// Below this a zone is a slip of the hand.
constexpr double least_zone_mm2 = 1;
// Zones that adjoin share slivers, since each border is interpolated on its own.
constexpr double most_overlap_mm2 = 0.5;

double mm2_in_cm2(double area_mm2)
{
    return area_mm2 / 100;
}

glm::dvec3 in_steps(glm::dvec3 v)
{
    return {in_map_steps(v.x), in_map_steps(v.y), in_map_steps(v.z)};
}

/// A unit vector with the six decimals of the map.
glm::dvec3 as_written(glm::dvec3 unit)
{
    return {std::round(unit.x * 1e6) / 1e6,
            std::round(unit.y * 1e6) / 1e6,
            std::round(unit.z * 1e6) / 1e6};
}

MapPoint
map_point(const sampling::SampledPoint& sampled, const PlanInput& input, SkinNormals& normals)
{
    const MapZone& zone = input.zones[sampled.zone].settings;
    MapPoint point;
    point.zone = sampled.zone;
    point.triangle = sampled.triangle;
    point.weights = sampled.weights;
    point.position_mm = in_steps(position(input.scan.mesh, sampled.place()));
    // The needle is tilted from the normal as written, so that a reader of the map can follow.
    point.normal = as_written(normals.at(on_surface(input.surface, sampled.place()),
                                         smoothing_radius_mm(zone.spacing_mm)));
    point.direction = needle_direction(glm::normalize(point.normal), zone.angle_deg);
    point.depth_mm = zone.depth_mm;
    point.angle_deg = zone.angle_deg;
    point.inserted_mm = in_map_steps(inserted_mm(zone.depth_mm, zone.angle_deg));
    point.volume_ml = zone.volume_per_point_ml;
    return point;
}

void number_points(std::vector<MapPoint>& points)
{
    std::vector<OrderedPlace> places;
    for (const MapPoint& point : points)
        places.push_back({point.zone, point.position_mm});
    const std::vector<std::uint32_t> order = visiting_order(places);
    for (std::size_t i = 0; i < points.size(); ++i) {
        points[i].id = static_cast<std::uint32_t>(i + 1);
        points[i].order = order[i];
    }
}

PlanMeasure
measured(const PlanInput& input, const sampling::SampleSet& places, const base::Progress& progress)
{
    std::vector<MeasuredZone> zones;
    for (const PlanZone& zone : input.zones)
        zones.push_back({zone.field, zone.settings.spacing_mm});
    std::vector<MeasuredPoint> points;
    for (const sampling::SampledPoint& sampled : places.points)
        points.push_back({sampled.zone, sampled.place()});
    return measure({input.scan.mesh, input.topology, input.surface, zones, points}, progress);
}

void require_point(const MapZone& zone)
{
    if (zone.points == 0)
        throw base::Error(fmt::format(
            "Zone \"{}\" is too small for a point: it has {:.4f} cm2.", zone.name, zone.area_cm2));
}

/// A gap without end: some of the zone's skin has no point on it at all.
void require_reached(const MapZone& zone, const ZoneMeasure& measure)
{
    if (!std::isfinite(measure.largest.distance_mm))
        throw base::Error(
            fmt::format("Zone \"{}\" has a piece of skin that no point reaches.", zone.name));
}

MapZone finished(const PlanZone& planned, std::uint32_t points, const ZoneMeasure& measure)
{
    MapZone zone = planned.settings;
    zone.area_cm2 = in_map_steps(mm2_in_cm2(planned.area_mm2));
    zone.points = points;
    require_point(zone);
    require_reached(zone, measure);
    zone.volume_ml = double(std::llround(zone.volume_per_point_ml * 1e4) * points) / 1e4;
    if (measure.closest) zone.min_spacing_mm = in_map_steps(measure.closest->distance_mm);
    zone.largest_gap_mm = in_map_steps(measure.largest.distance_mm);
    return zone;
}

}  // namespace

void require_skin(std::span<const PlanZone> zones)
{
    for (const PlanZone& zone : zones) {
        if (zone.area_mm2 <= 0)
            throw base::Error(
                fmt::format("Zone \"{}\" has no skin in it: its strokes leave nothing painted.",
                            zone.settings.name));
        if (zone.area_mm2 < least_zone_mm2)
            throw base::Error(fmt::format(
                "Zone \"{}\" is too small for a point: it has {:.3f} mm2 of skin, and {} mm2 is "
                "the least.",
                zone.settings.name,
                zone.area_mm2,
                least_zone_mm2));
    }
}

void require_apart(std::span<const PlanZone> zones, const geometry::Surface& surface)
{
    for (std::size_t a = 0; a < zones.size(); ++a)
        for (std::size_t b = a + 1; b < zones.size(); ++b) {
            const double shared_mm2 = zones::overlap_mm2(surface, *zones[a].field, *zones[b].field);
            if (shared_mm2 > most_overlap_mm2)
                throw base::Error(fmt::format(
                    "Zones \"{}\" and \"{}\" overlap by {:.3f} cm2; erase it from one of them.",
                    zones[a].settings.name,
                    zones[b].settings.name,
                    mm2_in_cm2(shared_mm2)));
        }
}

ScanIdentity identity_of(const geometry::Scan& scan)
{
    return {scan.sha256,
            scan.mesh.triangles.size(),
            std::string(base::name_of(scan.unit)),
            base::millimetres_per(scan.unit)};
}

SessionMap planned_map(const PlanInput& input,
                       const sampling::SampleSet& places,
                       const base::Progress& progress)
{
    SkinNormals normals(input.surface);
    SessionMap map;
    map.program_version = program_version();
    map.scan = identity_of(input.scan);
    map.seed = input.seed;

    std::vector<std::uint32_t> points_in(input.zones.size(), 0);
    for (const sampling::SampledPoint& sampled : places.points) {
        map.points.push_back(map_point(sampled, input, normals));
        ++points_in[sampled.zone];
    }
    number_points(map.points);

    const PlanMeasure measure = measured(input, places, progress);
    for (std::size_t zone = 0; zone < input.zones.size(); ++zone) {
        map.zones.push_back(finished(input.zones[zone], points_in[zone], measure.zones[zone]));
        for (Check& check : checks_of(map.zones.back(), measure.zones[zone]))
            map.checks.push_back(std::move(check));
    }
    map.totals = totals_of(map);
    return map;
}

void require_no_failed_check(const SessionMap& map)
{
    for (const Check& check : map.checks)
        if (check.result == CheckResult::fail) throw base::Error(check.message);
}

}  // namespace session

// SPDX-License-Identifier: MIT
#include "session/dry_run.h"

#include "session/canonical_text.h"
#include "session/path_bound.h"
#include "session/session_map.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace session {
namespace {

// A way around is looked for in steps outward, as far as a head is wide.
constexpr double around_step_mm = 10, around_most_mm = 300;

std::vector<DryPoint> in_working_order(const SessionMap& map)
{
    std::vector<DryPoint> points;
    for (const MapPoint& point : map.points)
        points.emplace_back().point = &point;
    std::ranges::sort(points, {}, [](const DryPoint& dry) { return dry.point->order; });
    return points;
}

/// The stricter of the injector's limits and the map's counts.
std::optional<std::string>
broken_limit(const MapPoint& point, const SessionMap& map, const clinic::Injector& injector)
{
    const MapZone& zone = map.zones[point.zone];
    const double most_mm = std::min({injector.most_depth_mm,
                                     map.limits.max_inserted_mm,
                                     zone.needle_length_mm.value_or(injector.most_depth_mm)});
    const double most_ml = std::min(injector.most_volume_ml, map.limits.max_volume_per_point_ml);
    if (point.inserted_mm > most_mm)
        return fmt::format(
            "{:.4f} mm of needle go in; the limit is {:.4f} mm", point.inserted_mm, most_mm);
    if (point.volume_ml > most_ml)
        return fmt::format("it gets {:.4f} mL; the limit is {:.4f} mL", point.volume_ml, most_ml);
    return std::nullopt;
}

using Places = std::vector<glm::dvec3>;

double length_mm(const Places& places)
{
    double length = 0;
    for (std::size_t i = 1; i < places.size(); ++i)
        length += glm::distance(places[i - 1], places[i]);
    return length;
}

double least_distance_mm(const Places& some, const Places& others)
{
    double least = std::numeric_limits<double>::infinity();
    for (const glm::dvec3 a : some)
        for (const glm::dvec3 b : others)
            least = std::min(least, glm::distance(a, b));
    return least;
}

/// The path's length, and its least: each zone's bound, and from each zone to the next at least
/// what they are apart.
void add_path(const SessionMap& map, DryRun& run)
{
    Places all;
    std::vector<Places> zones(map.zones.size());
    for (const DryPoint& dry : run.points) {
        all.push_back(dry.point->position_mm);
        zones[dry.point->zone].push_back(dry.point->position_mm);
    }
    std::erase_if(zones, [](const Places& zone) { return zone.empty(); });
    run.path_mm = length_mm(all);
    for (std::size_t z = 0; z < zones.size(); ++z) {
        run.least_path_mm += path_bound_mm(zones[z], length_mm(zones[z]));
        if (z > 0) run.least_path_mm += least_distance_mm(zones[z - 1], zones[z]);
    }
    run.least_path_mm = std::min(run.least_path_mm, run.path_mm);
}

glm::dvec3 standoff_place(const MapPoint& point, const clinic::Injector& injector)
{
    return point.position_mm - glm::normalize(point.direction) * injector.standoff_mm;
}

bool is_free(const geometry::Bvh& bvh, glm::dvec3 from, glm::dvec3 to)
{
    if (from == to) return true;
    const auto hit = bvh.cast({from, to - from});
    return !hit || hit->distance_mm > glm::distance(from, to);
}

/// The length of the tip's way between two points; negative where there is none.
double way_mm(const MapPoint& from,
              const MapPoint& to,
              const geometry::Bvh& bvh,
              const clinic::Injector& injector,
              DryRun& run)
{
    const glm::dvec3 a = standoff_place(from, injector), b = standoff_place(to, injector);
    if (is_free(bvh, a, b)) return glm::distance(a, b);
    ++run.moves_around;
    for (double out = around_step_mm; out <= around_most_mm; out += around_step_mm) {
        const glm::dvec3 above_a = a + glm::normalize(from.normal) * out,
                         above_b = b + glm::normalize(to.normal) * out;
        if (is_free(bvh, a, above_a) && is_free(bvh, above_a, above_b) && is_free(bvh, above_b, b))
            return 2 * out + glm::distance(above_a, above_b);
    }
    ++run.moves_without;
    return glm::distance(a, b);
}

double injection_s(const MapPoint& point, const clinic::Injector& injector)
{
    return 2 * injector.standoff_mm / injector.approach_mm_per_s +
           2 * point.inserted_mm / injector.insertion_mm_per_s +
           point.volume_ml / injector.dose_ml_per_s + injector.settle_s;
}

void add_times(const geometry::Bvh& bvh, const clinic::Injector& injector, DryRun& run)
{
    const MapPoint* last = nullptr;
    for (DryPoint& dry : run.points) {
        if (dry.is_done()) {
            if (last)
                run.seconds +=
                    way_mm(*last, *dry.point, bvh, injector, run) / injector.travel_mm_per_s;
            last = dry.point;
        }
        dry.begins_s = run.seconds;
        if (dry.is_done()) run.seconds += injection_s(*dry.point, injector);
    }
}

}  // namespace

std::uint32_t DryRun::done() const
{
    return std::uint32_t(std::ranges::count_if(points, &DryPoint::is_done));
}

double witness_off_mm(const Witness& witness, const geometry::Bvh& bvh)
{
    double most_mm = 0;
    for (const WitnessPlace& place : witness.places) {
        const auto skin = bvh.nearest(place.place_mm, 10 * witness_tolerance_mm);
        most_mm = std::max(most_mm, skin ? skin->distance_mm : 10 * witness_tolerance_mm);
    }
    const std::array<double, 3> measured_mm = distances_between(witness.places);
    for (std::size_t i = 0; i < 3; ++i)
        most_mm = std::max(most_mm, std::abs(measured_mm[i] - witness.distances_mm[i]));
    return most_mm;
}

DryRun dry_run(const SessionMap& map,
               const geometry::Mesh& skin,
               const geometry::Bvh& bvh,
               const clinic::Injector& injector,
               const base::Progress& progress)
{
    DryRun run;
    run.points = in_working_order(map);
    add_path(map, run);
    const Reach reach(skin, bvh, injector);
    for (std::size_t i = 0; i < run.points.size(); ++i) {
        DryPoint& dry = run.points[i];
        const MapZone& zone = map.zones[dry.point->zone];
        dry.broken_limit = broken_limit(*dry.point, map, injector);
        dry.touch = reach.touch(*dry.point, zone);
        if (dry.touch) dry.other_hold = reach.other_hold(*dry.point, zone);
        progress.report(float(i + 1) / float(run.points.size()));
    }
    add_times(bvh, injector, run);
    return run;
}

std::string reason_of(const DryPoint& dry)
{
    if (dry.broken_limit) return "Over a limit: " + *dry.broken_limit + ".";
    if (!dry.touch) return "";
    const std::string what =
        fmt::format("The {} touches the skin {:.1f} mm away",
                    dry.touch->part,
                    glm::distance(dry.touch->place_mm, dry.point->position_mm));
    if (!dry.other_hold) return what + ", and no angle that the technique allows is free.";
    return fmt::format("{} at {:.0f} degrees; at {:.0f} degrees, turned by {:.0f} about the skin's "
                       "normal, the tool is free.",
                       what,
                       dry.point->angle_deg,
                       dry.other_hold->angle_deg,
                       dry.other_hold->azimuth_deg);
}

Acknowledgement acknowledgement_of(const DryRun& run,
                                   const SessionMap& map,
                                   std::string_view map_text,
                                   const clinic::Injector& injector,
                                   std::int64_t began_s)
{
    Acknowledgement made;
    made.map_checksum = checksum_in(map_text);
    if (map.approval) made.use_id = map.approval->use_id;
    made.device = "dry run of: " + injector.name;
    made.device_version = program_version();
    made.simulated = true;
    for (const DryPoint& dry : run.points) {
        AcknowledgedPoint point;
        point.id = dry.point->id;
        point.outcome = dry.is_done() ? Outcome::done : Outcome::skipped;
        point.at = time_text(began_s + std::int64_t(dry.begins_s));
        if (dry.is_done()) point.measured_mm = dry.point->position_mm;
        point.volume_ml = dry.is_done() ? dry.point->volume_ml : 0;
        point.reason = reason_of(dry);
        made.points.push_back(std::move(point));
    }
    return made;
}

}  // namespace session

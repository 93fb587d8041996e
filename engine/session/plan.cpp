// SPDX-License-Identifier: MIT
#include "session/plan.h"

#include "base/error.h"
#include "base/units.h"
#include "session/case.h"
#include "session/checks.h"
#include "session/clinic_checks.h"
#include "session/head_pins.h"
#include "session/needle_pose.h"
#include "session/practice.h"
#include "session/sample_request.h"
#include "session/scale_check.h"
#include "session/visiting_order.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace session {
namespace {

// Below this a zone is a slip of the hand.
constexpr double least_zone_mm2 = 1;

double mm2_in_cm2(double area_mm2)
{
    return area_mm2 / 100;
}

/// A unit vector with the six decimals of the map.
glm::dvec3 as_written(glm::dvec3 unit)
{
    return {std::round(unit.x * 1e6) / 1e6,
            std::round(unit.y * 1e6) / 1e6,
            std::round(unit.z * 1e6) / 1e6};
}

MapPoint map_point(const sampling::SampledPoint& sampled,
                   bool is_pinned,
                   const MapZone& zone,
                   const PlanInput& input,
                   SkinNormals& normals)
{
    MapPoint point;
    point.zone = sampled.zone;
    point.pinned = is_pinned;
    point.triangle = sampled.triangle;
    point.weights = sampled.weights;
    point.position_mm = in_map_steps(position(input.scan.mesh, sampled.place()));
    // The needle is tilted from the normal as written, so that a reader of the map can follow.
    point.normal = as_written(normals.at(on_surface(input.surface, sampled.place()),
                                         smoothing_radius_mm(zone.spacing_mm)));
    point.direction = needle_direction(glm::normalize(point.normal), zone.angle_deg);
    point.depth_mm =
        in_map_steps(input.structures.depth_mm(on_surface(input.surface, sampled.place()), zone));
    point.angle_deg = zone.angle_deg;
    point.inserted_mm = in_map_steps(inserted_mm(point.depth_mm, zone.angle_deg));
    point.volume_ml = zone.volume_per_point_ml;
    return point;
}

void number_points(std::vector<MapPoint>& points, bool is_draft)
{
    std::vector<OrderedPlace> places;
    for (const MapPoint& point : points)
        places.push_back({point.zone, point.position_mm});
    const std::vector<std::uint32_t> order =
        is_draft ? quick_order(places) : visiting_order(places);
    for (std::size_t i = 0; i < points.size(); ++i) {
        points[i].id = static_cast<std::uint32_t>(i + 1);
        points[i].order = order[i];
    }
}

std::vector<glm::dvec3> places_of(std::span<const MapPoint> points)
{
    std::vector<glm::dvec3> places;
    for (const MapPoint& point : points)
        places.push_back(point.position_mm);
    return places;
}

/// Which of the sampled places are the pinned points of the request. Each pinned point stays where
/// it was put, to a thousandth of a millimetre.
std::vector<bool> pinned_ones(const PlanInput& input, const sampling::SampleSet& places)
{
    constexpr double off_an_edge_mm = 1e-3;
    std::vector<bool> pinned(places.points.size(), false);
    for (const sampling::PinnedPoint& pin : input.pinned) {
        const glm::dvec3 wanted = position(input.scan.mesh, pin.place);
        const auto is_it = [&](const sampling::SampledPoint& point) {
            return point.zone == pin.zone && glm::distance(position(input.scan.mesh, point.place()),
                                                           wanted) <= off_an_edge_mm;
        };
        const auto found = std::ranges::find_if(places.points, is_it);
        base::check(found != places.points.end(), "the sampler keeps pinned points");
        pinned[std::size_t(found - places.points.begin())] = true;
    }
    return pinned;
}

/// The zones and points of a plan as the measure wants them.
class PlanJudge {
public:
    PlanJudge(const PlanInput& input,
              const sampling::SampleSet& places,
              const std::vector<bool>& pinned)
        : input_(input)
    {
        for (std::size_t i = 0; i < places.points.size(); ++i)
            points_.push_back({places.points[i].zone, places.points[i].place(), pinned[i]});
        for (const PlanZone& zone : input.zones) {
            const Arrangement& wish = zone.settings.arrangement;
            spacings_.push_back(wish.at_border ? spacing_per_vertex(zone.settings, *zone.field)
                                               : std::vector<float>());
        }
    }

    /// Spacings of 0 are not known yet.
    PlanMeasure measured(std::span<const MapZone> settings, const base::Progress& progress) const
    {
        std::vector<MeasuredZone> zones;
        for (std::size_t z = 0; z < settings.size(); ++z) {
            const bool known = settings[z].spacing_mm > 0;
            zones.push_back({input_.zones[z].field,
                             known ? least_spacing_mm(settings[z]) : looked_for_mm(input_.zones[z]),
                             spacings_[z],
                             settings[z].arrangement.border.inset_mm.value_or(0),
                             known,
                             settings[z].arrangement.mirror});
        }
        return measure({input_.spreads, zones, points_}, progress);
    }

private:
    const PlanInput& input_;
    std::vector<MeasuredPoint> points_;
    std::vector<std::vector<float>> spacings_;
};

/// The settings of all zones, with the spacings that follow from a number of points.
std::vector<MapZone>
settled(const PlanInput& input, const PlanJudge& judge, const base::Progress& progress)
{
    std::vector<MapZone> settings;
    for (const PlanZone& zone : input.zones)
        settings.push_back(zone.settings);
    const auto open = [](const MapZone& zone) { return zone.spacing_mm <= 0; };
    if (std::ranges::none_of(settings, open)) return settings;
    const PlanMeasure measure = judge.measured(settings, progress);
    for (std::size_t z = 0; z < settings.size(); ++z)
        if (open(settings[z]))
            settings[z].spacing_mm =
                reached_spacing_mm(settings[z], measure.zones[z], input.zones[z].area_mm2);
    return settings;
}

void require_points(const MapZone& zone)
{
    const Arrangement& wish = zone.arrangement;
    if (zone.points == 0 && !wish.left_out_mm.empty())
        throw base::Error(fmt::format(
            "Zone \"{}\" got no point: nowhere do all pins of its head lie inside.", zone.name));
    if (zone.points == 0 && wish.pattern.kind == PatternKind::line)
        throw base::Error(
            fmt::format("Zone \"{}\" got no point: its line does not run through it.", zone.name));
    if (zone.points == 0)
        throw base::Error(fmt::format(
            "Zone \"{}\" is too small for a point: it has {:.4f} cm2.", zone.name, zone.area_cm2));
    const double wished = wish.amount ? wished_points(zone, 100 * zone.area_cm2) : zone.points;
    if (zone.points > wished ||
        zone.points + double(wish.removed_mm.size() + wish.left_out_mm.size()) < wished)
        throw base::Error(fmt::format("Zone \"{}\" cannot hold the {} points asked for: it got {}.",
                                      zone.name,
                                      wished,
                                      zone.points));
    if (wish.amount && zone.spacing_mm < min_spacing_mm)
        throw base::Error(fmt::format("Zone \"{}\" would have points {:.4f} mm apart with {} of "
                                      "them; at least {} mm are needed.",
                                      zone.name,
                                      zone.spacing_mm,
                                      zone.points,
                                      min_spacing_mm));
}

/// The depth that a zone states which aims at a layer: the deepest that was aimed at.
void settle_depths(const PlanInput& input,
                   const sampling::SampleSet& places,
                   std::vector<MapZone>& settings)
{
    for (const sampling::SampledPoint& sampled : places.points) {
        MapZone& zone = settings[sampled.zone];
        if (!zone.aim.layer) continue;
        const double aimed_mm =
            input.structures.aimed_mm(on_surface(input.surface, sampled.place()), zone);
        zone.depth_mm = std::max(zone.depth_mm, in_map_steps(aimed_mm));
    }
}

/// The checks of a zone: of its skin and settings, its sites, its structures and its doses.
void add_checks(const PlanInput& input,
                std::uint32_t zone,
                const ZoneMeasure& measure,
                SessionMap& map)
{
    const auto add = [&map](std::vector<Check> checks) {
        std::ranges::move(checks, std::back_inserter(map.checks));
    };
    const PlanZone& planned = input.zones[zone];
    std::vector<std::string> names;
    for (const PlanZone& one : input.zones)
        names.push_back(one.settings.name);
    add(checks_of(map.zones[zone], measure));
    add(overlap_checks(zone, planned.lost, names));
    add(input.structures.checks(map.zones[zone], zone, *planned.painted, map.points));
    if (planned.sites)
        add(checks_of(*planned.sites, input.clinic, map.zones[zone], zone, map.points));
    if (input.bvh)
        add(head_checks_of(map.zones[zone],
                           zone,
                           map.points,
                           *planned.field,
                           input.surface,
                           *input.bvh,
                           input.structures));
    add(clinic_checks_of(map, zone, input.structures.aims(), [&](const MapPoint& point) {
        return input.structures.place_on_skin(point);
    }));
}

/// A gap without end: some of the zone's skin has no point on it at all.
void require_reached(const MapZone& zone, const ZoneMeasure& measure)
{
    if (promises_cover(zone.arrangement) && !std::isfinite(measure.largest.distance_mm))
        throw base::Error(
            fmt::format("Zone \"{}\" has a piece of skin that no point reaches.", zone.name));
}

MapZone
finished(MapZone zone, const PlanZone& planned, std::uint32_t points, const ZoneMeasure& measure)
{
    zone.area_cm2 = in_map_steps(mm2_in_cm2(planned.area_mm2));
    zone.treated_cm2 = in_map_steps(mm2_in_cm2(planned.treated_mm2));
    zone.points = points;
    require_points(zone);
    require_reached(zone, measure);
    zone.volume_ml = double(std::llround(zone.volume_per_point_ml * 1e4) * points) / 1e4;
    if (measure.closest) zone.min_spacing_mm = in_map_steps(measure.closest->distance_mm);
    if (std::isfinite(measure.largest.distance_mm))
        zone.largest_gap_mm = in_map_steps(measure.largest.distance_mm);
    return zone;
}

}  // namespace

const ClinicFacts& no_clinic_facts()
{
    static const ClinicFacts none;
    return none;
}

double reached_spacing_mm(const MapZone& zone, const ZoneMeasure& measure, double area_mm2)
{
    const double least = measure.least_to_any_mm.value_or(max_spacing_mm);
    const bool alone = !measure.tightest;
    const double reached =
        alone ? std::min(least, expected_spacing_mm(wished_points(zone, area_mm2), area_mm2))
              : least;
    return std::floor(reached * 1e4) / 1e4;
}

std::optional<std::string> why_no_point(std::span<const PlanZone> zones, std::size_t number)
{
    const PlanZone& zone = zones[number];
    const bool was_painted =
        std::ranges::any_of(zone.painted->values(), [](std::int16_t v) { return v < 0; });
    if (zone.area_mm2 >= least_zone_mm2) return std::nullopt;
    if (!zone.lost.empty())
        return fmt::format("Zone \"{}\" lies wholly under zone \"{}\", which comes first in the "
                           "list and has the skin.",
                           zone.settings.name,
                           zones[zone.lost.front().owner].settings.name);
    if (was_painted && zone.painted != zone.field)
        return fmt::format("Zone \"{}\" lies wholly where no point may be: its "
                           "{:.3f} mm2 outside no-go structures hold none.",
                           zone.settings.name,
                           zone.area_mm2);
    if (zone.area_mm2 <= 0)
        return fmt::format("Zone \"{}\" has no skin in it: its strokes leave nothing painted.",
                           zone.settings.name);
    return fmt::format(
        "Zone \"{}\" is too small for a point: it has {:.3f} mm2 of skin, and {} mm2 "
        "is the least.",
        zone.settings.name,
        zone.area_mm2,
        least_zone_mm2);
}

void require_skin(std::span<const PlanZone> zones)
{
    for (std::size_t zone = 0; zone < zones.size(); ++zone)
        if (const auto why = why_no_point(zones, zone)) throw base::Error(*why);
}

ScanIdentity identity_of(const geometry::Scan& scan)
{
    return {scan.sha256,
            scan.mesh.triangles.size(),
            std::string(base::name_of(scan.unit)),
            base::millimetres_per(scan.unit)};
}

namespace {

/// Without the points that a hand took away: those near such a place, but for pinned ones. `pinned`
/// is of the same points.
sampling::SampleSet without_removed(const PlanInput& input,
                                    const sampling::SampleSet& places,
                                    std::vector<bool>& pinned)
{
    sampling::SampleSet kept = places;
    kept.points.clear();
    std::vector<bool> kept_pinned;
    for (std::size_t i = 0; i < places.points.size(); ++i) {
        const sampling::SampledPoint& point = places.points[i];
        const PlanZone& zone = input.zones[point.zone];
        const double radius_mm = removal_radius_mm(looked_for_mm(zone));
        const glm::dvec3 position = geometry::position(input.scan.mesh, point.place());
        const auto takes_it = [&](glm::dvec3 removed) {
            return glm::distance(removed, position) < radius_mm;
        };
        if (!pinned[i] && std::ranges::any_of(zone.settings.arrangement.removed_mm, takes_it))
            continue;
        kept.points.push_back(point);
        kept_pinned.push_back(pinned[i]);
    }
    pinned = std::move(kept_pinned);
    return kept;
}

/// Without the heads that do not fit where the sampler put them, but for pinned ones. The sampler
/// keeps a head's radius from the border along the skin; straight across a fold a pin may still
/// reach over it. Their places are told in the settings.
sampling::SampleSet without_unfit_heads(const PlanInput& input,
                                        const sampling::SampleSet& places,
                                        SkinNormals& normals,
                                        std::vector<MapZone>& settings,
                                        std::vector<bool>& pinned)
{
    sampling::SampleSet kept = places;
    kept.points.clear();
    std::vector<bool> kept_pinned;
    for (std::size_t i = 0; i < places.points.size(); ++i) {
        const sampling::SampledPoint& sampled = places.points[i];
        MapZone& zone = settings[sampled.zone];
        if (input.bvh && zone.aim.head && !pinned[i]) {
            const MapPoint point = map_point(sampled, false, zone, input, normals);
            const zones::ZoneField& field = *input.zones[sampled.zone].field;
            if (sticks_out(point, *zone.aim.head, field, input.surface, *input.bvh)) {
                zone.arrangement.left_out_mm.push_back(point.position_mm);
                continue;
            }
        }
        kept.points.push_back(sampled);
        kept_pinned.push_back(pinned[i]);
    }
    pinned = std::move(kept_pinned);
    return kept;
}

}  // namespace

SessionMap planned_map(const PlanInput& input,
                       const sampling::SampleSet& all_places,
                       const base::Progress& progress)
{
    SkinNormals normals(input.surface);
    SessionMap map;
    map.made_by = made_here();
    map.scan = identity_of(input.scan);
    map.seed = input.seed;
    map.landmarks = input.landmarks;
    map.scale_statement = input.scale_statement;
    map.checks.push_back(scale_check(map, input.box));
    map.clinic = for_a_map(input.clinic);

    std::vector<bool> pinned = pinned_ones(input, all_places);
    const sampling::SampleSet wished = without_removed(input, all_places, pinned);
    std::vector<MapZone> settings =
        settled(input, PlanJudge(input, wished, pinned), progress.part(0, 0.5f));
    const sampling::SampleSet places =
        without_unfit_heads(input, wished, normals, settings, pinned);
    const PlanJudge judge(input, places, pinned);
    settle_depths(input, places, settings);

    std::vector<std::uint32_t> points_in(input.zones.size(), 0);
    for (std::size_t i = 0; i < places.points.size(); ++i) {
        const sampling::SampledPoint& sampled = places.points[i];
        map.points.push_back(map_point(sampled, pinned[i], settings[sampled.zone], input, normals));
        ++points_in[sampled.zone];
    }
    number_points(map.points, input.is_draft);
    map.patient = patient_axes(map.landmarks);
    map.witness = witness_of(map.landmarks, input.surface, places_of(map.points));
    map.limits = limits_of(map);

    const PlanMeasure measure = judge.measured(settings, progress.part(0.5f, 1));
    for (std::size_t zone = 0; zone < input.zones.size(); ++zone) {
        map.zones.push_back(
            finished(settings[zone], input.zones[zone], points_in[zone], measure.zones[zone]));
        map.zones.back().centre_mm = centre_of(map, std::uint32_t(zone));
        map.zones.back().witness_mm = from_witness_mm(map.witness, map.zones.back().centre_mm);
        map.zones.back().doses = doses_of(map.zones.back(), input.clinic);
        add_checks(input, std::uint32_t(zone), measure.zones[zone], map);
    }
    std::ranges::move(visit_checks_of(map), std::back_inserter(map.checks));
    apply_practice(map.clinic, map.checks);
    map.totals = totals_of(map);
    map.needs = needs_of(map);
    return map;
}

void require_no_failed_check(const SessionMap& map)
{
    for (const Check& check : map.checks)
        if (check.result == CheckResult::fail) throw base::Error(check.message);
}

}  // namespace session

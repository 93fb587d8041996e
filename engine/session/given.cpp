// SPDX-License-Identifier: MIT
#include "session/given.h"

#include "base/error.h"
#include "session/canonical_text.h"
#include "session/case.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace session {
namespace {

// Half a finger's breadth: farther off it was another point, or the frame was lost.
constexpr double most_off_mm = 10;

void require_same_map(const Acknowledgement& acknowledgement,
                      std::string_view map_text,
                      const SessionMap& map)
{
    const std::string checksum = checksum_in(map_text);
    if (acknowledgement.map_checksum != checksum)
        throw base::Error(
            fmt::format("The acknowledgement is about another map: its checksum starts with {}, "
                        "this one's with {}.",
                        acknowledgement.map_checksum.substr(0, 12),
                        checksum.substr(0, 12)));
    const auto use_id = map.approval ? std::optional(map.approval->use_id) : std::nullopt;
    if (acknowledgement.use_id != use_id)
        throw base::Error(fmt::format(
            "The acknowledgement is about another use of the map: {}, and this map's is {}.",
            acknowledgement.use_id.value_or("none"),
            use_id.value_or("none")));
    // A person may inject by hand from a draft, as from a printed chart.
    const bool by_a_device = !acknowledgement.device_version.empty();
    if (by_a_device && !acknowledgement.simulated && !map.approval)
        throw base::Error("The acknowledgement says that a device treated somebody, but the map is "
                          "a draft that nobody approved.");
}

using PointsById = std::unordered_map<std::uint32_t, const MapPoint*>;

void require_points_of(const Acknowledgement& acknowledgement, const PointsById& points)
{
    for (const AcknowledgedPoint& done : acknowledgement.points)
        if (!points.contains(done.id))
            throw base::Error(
                fmt::format("The acknowledgement has point {}, which the map lacks.", done.id));
    // Each appears once (acknowledgement_in), so as many as the map has are all of them.
    if (acknowledgement.points.size() != points.size())
        throw base::Error(fmt::format("The acknowledgement has {} points, but the map has {}.",
                                      acknowledgement.points.size(),
                                      points.size()));
}

double off_mm(const AcknowledgedPoint& done, const MapPoint& planned)
{
    return done.measured_mm ? glm::distance(*done.measured_mm, planned.position_mm) : 0;
}

void require_possible(const AcknowledgedPoint& done,
                      const MapPoint& planned,
                      const MapLimits& limits)
{
    if (done.volume_ml > limits.max_volume_per_point_ml)
        throw base::Error(fmt::format("Point {} got {} mL, but the map allows {} mL a point.",
                                      done.id,
                                      done.volume_ml,
                                      limits.max_volume_per_point_ml));
    if (const double off = off_mm(done, planned); off > most_off_mm)
        throw base::Error(fmt::format(
            "Point {} was measured {:.1f} mm from where it was planned.", done.id, off));
}

void add(const AcknowledgedPoint& done, const MapPoint& planned, Given& given)
{
    ZoneGiven& zone = given.zones[planned.zone];
    ++(done.outcome == Outcome::done      ? zone.done
       : done.outcome == Outcome::skipped ? zone.skipped
                                          : zone.aborted);
    zone.given_ml += done.volume_ml;
    zone.largest_off_mm = std::max(zone.largest_off_mm, off_mm(done, planned));
    if (done.outcome != Outcome::done)
        given.not_done.push_back({done.id, zone.zone, done.outcome, done.volume_ml, done.reason});
    if (done.outcome == Outcome::done || done.volume_ml > 0)
        given.places_mm.push_back(done.measured_mm.value_or(planned.position_mm));
}

double in_steps(double ml)
{
    return std::round(ml * 1e4) / 1e4;
}

}  // namespace

Given given_of(const Acknowledgement& acknowledgement,
               std::string_view map_text,
               const SessionMap& map)
{
    require_same_map(acknowledgement, map_text, map);
    PointsById points;
    for (const MapPoint& point : map.points)
        points[point.id] = &point;
    require_points_of(acknowledgement, points);

    Given given;
    for (const MapZone& zone : map.zones)
        given.zones.push_back({zone.name, zone.points, 0, 0, 0, zone.volume_ml, 0, 0});
    for (const AcknowledgedPoint& done : acknowledgement.points) {
        const MapPoint& planned = *points.at(done.id);
        require_possible(done, planned, map.limits);
        add(done, planned, given);
    }
    for (ZoneGiven& zone : given.zones) {
        zone.given_ml = in_steps(zone.given_ml);
        given.planned_ml = in_steps(given.planned_ml + zone.planned_ml);
        given.given_ml = in_steps(given.given_ml + zone.given_ml);
    }
    return given;
}

Acknowledgement signed_acknowledgement_in(std::string_view text, std::string_view name)
{
    Acknowledgement read = acknowledgement_in(text, name);
    if (read.signature && !signature_holds(text))
        throw base::Error(fmt::format("{}: the signature does not fit the acknowledgement.", name));
    return read;
}

PastVisit
past_visit_of(const Acknowledgement& acknowledgement, const Given& given, const SessionMap& map)
{
    if (acknowledgement.simulated)
        throw base::Error("The acknowledgement is of a dry run: nobody was treated, so there is no "
                          "visit to keep.");
    const std::string& first = acknowledgement.points.front().at;
    PastVisit past{map.clinic.visit, clinic::day_in(first.substr(0, 10))};
    // A device may measure finer than a case file keeps.
    for (const glm::dvec3 place : given.places_mm)
        past.places_mm.push_back(in_map_steps(place));
    for (const ZoneGiven& zone : given.zones)
        past.zones.push_back({zone.zone,
                              zone.planned,
                              zone.done,
                              zone.skipped,
                              zone.aborted,
                              in_steps(zone.planned_ml),
                              zone.given_ml});
    for (const PointNotDone& one : given.not_done) {
        const auto planned = std::ranges::find(map.points, one.id, &MapPoint::id);
        past.missed.push_back({planned->position_mm,
                               one.zone,
                               one.outcome == Outcome::aborted,
                               one.volume_ml,
                               one.reason});
    }
    return past;
}

ClinicFacts after_visit(ClinicFacts facts, const PastVisit& past)
{
    if (std::ranges::find(facts.past, past.number, &PastVisit::number) != facts.past.end())
        throw base::Error(fmt::format("The case knows already what visit {} gave.", past.number));
    facts.past.push_back(past);
    facts.visit = past.number + 1;
    facts.on.reset();
    return facts;
}

nlohmann::ordered_json series_given(const Given& given, const SessionMap& map)
{
    nlohmann::ordered_json object{{"visit", map.clinic.visit}};
    for (const PointNotDone& point : given.not_done)
        if (point.volume_ml <= 0) object["skipped"].push_back(point.id);
    return object;
}

}  // namespace session

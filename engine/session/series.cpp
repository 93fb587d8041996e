// SPDX-License-Identifier: MIT
#include "session/series.h"

#include "base/error.h"
#include "clinic/areas.h"
#include "session/arrangement_json.h"
#include "session/json.h"
#include "session/plan.h"
#include "session/schema.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace session {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

GivenVisit given_in(const json& object)
{
    GivenVisit given;
    given.visit = object["visit"];
    if (object.contains("skipped"))
        given.skipped = object["skipped"].get<std::vector<std::uint32_t>>();
    for (const json& one : object.value("added", json::array()))
        given.added.push_back({one["zone"], place_in(one["place_mm"]), one["volume_ml"]});
    given.spilled_ml = object.value("spilled_ml", 0.0);
    return given;
}

/// Intervals that the request leaves out are those of the first zone's area.
std::vector<int> usual_intervals(const Case& current)
{
    for (const Zone& zone : current.zones) {
        if (!zone.aim.area) continue;
        const clinic::Area& area = clinic::area(*zone.aim.area);
        if (!area.intervals_days.empty()) return area.intervals_days;
        if (area.interval_least_days) return {int(area.interval_least_days->value)};
    }
    return {};
}

void require_no_failed(const clinic::Findings& findings)
{
    for (const clinic::Finding& one : findings)
        if (one.verdict == clinic::Verdict::fail) throw base::Error(one.message);
}

const GivenVisit& given_on(const SeriesWish& wish, int visit)
{
    static const GivenVisit as_planned;
    const auto found = std::ranges::find(wish.given, visit, &GivenVisit::visit);
    return found == wish.given.end() ? as_planned : *found;
}

void require_points_of(const SessionMap& map, const GivenVisit& given)
{
    for (const std::uint32_t id : given.skipped)
        if (id > map.points.size())
            throw base::Error(fmt::format("Visit {} skipped point {}, but only {} were planned.",
                                          given.visit,
                                          id,
                                          map.points.size()));
    for (const AddedPoint& one : given.added)
        if (std::ranges::find(map.zones, one.zone, &MapZone::name) == map.zones.end())
            throw base::Error(
                fmt::format("Visit {} added a point to the zone \"{}\", which there is not.",
                            given.visit,
                            one.zone));
}

bool was_skipped(const GivenVisit& given, const MapPoint& point)
{
    return std::ranges::find(given.skipped, point.id) != given.skipped.end();
}

PastVisit past_of(const PlannedVisit& visit, const GivenVisit& given)
{
    PastVisit past{visit.number, visit.on, {}};
    for (const MapPoint& point : visit.map.points)
        if (!was_skipped(given, point)) past.places_mm.push_back(point.position_mm);
    for (const AddedPoint& one : given.added)
        past.places_mm.push_back(in_map_steps(one.place_mm));
    return past;
}

/// What was spilled is taken from the zones by their share of the volume.
clinic::Account account_of(const SessionMap& map, const GivenVisit& given)
{
    clinic::Account sum;
    for (std::size_t z = 0; z < map.zones.size(); ++z) {
        const MapZone& zone = map.zones[z];
        const auto skipped = std::ranges::count_if(map.points, [&](const MapPoint& point) {
            return point.zone == z && was_skipped(given, point);
        });
        std::vector<double> added_ml;
        for (const AddedPoint& one : given.added)
            if (one.zone == zone.name) added_ml.push_back(one.volume_ml);
        const double share = map.totals.volume_ml > 0 ? zone.volume_ml / map.totals.volume_ml : 0;
        sum +=
            clinic::account_of(zone.aim.mixture ? map.clinic.mixture(*zone.aim.mixture) : nullptr,
                               zone.volume_per_point_ml,
                               int(zone.points),
                               int(skipped),
                               added_ml,
                               share * given.spilled_ml);
    }
    return sum;
}

ordered_json json_of(const std::map<std::string, double>& doses)
{
    ordered_json object = ordered_json::object();
    for (const auto& [id, mg] : doses)
        object[id] = in_map_steps(mg);
    return object;
}

ordered_json json_of(const clinic::Account& account)
{
    return {{"planned",
             {{"points", account.points_planned},
              {"volume_ml", in_map_steps(account.planned_ml)},
              {"mg", json_of(account.planned_mg)}}},
            {"given",
             {{"points", account.points_given},
              {"volume_ml", in_map_steps(account.given_ml)},
              {"mg", json_of(account.given_mg)}}}};
}

ordered_json json_of(const PlannedVisit& visit)
{
    ordered_json object{{"visit", visit.number},
                        {"on", clinic::text_of(visit.on)},
                        {"map", map_name_of(visit)},
                        {"no_aspirin_from", clinic::text_of(visit.aspirin_free_from)}};
    if (!visit.review.empty()) object["review"] = visit.review;
    object["account"] = json_of(visit.account);
    object["sites"] = ordered_json::array();
    for (const Check& check : visit.map.checks)
        if (check.rule.starts_with("series.sites")) object["sites"].push_back(check.message);
    return object;
}

std::string_view word_of(clinic::Verdict verdict)
{
    return verdict == clinic::Verdict::pass   ? "pass"
           : verdict == clinic::Verdict::warn ? "warn"
                                              : "fail";
}

}  // namespace

SeriesWish series_in(std::string_view request, std::string_view name)
{
    const json document = parse_json(request, name);
    require_schema(request_schema(), document, name);
    if (!document.contains("series"))
        throw base::Error(fmt::format("{}: a series of visits needs \"series\".", name));
    const json& series = document["series"];
    SeriesWish wish;
    wish.protocol = {clinic::day_in(series["start"].get<std::string>()), series["visits"], {}};
    if (series.contains("intervals_days"))
        wish.protocol.intervals_days = series["intervals_days"].get<std::vector<int>>();
    for (const json& one : series.value("given", json::array()))
        wish.given.push_back(given_in(one));
    return wish;
}

PlannedSeries
planned_series(Workspace& workspace, const SeriesWish& wish, const base::Progress& progress)
{
    const ClinicFacts first = workspace.current().clinic;
    const std::uint32_t seed = workspace.current().seed;
    clinic::Protocol protocol = wish.protocol;
    if (protocol.intervals_days.empty())
        protocol.intervals_days = usual_intervals(workspace.current());

    PlannedSeries series;
    series.checks = clinic::series_findings(protocol, first.substances());
    require_no_failed(series.checks);
    const std::vector<clinic::Day> days = clinic::visit_days(protocol, first.substances());
    ClinicFacts facts = first;
    for (int number = 1; number <= protocol.visits; ++number) {
        PlannedVisit visit;
        visit.number = facts.visit = number;
        visit.on = days[std::size_t(number - 1)];
        facts.on = visit.on;
        workspace.execute(SetClinic{facts});
        // Where sites yield, another seed still gives other places.
        workspace.execute(SetSeed{seed + std::uint32_t(number - 1)});
        const float share = 1.0f / float(protocol.visits);
        visit.map =
            workspace.session_map(progress.part(share * float(number - 1), share * float(number)));
        require_no_failed_check(visit.map);
        const GivenVisit& given = given_on(wish, number);
        require_points_of(visit.map, given);
        visit.account = account_of(visit.map, given);
        visit.review = clinic::review_at(number);
        visit.aspirin_free_from = clinic::aspirin_free_from(visit.on);
        facts.past.push_back(past_of(visit, given));
        series.account += visit.account;
        series.visits.push_back(std::move(visit));
    }
    return series;
}

std::string map_name_of(const PlannedVisit& visit)
{
    return fmt::format("visit-{:02}.json", visit.number);
}

std::string text_of(const PlannedSeries& series)
{
    ordered_json object{{"format", "mesomap.series"}, {"version", 1}};
    object["visits"] = ordered_json::array();
    for (const PlannedVisit& visit : series.visits)
        object["visits"].push_back(json_of(visit));
    object["account"] = json_of(series.account);
    object["checks"] = ordered_json::array();
    for (const clinic::Finding& one : series.checks)
        object["checks"].push_back({{"rule", one.rule},
                                    {"result", word_of(one.verdict)},
                                    {"value", one.value},
                                    {"limit", one.limit},
                                    {"unit", one.unit},
                                    {"message", one.message},
                                    {"source", one.source}});
    return object.dump(2, ' ', true) + "\n";
}

}  // namespace session

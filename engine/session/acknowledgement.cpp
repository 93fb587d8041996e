// SPDX-License-Identifier: MIT
#include "session/acknowledgement.h"

#include "base/error.h"
#include "clinic/days.h"
#include "session/canonical_text.h"
#include "session/json.h"
#include "session/schema.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <set>

namespace session {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 3> outcome_names{"done", "skipped", "aborted"};
constexpr std::int64_t day_s = 24 * 60 * 60;

std::string text_of(const AcknowledgedPoint& point)
{
    return fmt::format(R"({{"id": {}, "outcome": "{}", "at": "{}", "measured_mm": {}, )"
                       R"("volume_ml": {}, "reason": {}}})",
                       point.id,
                       name_of(point.outcome),
                       point.at,
                       point.measured_mm ? vector_text(*point.measured_mm, 4) : "null",
                       mm_text(point.volume_ml),
                       json_text(point.reason));
}

Outcome outcome_named(std::string_view name)
{
    return name == "done" ? Outcome::done : name == "skipped" ? Outcome::skipped : Outcome::aborted;
}

AcknowledgedPoint point_in(const json& object)
{
    AcknowledgedPoint point;
    point.id = object["id"];
    point.outcome = outcome_named(object["outcome"].get<std::string>());
    point.at = object["at"];
    const json& place = object["measured_mm"];
    if (!place.is_null()) point.measured_mm = glm::dvec3(place[0], place[1], place[2]);
    point.volume_ml = object["volume_ml"];
    point.reason = object["reason"];
    return point;
}

Acknowledgement as_written(const json& document)
{
    Acknowledgement acknowledgement;
    const json& map = document["map"];
    acknowledgement.map_checksum = map["checksum"];
    if (!map["use_id"].is_null()) acknowledgement.use_id = map["use_id"].get<std::string>();
    acknowledgement.device = document["device"]["name"];
    acknowledgement.device_version = document["device"]["version"];
    acknowledgement.simulated = document["simulated"];
    const json& registration = document["registration"];
    if (!registration.is_null())
        acknowledgement.residual_mm = registration["residual_mm"].get<double>();
    for (const json& point : document["points"])
        acknowledgement.points.push_back(point_in(point));
    if (document.contains("signature"))
        acknowledgement.signature = {document["signature"]["public_key"],
                                     document["signature"]["ed25519"]};
    return acknowledgement;
}

/// What one point says of itself; nothing wrong: empty.
std::string problem_of(const AcknowledgedPoint& point)
{
    if (point.outcome != Outcome::done && point.reason.empty())
        return fmt::format(
            "point {} was {}, but no reason is given.", point.id, name_of(point.outcome));
    if (point.outcome == Outcome::skipped && point.volume_ml > 0)
        return fmt::format(
            "point {} was skipped, but {} mL were given.", point.id, point.volume_ml);
    return "";
}

void require_points(const Acknowledgement& acknowledgement, std::string_view name)
{
    std::set<std::uint32_t> seen;
    std::int64_t before_s = 0;
    for (const AcknowledgedPoint& point : acknowledgement.points) {
        if (!seen.insert(point.id).second)
            throw base::Error(fmt::format("{}: point {} appears twice.", name, point.id));
        const std::int64_t at_s = seconds_in(point.at);
        if (at_s < before_s)
            throw base::Error(
                fmt::format("{}: point {} is earlier than the one before it.", name, point.id));
        before_s = at_s;
        if (const std::string problem = problem_of(point); !problem.empty())
            throw base::Error(fmt::format("{}: {}", name, problem));
    }
}

AcknowledgedTotals totals_in(const json& totals)
{
    return {totals["points"],
            totals["done"],
            totals["skipped"],
            totals["aborted"],
            totals["volume_ml"]};
}

}  // namespace

std::string_view name_of(Outcome outcome)
{
    return outcome_names[std::size_t(outcome)];
}

AcknowledgedTotals totals_of(const Acknowledgement& acknowledgement)
{
    AcknowledgedTotals totals;
    long long volume = 0;
    for (const AcknowledgedPoint& point : acknowledgement.points) {
        ++totals.points;
        ++(point.outcome == Outcome::done      ? totals.done
           : point.outcome == Outcome::skipped ? totals.skipped
                                               : totals.aborted);
        volume += std::llround(point.volume_ml * 1e4);
    }
    totals.volume_ml = double(volume) / 1e4;
    return totals;
}

std::string text_of(const Acknowledgement& acknowledgement)
{
    std::vector<std::string> points;
    for (const AcknowledgedPoint& point : acknowledgement.points)
        points.push_back(text_of(point));
    const AcknowledgedTotals totals = totals_of(acknowledgement);
    const std::string registration =
        acknowledgement.residual_mm
            ? fmt::format("{{\"residual_mm\": {}}}", mm_text(*acknowledgement.residual_mm))
            : "null";
    return sealed(
        fmt::format("{{\n\"format\": \"mesomap.acknowledgement\",\n\"version\": 1,\n"
                    "\"units\": {{\"length\": \"mm\", \"volume\": \"mL\", \"time\": \"UTC\"}},\n"
                    "\"map\": {{\"checksum\": \"{}\", \"use_id\": {}}},\n"
                    "\"device\": {{\"name\": {}, \"version\": {}}},\n\"simulated\": {},\n"
                    "\"registration\": {},\n\"points\": [\n{}\n],\n"
                    "\"totals\": {{\"points\": {}, \"done\": {}, \"skipped\": {}, \"aborted\": {}, "
                    "\"volume_ml\": {}}},\n{}{}",
                    acknowledgement.map_checksum,
                    json_text_or_null(acknowledgement.use_id),
                    json_text(acknowledgement.device),
                    json_text(acknowledgement.device_version),
                    acknowledgement.simulated,
                    registration,
                    fmt::join(points, ",\n"),
                    totals.points,
                    totals.done,
                    totals.skipped,
                    totals.aborted,
                    mm_text(totals.volume_ml),
                    signature_line(acknowledgement.signature),
                    open_seal()));
}

Acknowledgement acknowledgement_in(std::string_view text, std::string_view name)
{
    const json document = parse_json(text, name);
    require_version("mesomap.acknowledgement", 1, document, name);
    require_schema(acknowledgement_schema(), document, name);
    const Acknowledgement acknowledgement = as_written(document);
    if (!seal_holds(text))
        throw base::Error(fmt::format(
            "{}: the checksum does not fit the acknowledgement; something was changed.", name));
    require_points(acknowledgement, name);
    if (totals_in(document["totals"]) != totals_of(acknowledgement))
        throw base::Error(fmt::format("{}: the totals are not what its points add up to.", name));
    if (text_of(acknowledgement) != text)
        throw base::Error(fmt::format(
            "{} is not written in the one way that acknowledgements are written.", name));
    return acknowledgement;
}

std::string time_text(std::int64_t seconds_since_1970)
{
    const std::int64_t s = seconds_since_1970 % day_s;
    return fmt::format("{}T{:02}:{:02}:{:02}Z",
                       clinic::text_of(clinic::Day{int(seconds_since_1970 / day_s)}),
                       s / 3600,
                       s / 60 % 60,
                       s % 60);
}

std::int64_t seconds_in(std::string_view time)
{
    const auto two_digits = [&](std::size_t at) {
        return (time[at] - '0') * 10 + (time[at + 1] - '0');
    };
    const base::Error no_time(fmt::format("\"{}\" is no time such as 2026-11-22T20:31:07Z.", time));
    constexpr std::string_view form = "0000-00-00T00:00:00Z";
    if (time.size() != form.size()) throw no_time;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == '0' ? time[i] < '0' || time[i] > '9' : time[i] != form[i]) throw no_time;
    const int hours = two_digits(11), minutes = two_digits(14), seconds = two_digits(17);
    if (hours > 23 || minutes > 59 || seconds > 59) throw no_time;
    return clinic::day_in(time.substr(0, 10)).since_epoch * day_s + hours * 3600 + minutes * 60 +
           seconds;
}

}  // namespace session

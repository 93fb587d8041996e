// SPDX-License-Identifier: MIT
#include "clinic/series.h"

#include "base/error.h"
#include "clinic/substances.h"
#include "clinic/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace clinic {
namespace {

Sourced<double> rule(std::string_view row, std::string_view field, std::string_view unit)
{
    return number_of("series_rules", row, field, unit);
}

int wished_interval(const Protocol& protocol, int after_visit)
{
    const auto& wished = protocol.intervals_days;
    if (wished.empty()) return int(rule("start_interval", "min", "d").value);
    return wished[std::min(std::size_t(after_visit - 1), wished.size() - 1)];
}

/// Warns where a value is outside a range of the series table.
Finding
in_range(const char* name, const char* what, double value, const char* row, const char* unit)
{
    const Sourced<double> least = rule(row, "min", unit), most = rule(row, "max", unit);
    const bool below = value < least.value;
    const bool kept = !below && value <= most.value;
    return {name,
            kept ? Verdict::pass : Verdict::warn,
            value,
            below ? least.value : most.value,
            unit,
            fmt::format("Series: {} {:g} {}; usual are {:g} to {:g}.",
                        what,
                        value,
                        std::string_view(unit) == "d" ? "days" : unit,
                        least.value,
                        most.value),
            describe_source(least.source)};
}

}  // namespace

int least_interval_days(const std::vector<std::string>& substances)
{
    double least = 0;
    for (const std::string& id : substances)
        if (const auto days = substance(id).interval_least_days)
            least = std::max(least, days->value);
    return int(least);
}

std::vector<Day> visit_days(const Protocol& protocol, const std::vector<std::string>& substances)
{
    const int least = least_interval_days(substances);
    std::vector<Day> days;
    for (int visit = 1; visit <= protocol.visits; ++visit)
        days.push_back(days.empty()
                           ? protocol.start
                           : days.back() + std::max(least, wished_interval(protocol, visit - 1)));
    return days;
}

Findings series_findings(const Protocol& protocol, const std::vector<std::string>& substances)
{
    Findings findings;
    findings.push_back(
        in_range("series.visits", "the number of visits is", protocol.visits, "visits", "visits"));
    const int least = least_interval_days(substances);
    if (protocol.visits > 1) {
        const int first = std::max(least, wished_interval(protocol, 1));
        findings.push_back(in_range(
            "series.first_interval", "the first interval is", first, "start_interval", "d"));
    }
    for (const std::string& id : substances) {
        const Substance& one = substance(id);
        if (one.sessions_most)
            findings.push_back(
                {"series.cap",
                 protocol.visits <= one.sessions_most->value      ? Verdict::pass
                 : one.sessions_most->standing == Standing::label ? Verdict::fail
                                                                  : Verdict::warn,
                 double(protocol.visits),
                 one.sessions_most->value,
                 "visits",
                 fmt::format("Series: {} visits with {}; its label gives {:g} as the most.",
                             protocol.visits,
                             one.name.value,
                             one.sessions_most->value),
                 describe_source(one.sessions_most->source)});
        if (one.interval_least_days &&
            wished_interval(protocol, 1) < one.interval_least_days->value)
            findings.push_back({"series.product_interval",
                                Verdict::warn,
                                double(wished_interval(protocol, 1)),
                                one.interval_least_days->value,
                                "d",
                                fmt::format("Series: {} asks for {:g} days between two visits; the "
                                            "visits were moved apart to that.",
                                            one.name.value,
                                            one.interval_least_days->value),
                                describe_source(one.interval_least_days->source)});
    }
    return findings;
}

std::string review_at(int visit)
{
    if (visit == rule("stop_rule", "review_at", "visits").value) return "review";
    if (visit == rule("stop_rule", "stop_at", "visits").value) return "stop or change";
    return "";
}

SiteDistance no_same_site(double spacing_mm, double volume_ml)
{
    double wished_mm = std::max(rule("no_same_site", "least", "mm").value,
                                rule("no_same_site", "spacing_share", "share").value * spacing_mm);
    if (volume_ml >= rule("no_same_site", "large_deposit", "mL").value)
        wished_mm = std::max(wished_mm, rule("no_same_site", "large_deposit_distance", "mm").value);
    return {wished_mm, spacing_mm < 2 * wished_mm ? 0 : wished_mm};
}

bool in_look_back(int days_ago)
{
    return days_ago < rule("look_back", "days", "d").value;
}

std::pair<double, double> phase_of(int visit)
{
    constexpr std::array<std::pair<double, double>, 4> cycle{
        {{0, 0}, {0.5, 0}, {0, 0.5}, {0.5, 0.5}}};
    base::check(rule("phase_shift", "cycle", "visits").value == cycle.size(), "a cycle of four");
    return cycle[std::size_t(visit - 1) % cycle.size()];
}

double adverse_margin_mm(int grade)
{
    return grade >= rule("adverse_site", "grade", "grade").value
               ? rule("adverse_site", "distance", "mm").value
               : 0;
}

Finding registration_finding(double error_mm)
{
    const Sourced<double> most = rule("registration", "max", "mm");
    return {"series.registration",
            error_mm <= most.value ? Verdict::pass : Verdict::fail,
            error_mm,
            most.value,
            "mm",
            fmt::format("The landmarks of the two scans are {:g} mm apart; above {:g} mm nothing "
                        "is carried over.",
                        error_mm,
                        most.value),
            describe_source(most.source)};
}

Day aspirin_free_from(Day visit)
{
    return visit + -int(number_of("care", "no_aspirin", "days", "d").value);
}

Account& Account::operator+=(const Account& other)
{
    points_planned += other.points_planned;
    points_given += other.points_given;
    planned_ml += other.planned_ml;
    given_ml += other.given_ml;
    for (const auto& [id, mg] : other.planned_mg)
        planned_mg[id] += mg;
    for (const auto& [id, mg] : other.given_mg)
        given_mg[id] += mg;
    return *this;
}

Account account_of(const Mixture* mixture,
                   double point_ml,
                   int planned,
                   int skipped,
                   const std::vector<double>& added_ml,
                   double spilled_ml)
{
    base::check(skipped >= 0 && skipped <= planned, "no more points are skipped than planned");
    Account account;
    account.points_planned = planned;
    account.points_given = planned - skipped + int(added_ml.size());
    account.planned_ml = planned * point_ml;
    account.given_ml = (planned - skipped) * point_ml - spilled_ml;
    for (const double ml : added_ml)
        account.given_ml += ml;
    account.given_ml = std::max(account.given_ml, 0.0);
    if (!mixture) return account;
    for (const Ingredient& one : mixture->ingredients) {
        const double mg_per_ml = mixture->mg_per_ml(one.substance);
        account.planned_mg[one.substance] = account.planned_ml * mg_per_ml;
        account.given_mg[one.substance] = account.given_ml * mg_per_ml;
    }
    return account;
}

}  // namespace clinic

// SPDX-License-Identifier: MIT
#include "clinic/dose_limits.h"

#include "clinic/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace clinic {
namespace {

constexpr double rounding = 1e-9;

using Bound = std::optional<Sourced<double>>;

/// What is beyond a label, or beyond what was calculated from one, stops; all else warns.
Verdict beyond(Standing standing)
{
    const bool stops = standing == Standing::label || standing == Standing::calculated;
    return stops ? Verdict::fail : Verdict::warn;
}

std::string who_says(Standing standing)
{
    switch (standing) {
    case Standing::label:
        return "the drug's label gives";
    case Standing::published:
        return "published practice gives";
    case Standing::calculated:
        return "calculated from its sources is";
    case Standing::from_memory:
        break;
    }
    return "from memory, to be checked by a clinician, is";
}

/// Four digits, and a large number written out: 10008 points, never "1e+04".
std::string written(double value)
{
    return std::abs(value) < 9999.5 ? fmt::format("{:.4g}", value) : fmt::format("{:.0f}", value);
}

/// A value beyond its bound by less than four digits show is written with as many as tell the two
/// apart, so that no sentence says that 10 mL are more than 10 mL.
std::string told_apart(double value, double bound, bool kept)
{
    std::string text = written(value);
    for (int digits = 5; !kept && text == written(bound) && digits <= 12; ++digits)
        text = fmt::format("{:.{}g}", value, digits);
    return text;
}

struct Quantity {
    const char* rule;  // "dose.points"
    const char* noun;  // "number of points"
    double value;
    const char* unit;
};

/// Writes findings that begin with the same words.
class Limits {
public:
    explicit Limits(std::string where)
        : where_(std::move(where))
    {
    }

    void at_most(const Quantity& quantity, const Bound& bound)
    {
        if (bound) hold(quantity, *bound, quantity.value <= bound->value + rounding, "most");
    }
    void at_least(const Quantity& quantity, const Bound& bound)
    {
        if (bound) hold(quantity, *bound, quantity.value >= bound->value - rounding, "least");
    }
    void say(const char* rule, Verdict verdict, std::string sentence, const std::string& keys)
    {
        findings_.push_back({rule,
                             verdict,
                             0,
                             0,
                             "",
                             fmt::format("{}: {}.", where_, sentence),
                             describe_source(keys)});
    }
    Findings take() { return std::move(findings_); }

private:
    void hold(const Quantity& quantity, const Sourced<double>& bound, bool kept, const char* end)
    {
        findings_.push_back({quantity.rule,
                             kept ? Verdict::pass : beyond(bound.standing),
                             quantity.value,
                             bound.value,
                             quantity.unit,
                             fmt::format("{}: the {} is {} {}; {} {} {} as the {}.",
                                         where_,
                                         quantity.noun,
                                         told_apart(quantity.value, bound.value, kept),
                                         quantity.unit,
                                         who_says(bound.standing),
                                         written(bound.value),
                                         quantity.unit,
                                         end),
                             describe_source(bound.source)});
    }

    std::string where_;
    Findings findings_;
};

void hold_permissions(const Dose& dose, Limits& limits)
{
    const Substance& what = *dose.substance;
    if (what.disabled_because)
        limits.say("dose.enabled",
                   dose.enabled ? Verdict::warn : Verdict::fail,
                   fmt::format("{} is {}: {}",
                               what.name.value,
                               dose.enabled ? "enabled by the practice" : "not enabled",
                               what.disabled_because->value),
                   what.disabled_because->source);
    if (what.only_area) {
        const bool there = dose.area && dose.area->id == what.only_area->value;
        limits.say("dose.site",
                   there ? Verdict::pass : beyond(what.only_area->standing),
                   fmt::format("{} is for the area {} only: {}",
                               what.name.value,
                               what.only_area->value,
                               what.only_area_sentence->value),
                   what.only_area_sentence->source);
    }
    if (what.not_mixed)
        limits.say("dose.not_mixed",
                   dose.mixed ? Verdict::fail : Verdict::pass,
                   fmt::format("{} is {}", what.name.value, what.not_mixed->value),
                   what.not_mixed->source);
    if (what.contested)
        limits.say("dose.contested",
                   Verdict::warn,
                   fmt::format("the dose of {} is contested and was given by the practitioner: {}",
                               what.name.value,
                               what.contested->value),
                   what.contested->source);
    if (what.never) limits.say("dose.never", Verdict::warn, what.never->value, what.never->source);
    if (what.warning)
        limits.say("dose.warning", Verdict::warn, what.warning->value, what.warning->source);
}

void hold_numbers(const Dose& dose, Limits& limits)
{
    const Substance& what = *dose.substance;
    const auto session_ml = what.session_most_ml;
    limits.at_most({"dose.point_ml", "volume per point", dose.point_ml, "mL"}, what.point_most_ml);
    limits.at_most({"dose.point_mg", "dose per point", dose.point_mg, "mg"}, what.point_most_mg);
    limits.at_least({"dose.spacing.min", "spacing", dose.spacing_mm, "mm"}, what.spacing_least_mm);
    limits.at_most({"dose.points", "number of points", double(dose.points), "points"},
                   what.points_most);
    limits.at_most({"dose.session_ml", "volume of the visit", dose.session_ml, "mL"}, session_ml);
    limits.at_most({"dose.session_mg", "dose of the visit", dose.session_mg(), "mg"},
                   what.session_most_mg);
    if (dose.area_cm2 > 0) {
        limits.at_most(
            {"dose.per_cm2", "dose per area", dose.session_mg() / dose.area_cm2, "mg/cm2"},
            what.most_mg_per_cm2);
        limits.at_most(
            {"dose.ml_per_cm2", "volume per area", dose.session_ml / dose.area_cm2, "mL/cm2"},
            what.most_ml_per_cm2);
    }
    limits.at_most(
        {"dose.sessions", "number of visits", double(dose.sessions_before + 1), "visits"},
        what.sessions_most);
    if (dose.days_since_last)
        limits.at_least(
            {"dose.interval.min", "time since the last visit", double(*dose.days_since_last), "d"},
            what.interval_least_days);
}

}  // namespace

Findings dose_findings(const Dose& dose)
{
    Limits limits(fmt::format("{}, {}", dose.where, dose.substance->name.value));
    hold_permissions(dose, limits);
    hold_numbers(dose, limits);
    return limits.take();
}

Findings session_findings(const SessionDose& dose)
{
    Limits limits(fmt::format("All zones together, {}", dose.substance->name.value));
    limits.at_most({"session.points", "number of points", double(dose.points), "points"},
                   dose.substance->points_most);
    limits.at_most({"session.ml", "volume", dose.ml, "mL"}, dose.substance->session_most_ml);
    limits.at_most({"session.mg", "dose", dose.mg, "mg"}, dose.substance->session_most_mg);
    return limits.take();
}

Findings mixture_findings(const Mixture& mixture, std::optional<Day> today)
{
    Limits limits(fmt::format("Mixture \"{}\"", mixture.name));
    const Sourced<double> most = number_of("mixture_rules", "actives", "max", "ingredients");
    limits.at_most({"dose.actives",
                    "number of active ingredients, of which an allergic reaction must be traced,",
                    double(mixture.actives()),
                    "ingredients"},
                   most);
    for (const Ingredient& one : mixture.ingredients)
        if (today && one.expires)
            limits.say("dose.expiry",
                       *today <= *one.expires ? Verdict::pass : Verdict::fail,
                       fmt::format("{} {} on {}",
                                   substance(one.substance).name.value,
                                   *today <= *one.expires ? "expires" : "expired",
                                   text_of(*one.expires)),
                       "F84");
    return limits.take();
}

Findings lidocaine_findings(const Lidocaine& lidocaine, std::optional<double> weight_kg)
{
    const Sourced<double> warn = number_of("anaesthesia", "lidocaine", "warn", "mg/kg");
    const Sourced<double> stop = number_of("anaesthesia", "lidocaine", "stop", "mg/kg");
    const Sourced<double> total = number_of("anaesthesia", "lidocaine", "stop_total", "mg");
    const double mg = lidocaine.total_mg();
    const std::string sources = fmt::format("mixtures {} mg, cream {} mg, infiltration {} mg",
                                            written(lidocaine.in_mixtures_mg),
                                            written(lidocaine.cream_mg),
                                            written(lidocaine.infiltration_mg));
    if (mg >= total.value - rounding)
        return {{"dose.lidocaine",
                 Verdict::fail,
                 mg,
                 total.value,
                 "mg",
                 fmt::format("Lidocaine from all sources is {} mg ({}); the drug's label says: "
                             "4.5 mg/kg, and under 300 mg, without adrenaline.",
                             written(mg),
                             sources),
                 describe_source(total.source)}};
    if (!weight_kg)
        return {{"dose.lidocaine",
                 Verdict::warn,
                 mg,
                 total.value,
                 "mg",
                 fmt::format("Lidocaine from all sources is {} mg ({}); without the patient's "
                             "weight the limit per kg cannot be held.",
                             written(mg),
                             sources),
                 describe_source(total.source)}};
    const double per_kg = mg / *weight_kg;
    const bool stops = per_kg >= stop.value - rounding, warns = per_kg >= warn.value - rounding;
    const Sourced<double>& bound = stops ? stop : warn;
    return {{"dose.lidocaine",
             stops   ? Verdict::fail
             : warns ? Verdict::warn
                     : Verdict::pass,
             per_kg,
             bound.value,
             "mg/kg",
             fmt::format("Lidocaine from all sources is {} mg ({}), {:.3g} mg per kg; {} {} "
                         "mg/kg.",
                         written(mg),
                         sources,
                         per_kg,
                         stops ? "the drug's label stops at" : "a warning begins at",
                         bound.value),
             describe_source(bound.source)}};
}

Findings area_findings(const Area& area,
                       const std::string& where,
                       double point_ml,
                       double ml_per_cm2,
                       double session_ml)
{
    Limits limits(fmt::format("{}, area {}", where, area.id));
    limits.at_most({"area.point_ml", "volume per point", point_ml, "mL"}, area.volume_max_ml);
    limits.at_most({"area.ml_per_cm2", "volume per area", ml_per_cm2, "mL/cm2"},
                   area.volume_max_ml_per_cm2);
    limits.at_most({"area.session_ml", "volume of the visit", session_ml, "mL"},
                   area.session_max_ml);
    return limits.take();
}

}  // namespace clinic

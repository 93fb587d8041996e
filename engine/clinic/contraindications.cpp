// SPDX-License-Identifier: MIT
#include "clinic/contraindications.h"

#include "base/error.h"
#include "clinic/subjects.h"
#include "clinic/tables.h"
#include "clinic/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace clinic {
namespace {

constexpr double days_a_month = 365.25 / 12;

/// A row of the table.
// Follows from the allergies and the substances in the syringes.
constexpr const char* allergy_item = "allergy_component";

struct Item {
    std::string id, name, source, advice;
    Action action = Action::none;
    bool only_advises = false;
    std::optional<double> wears_off_days;  // with its own action until then
    std::optional<double> warns_days;      // with a warning until then
    Action afterwards = Action::none;
    bool letter_lifts = false;
    std::vector<std::string> blocks;       // with these substances it blocks
    std::vector<std::string> only_blocks;  // and with others it does nothing
    std::optional<double> age_least, phototype_least;
};

Action action_named(std::string_view word)
{
    for (const Action action : {Action::warn, Action::letter, Action::postpone, Action::block})
        if (name_of(action) == word) return action;
    base::check(word == "advise", "an action of contraindications.csv");
    return Action::none;
}

std::optional<double> days_in(Subject& rows, const std::string& days, const std::string& months)
{
    if (const auto fact = rows.take_if(days)) return number_in(*fact, "d").value;
    if (const auto fact = rows.take_if(months))
        return std::ceil(days_a_month * number_in(*fact, "months").value);
    return std::nullopt;
}

Item item_of(Subject& rows)
{
    const auto text = [&rows](const char* field) {
        const auto fact = rows.take_if(field);
        return fact ? fact->value : std::string();
    };
    const auto number = [&rows](const char* field, const char* unit) {
        const auto fact = rows.take_if(field);
        return fact ? std::optional(number_in(*fact, unit).value) : std::nullopt;
    };
    Item item;
    item.id = rows.id();
    item.name = text("name");
    const Fact action = rows.take("action");
    item.action = action_named(action.value);
    item.only_advises = action.value == "advise";
    item.source = action.source;
    item.advice = text("advice");
    item.wears_off_days = days_in(rows, "days", "block_months");
    item.warns_days = days_in(rows, "warn_days", "warn_months");
    if (const std::string word = text("afterwards"); !word.empty())
        item.afterwards = action_named(word);
    item.letter_lifts = text("letter_lifts") == "yes";
    item.blocks = parts_of(text("blocks"));
    item.only_blocks = parts_of(text("only_blocks"));
    item.age_least = number("age_least", "years");
    item.phototype_least = number("phototype_least", "type");
    text("level");
    rows.require_all_taken();
    return item;
}

const std::vector<Item>& items()
{
    static const std::vector<Item> all = [] {
        std::vector<Item> made;
        for (Subject& rows : subjects_of(facts_in("contraindications")))
            made.push_back(item_of(rows));
        return made;
    }();
    return all;
}

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b)
{
    return std::ranges::any_of(
        a, [&b](const std::string& one) { return std::ranges::find(b, one) != b.end(); });
}

/// What the item asks for by the time that has gone by.
Action by_time(const Item& item, const std::optional<Day>& on, Day today)
{
    if (!on || !item.wears_off_days) return item.action;
    const int days = today - *on;
    if (days < *item.wears_off_days) return item.action;
    if (item.warns_days && days < *item.warns_days) return Action::warn;
    return item.afterwards;
}

Action action_of(const Item& item,
                 const Condition& condition,
                 const PatientFacts& patient,
                 Day today,
                 const std::vector<std::string>& substances)
{
    if (!item.only_blocks.empty())
        return share_one(item.only_blocks, substances) ? Action::block : Action::none;
    if (share_one(item.blocks, substances)) return Action::block;
    const Action action = by_time(item, condition.on, today);
    const bool has_letter = std::ranges::find(patient.letters, item.id) != patient.letters.end();
    if (has_letter && (action == Action::letter || item.letter_lifts)) return Action::none;
    return action;
}

/// Items that follow from numbers and not from an answer.
bool follows_from_numbers(const Item& item, const PatientFacts& patient)
{
    if (item.age_least) return patient.age_years && *patient.age_years < *item.age_least;
    return item.phototype_least && patient.phototype && *patient.phototype >= *item.phototype_least;
}

Verdict verdict_of(Action action)
{
    if (action == Action::block || action == Action::postpone) return Verdict::fail;
    return action == Action::none ? Verdict::pass : Verdict::warn;
}

std::string sentence_of(const Contraindication& found)
{
    const char* consequence = found.action == Action::block      ? "no treatment"
                              : found.action == Action::postpone ? "postpone the visit"
                              : found.action == Action::letter
                                  ? "a letter of the treating doctor is needed"
                              : found.action == Action::warn ? "a warning"
                                                             : "nothing stands against it now";
    return fmt::format("Patient: {}: {}{}{}.",
                       found.name,
                       consequence,
                       found.advice.empty() ? "" : "; ",
                       found.advice);
}

void add_checklist(const PatientFacts& patient, std::optional<Day> today, Findings& findings)
{
    const auto add =
        [&findings](const char* rule, bool kept, std::string sentence, const char* key) {
            findings.push_back({rule,
                                kept ? Verdict::pass : Verdict::warn,
                                0,
                                0,
                                "",
                                std::move(sentence),
                                describe_source(key)});
        };
    add("patient.consent",
        patient.consent_on && (!today || *patient.consent_on <= *today),
        patient.consent_on ? fmt::format("Consent was given on {}.", text_of(*patient.consent_on))
                           : "No specific informed consent is noted.",
        "F78");
    const auto days = number_of("care", "no_aspirin", "days", "d");
    const bool checked =
        patient.aspirin_checked_on && (!today || *patient.aspirin_checked_on <= *today);
    add("patient.aspirin_checklist",
        checked,
        today ? fmt::format("No aspirin or anti-inflammatory from {} on ({:g} days): {}.",
                            text_of(*today + -int(days.value)),
                            days.value,
                            checked ? "asked on " + text_of(*patient.aspirin_checked_on)
                                    : "not yet asked")
              : "No aspirin or anti-inflammatory in the seven days before: the visit has no date.",
        "S2");
}

}  // namespace

std::string_view name_of(Action action)
{
    switch (action) {
    case Action::none:
        return "none";
    case Action::warn:
        return "warn";
    case Action::letter:
        return "letter";
    case Action::postpone:
        return "postpone";
    case Action::block:
        break;
    }
    return "block";
}

SkinOwner PatientFacts::skin() const
{
    std::optional<double> index = bmi;
    if (!index && weight_kg && height_cm) index = *weight_kg / std::pow(*height_cm / 100, 2);
    return {sex, index, measured};
}

std::vector<Contraindication> contraindications(const PatientFacts& patient,
                                                Day today,
                                                const std::vector<std::string>& substances)
{
    std::vector<Contraindication> found;
    for (const Condition& condition : patient.conditions)
        if (std::ranges::find(items(), condition.item, &Item::id) == items().end())
            throw base::Error(fmt::format("There is no condition \"{}\".", condition.item));
    const bool is_allergic = share_one(patient.allergies, substances);
    for (const Item& item : items()) {
        if (item.only_advises) continue;
        const auto said = std::ranges::find(patient.conditions, item.id, &Condition::item);
        const bool meets = said != patient.conditions.end() ||
                           follows_from_numbers(item, patient) ||
                           (item.id == allergy_item && is_allergic);
        if (!meets) continue;
        const Condition condition =
            said != patient.conditions.end() ? *said : Condition{item.id, {}};
        found.push_back({item.id,
                         item.name,
                         action_of(item, condition, patient, today, substances),
                         item.advice,
                         item.source});
    }
    return found;
}

std::vector<AskedCondition> asked_conditions()
{
    std::vector<AskedCondition> asked;
    for (const Item& item : items())
        if (!item.only_advises && !item.age_least && !item.phototype_least &&
            item.id != allergy_item)
            asked.push_back({item.id,
                             item.name,
                             item.wears_off_days.has_value(),
                             item.letter_lifts || item.action == Action::letter ||
                                 item.afterwards == Action::letter,
                             item.source});
    return asked;
}

Findings patient_findings(const PatientFacts& patient,
                          std::optional<Day> today,
                          const std::vector<std::string>& substances)
{
    Findings findings;
    // Without a date nothing has worn off yet.
    PatientFacts asked = patient;
    if (!today)
        for (Condition& condition : asked.conditions)
            condition.on.reset();
    for (const Contraindication& one : contraindications(asked, today.value_or(Day{}), substances))
        findings.push_back({"patient." + one.item,
                            verdict_of(one.action),
                            0,
                            0,
                            "",
                            sentence_of(one),
                            describe_source(one.source)});
    if (!patient.age_years)
        findings.push_back({"patient.age_under_18",
                            Verdict::warn,
                            0,
                            18,
                            "years",
                            "Patient: the age is not known; nobody under 18 is treated.",
                            describe_source("S3; F14")});
    add_checklist(patient, today, findings);
    std::ranges::move(measured_findings(patient.skin()), std::back_inserter(findings));
    return findings;
}

}  // namespace clinic

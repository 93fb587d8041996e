// SPDX-License-Identifier: MIT
#include "clinic/series.h"

#include "clinic/contraindications.h"
#include "expected.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <sstream>

namespace {

using namespace clinic;
using Inputs = std::map<std::string, std::string>;

std::vector<std::string> words_in(const Inputs& in, const std::string& name)
{
    std::vector<std::string> words;
    if (!in.contains(name)) return words;
    std::istringstream stream(in.at(name));
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

Protocol protocol_in(const Inputs& in)
{
    Protocol protocol{
        in.contains("start") ? day_in(in.at("start")) : Day{}, std::stoi(in.at("visits")), {}};
    for (const std::string& days : words_in(in, "intervals"))
        protocol.intervals_days.push_back(std::stoi(days));
    return protocol;
}

std::string word_of(Verdict verdict)
{
    return verdict == Verdict::pass ? "pass" : verdict == Verdict::warn ? "warn" : "fail";
}

std::string verdict_of(const char* rule, const Findings& findings)
{
    const auto found = std::ranges::find(findings, rule, &Finding::rule);
    return found == findings.end() ? "" : word_of(found->verdict);
}

std::string answer(const std::string& question, const Inputs& in)
{
    const auto number = [&in](const char* name) { return std::stod(in.at(name)); };
    if (question == "no_same_site_mm")
        return fmt::format("{:g}", no_same_site(number("spacing_mm"), number("volume_ml")).kept_mm);
    if (question == "yields")
        return no_same_site(number("spacing_mm"), number("volume_ml")).yields() ? "yes" : "no";
    if (question == "phase") {
        const auto [along, across] = phase_of(int(number("visit")));
        return fmt::format("{:g} {:g}", along, across);
    }
    if (question == "counts") return in_look_back(int(number("days_ago"))) ? "yes" : "no";
    if (question == "dates") {
        std::vector<std::string> days;
        for (const Day day : visit_days(protocol_in(in), words_in(in, "products")))
            days.push_back(text_of(day));
        return fmt::format("{}", fmt::join(days, " "));
    }
    if (question == "aspirin_free_from") return text_of(aspirin_free_from(day_in(in.at("visit"))));
    if (question == "visits_check")
        return verdict_of("series.visits", series_findings(protocol_in(in), {}));
    if (question == "cap_check")
        return verdict_of("series.cap", series_findings(protocol_in(in), words_in(in, "products")));
    if (question == "first_interval_check")
        return verdict_of("series.first_interval",
                          series_findings({Day{}, 6, {int(number("days"))}}, {}));
    if (question == "adverse_margin_mm")
        return fmt::format("{:g}", adverse_margin_mm(int(number("grade"))));
    if (question == "registration")
        return word_of(registration_finding(number("error_mm")).verdict);
    return review_at(int(number("visit")));
}

TEST(Series, IsWhatWasWorkedOutByHand)
{
    const auto rows = test::expected("series");
    ASSERT_GE(rows.size(), 20u);
    for (const auto& row : rows) {
        SCOPED_TRACE(row.at("question") + ": " + row.at("inputs"));
        EXPECT_EQ(answer(row.at("question"), test::inputs_of(row.at("inputs"))), row.at("answer"));
    }
}

TEST(Series, WhatWasGivenIsKeptApartFromWhatWasPlanned)
{
    const Mixture mixture{
        "mix", {{"lidocaine", 20, 1, "", "", {}}, {"hyaluronic_acid", 12, 3, "", "", {}}}};
    const Account account = account_of(&mixture, 0.02, 100, 10, {0.05, 0.05}, 0.1);
    EXPECT_EQ(account.points_planned, 100);
    EXPECT_EQ(account.points_given, 92);
    EXPECT_NEAR(account.planned_ml, 2.0, 1e-12);
    EXPECT_NEAR(account.given_ml, 1.8 + 0.1 - 0.1, 1e-12);
    EXPECT_NEAR(account.planned_mg.at("lidocaine"), 10, 1e-12);
    EXPECT_NEAR(account.given_mg.at("lidocaine"), 9, 1e-12);
}

}  // namespace

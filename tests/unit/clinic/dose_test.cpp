// SPDX-License-Identifier: MIT
#include "clinic/dose.h"

#include "base/error.h"
#include "clinic/dose_limits.h"
#include "clinic/subjects.h"
#include "expected.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>
#include <sstream>

namespace {

using namespace clinic;
using Inputs = std::map<std::string, std::string>;

double number(const Inputs& inputs, const std::string& name)
{
    return std::stod(inputs.at(name));
}

std::optional<double> number_if_there(const Inputs& inputs, const std::string& name)
{
    return inputs.contains(name) ? std::optional(number(inputs, name)) : std::nullopt;
}

/// "lidocaine 20 mg/mL 1 mL + water 0 mg/mL 3 mL"
Mixture mixture_in(const std::string& text)
{
    Mixture mixture;
    mixture.name = "mix";
    std::istringstream words(text);
    std::string id, unit, plus;
    double strength = 0, volume = 0;
    do {
        words >> id >> strength >> unit >> volume >> unit;
        mixture.ingredients.push_back({id, strength, volume, "", "", {}});
    } while (words >> plus);
    return mixture;
}

bool is_fast(const Inputs& inputs)
{
    return inputs.contains("technique") && inputs.at("technique") == "nappage";
}

double answer(const std::string& question, const Inputs& in)
{
    const auto get = [&in](const char* name) { return number(in, name); };
    if (question == "points")
        return get("area_cm2") * points_per_cm2(in.at("pattern"), get("spacing_mm"));
    if (question == "mg_per_cm2")
        return get("mg_per_point") * points_per_cm2(in.at("pattern"), get("spacing_mm"));
    if (question == "spacing_for")
        return spacing_for_mm(in.at("pattern"), get("mg_per_point"), get("mg_per_cm2"));
    if (question == "mixture_mg_per_ml") return mixture_in(in.at("parts")).mg_per_ml(in.at("of"));
    if (question == "mixture_mg_per_point")
        return mixture_in(in.at("parts")).mg_per_ml(in.at("of")) * get("volume_ml");
    if (question == "lidocaine_mg_per_kg") {
        const Lidocaine all{get("mixture_mg"), get("cream_mg"), get("infiltration_mg")};
        return lidocaine_findings(all, get("weight_kg")).at(0).value;
    }
    if (question == "snapped_ml")
        return snapped_ml(get("volume_ml"), get("step_ml"), number_if_there(in, "most_ml"));
    const int points = int(in.contains("points") ? get("points") : get("punctures"));
    const double syringe = number_if_there(in, "syringe_ml").value_or(usual_syringe_ml());
    const double volume = number_if_there(in, "volume_ml").value_or(0);
    const Supplies supplies = supplies_for({points, volume, is_fast(in)}, syringe);
    if (question == "syringes") return supplies.syringes;
    if (question == "needles") return supplies.needles;
    return question == "minutes_least" ? supplies.least_minutes : supplies.most_minutes;
}

TEST(Dose, IsWhatWasWorkedOutByHand)
{
    const auto rows = test::expected("dose");
    ASSERT_GE(rows.size(), 40u);
    for (const auto& row : rows) {
        SCOPED_TRACE(row.at("question") + ": " + row.at("inputs") + ": " + row.at("by_hand"));
        const double due = std::stod(row.at("answer"));
        EXPECT_NEAR(
            answer(row.at("question"), test::inputs_of(row.at("inputs"))), due, 1e-4 + 1e-5 * due);
    }
}

const char* word_of(Verdict verdict)
{
    return verdict == Verdict::pass ? "pass" : verdict == Verdict::warn ? "warn" : "fail";
}

Findings findings_for(const std::string& what, const Inputs& in)
{
    if (what == "lidocaine")
        return lidocaine_findings({number(in, "total_mg"), 0, 0}, number(in, "weight_kg"));
    if (what == "mixture") {
        Mixture mixture{"mix", {}};
        for (const char* id : {"vitamins", "minerals", "amino_acids", "lidocaine"})
            if (mixture.actives() < number(in, "actives"))
                mixture.ingredients.push_back({id, 1, 1, "", "", {}});
        return mixture_findings(mixture, {});
    }
    Dose dose;
    dose.substance = &substance(what);
    if (in.contains("area")) dose.area = &area(in.at("area"));
    dose.where = "Zone \"x\"";
    dose.enabled = in.contains("enabled");
    dose.mixed = in.contains("with");
    dose.point_ml = number(in, "volume_ml");
    dose.point_mg = number(in, "mg_per_point");
    dose.spacing_mm = number(in, "spacing_mm");
    dose.points = int(number(in, "points"));
    dose.area_cm2 = number(in, "area_cm2");
    dose.session_ml = number(in, "session_ml");
    dose.sessions_before = int(number_if_there(in, "sessions_before").value_or(0));
    if (const auto days = number_if_there(in, "days_since_last")) dose.days_since_last = int(*days);
    return dose_findings(dose);
}

TEST(DoseLimits, AnswerAsWorkedOutByHand)
{
    const auto rows = test::expected("limits");
    ASSERT_GE(rows.size(), 30u);
    for (const auto& row : rows) {
        SCOPED_TRACE(row.at("substance") + ": " + row.at("inputs") + ": " + row.at("rule"));
        const Findings all = findings_for(row.at("substance"), test::inputs_of(row.at("inputs")));
        const auto found = std::ranges::find(all, row.at("rule"), &Finding::rule);
        ASSERT_NE(found, all.end());
        EXPECT_EQ(word_of(found->verdict), row.at("result")) << found->message;
        EXPECT_THAT(found->message, testing::Not(testing::HasSubstr("safe")));
        EXPECT_NE(found->source, "");
    }
}

/// What is said of a number of points beyond every table's limit.
std::string what_is_said_of(int points)
{
    Dose dose{&substance("deoxycholic_acid"),
              &area("submental"),
              "Zone \"chin\"",
              false,
              false,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              {}};
    dose.points = points;
    const Findings all = dose_findings(dose);
    return std::ranges::find(all, "dose.points", &Finding::rule)->message;
}

TEST(DoseLimits, WriteLargeNumbersOut)
{
    EXPECT_THAT(what_is_said_of(51), testing::HasSubstr("the number of points is 51 points"));
    EXPECT_THAT(what_is_said_of(10'008),
                testing::HasSubstr("the number of points is 10008 points"));
}

TEST(DoseLimits, SayMoreDigitsWhereFourWouldNotTellAVolumeFromItsLimit)
{
    SessionDose dose;
    dose.substance = &substance("deoxycholic_acid");
    dose.ml = 10.0004;
    const Findings all = session_findings(dose);
    const auto ml = std::ranges::find(all, "session.ml", &Finding::rule);
    ASSERT_NE(ml, all.end());
    EXPECT_EQ(ml->verdict, Verdict::fail);
    EXPECT_THAT(ml->message, testing::HasSubstr("the volume is 10.0004 mL;"));
}

TEST(DoseLimits, AnExpiredVialStops)
{
    Mixture mixture{"mix", {{"lidocaine", 20, 1, "", "", day_in("2026-11-21")}}};
    EXPECT_EQ(mixture_findings(mixture, day_in("2026-11-22")).back().verdict, Verdict::fail);
    EXPECT_EQ(mixture_findings(mixture, day_in("2026-11-21")).back().verdict, Verdict::pass);
}

/// Whatever is asked for: what a label limits is a failure beyond it, and a snapped dose never
/// goes above what it may be.
TEST(DoseLimits, LetNoHardStopThroughInTenThousandRandomPlans)
{
    std::mt19937 random(7);
    const auto between = [&random](double low, double high) {
        return low + (high - low) * double(random() % 100'001) / 100'000;
    };
    const Substance& acid = substance("deoxycholic_acid");
    for (int plan = 0; plan < 10'000; ++plan) {
        Dose dose{
            &acid, &area("submental"), "Zone \"chin\"", false, false, 0, 0, 0, 0, 0, 0, 0, {}};
        dose.point_ml = between(0.05, 0.4);
        dose.point_mg = 10 * dose.point_ml;
        dose.spacing_mm = between(7, 14);
        dose.points = int(random() % 80) + 1;
        dose.area_cm2 = between(5, 70);
        dose.session_ml = dose.points * dose.point_ml;
        dose.sessions_before = int(random() % 9);
        const Findings all = dose_findings(dose);
        const bool fails = std::ranges::any_of(
            all, [](const Finding& one) { return one.verdict == Verdict::fail; });
        const bool beyond = dose.point_ml > 0.2 || dose.spacing_mm < 10 || dose.points > 50 ||
                            dose.session_ml > 10 || dose.session_mg() / dose.area_cm2 > 2 ||
                            dose.sessions_before >= 6;
        ASSERT_EQ(fails, beyond) << dose.points << " points of " << dose.point_ml << " mL";
        const double step = between(0.005, 0.05), most = between(step, 0.3);
        ASSERT_LE(snapped_ml(dose.point_ml, step, most), most + 1e-9);
    }
}

}  // namespace

// SPDX-License-Identifier: MIT
// A visit's clinical facts, from request to map and back.
#include "session/clinic_checks.h"

#include "base/error.h"
#include "plans.h"
#include "sampling/cpu_sampler.h"
#include "session/clinic_json.h"
#include "session/plan.h"
#include "session/request.h"
#include "session/series.h"
#include "session/verify.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <memory>

namespace {

using namespace session;
using nlohmann::json;
using testing::HasSubstr;

/// A disc on the ball that gets a mixture, changed.
json request(const std::function<void(json&)>& change = {})
{
    json made = json::parse(R"({
      "format": "mesomap.request", "version": 1, "seed": 7,
      "clinic": {
        "patient": {"age_years": 41, "sex": "female", "weight_kg": 60, "height_cm": 168,
                    "consent_on": "2026-11-20", "aspirin_checked_on": "2026-11-30"},
        "mixtures": [{"name": "glow", "ingredients": [
          {"substance": "ha_skin_booster", "volume_ml": 3},
          {"substance": "lidocaine", "mg_per_ml": 20, "volume_ml": 1, "batch": "L1", "expires": "2027-01-31"}]}],
        "on": "2026-12-01"},
      "zones": [{"name": "disc", "technique": "skin_booster", "layer": "mid_dermis",
                 "area": "malar", "mixture": "glow", "spacing_mm": 10,
                 "strokes": [{"mode": "add", "radius_mm": 16, "path_mm": [[0, 0, 30]]}]}]})");
    if (change) change(made);
    return made;
}

class Visit {
public:
    explicit Visit(const json& asked)
        : workspace(sampler, test::ball_scan())
    {
        for (const Command& command : request_in(asked.dump(), "request").commands)
            workspace.execute(command);
    }
    const SessionMap& map() { return workspace.session_map(); }

    sampling::CpuSampler sampler;
    Workspace workspace;
};

std::string refusal_of(const json& asked)
{
    try {
        Visit visit(asked);
        require_no_failed_check(visit.map());
    } catch (const base::Error& refusal) {
        return refusal.what();
    }
    return "";
}

const Check* check_called(const std::string& rule, const SessionMap& map)
{
    const auto found = std::ranges::find(map.checks, rule, &Check::rule);
    return found == map.checks.end() ? nullptr : &*found;
}

TEST(ClinicalVisit, DosesAndDepthsAreWorkedOutAndVerified)
{
    Visit visit(request());
    const SessionMap& map = visit.map();
    const MapZone& zone = map.zones.at(0);
    EXPECT_NEAR(zone.depth_mm, 0.19 + 0.5 * 0.87, 1e-4);  // malar, women
    ASSERT_EQ(zone.doses.size(), 2u);
    EXPECT_NEAR(zone.doses[0].mg_per_point, 12 * 3 / 4.0 * 0.02, 1e-4);
    EXPECT_NEAR(zone.doses[1].mg, 5 * 0.02 * zone.points, 1e-4);
    EXPECT_NEAR(map.needs->lidocaine_mg, zone.doses[1].mg, 1e-4);
    EXPECT_THAT(check_called("depth.layer", map)->message, HasSubstr("aims at the mid dermis"));
    EXPECT_EQ(check_called("dose.lidocaine", map)->result, CheckResult::pass);

    const std::string text = text_of(map);
    EXPECT_THAT(verify(text, session_map_in(text, "map"), *test::ball_scan()).failures,
                testing::IsEmpty());
}

TEST(ClinicalVisit, AMapWithAnotherDoseDoesNotKeepItsPromises)
{
    Visit visit(request());
    SessionMap map = visit.map();
    map.zones[0].doses[1].mg += 1;
    const std::string text = text_of(map);
    EXPECT_THAT(verify(text, session_map_in(text, "map"), *test::ball_scan()).failures,
                testing::Contains(HasSubstr("of lidocaine")));
}

TEST(ClinicalVisit, NobodyUnderEighteenIsPlannedFor)
{
    EXPECT_THAT(refusal_of(request([](json& r) { r["clinic"]["patient"]["age_years"] = 17; })),
                HasSubstr("age under 18: no treatment"));
}

TEST(ClinicalVisit, AContestedDoseIsNeverFilledIn)
{
    const auto with_dutasteride = [](json& r) {
        r["clinic"]["mixtures"][0]["ingredients"].push_back(
            {{"substance", "dutasteride"}, {"volume_ml", 1}});
    };
    EXPECT_THAT(refusal_of(request(with_dutasteride)), HasSubstr("mg_per_ml must be given"));
}

TEST(ClinicalVisit, ADepthBelowItsCeilingIsRefused)
{
    EXPECT_THAT(refusal_of(request([](json& r) { r["zones"][0]["depth_mm"] = 1.5; })),
                HasSubstr("deeper than its ceiling"));
}

TEST(ClinicalVisit, ALayerNeedsToKnowTheSkin)
{
    EXPECT_THAT(refusal_of(request([](json& r) { r["zones"][0].erase("area"); })),
                HasSubstr("give its area"));
}

TEST(ClinicalVisit, ADeviceGivesWhatItCanAndTheDifferenceIsTold)
{
    Visit visit(request([](json& r) {
        r["clinic"]["device"] = {{"name", "gun"}, {"dose_step_ml", 0.015}, {"depth_step_mm", 0.1}};
    }));
    const MapZone& zone = visit.map().zones[0];
    EXPECT_DOUBLE_EQ(zone.volume_per_point_ml, 0.015);
    EXPECT_THAT(zone.sources.volume, HasSubstr("in place of 0.02 mL (-0.0050 mL)"));
    EXPECT_DOUBLE_EQ(zone.depth_mm, 0.6);
}

TEST(ClinicalVisit, AMilligramDosePerAreaGivesTheNumberOfPoints)
{
    Visit visit(request([](json& r) {
        r["zones"][0].erase("spacing_mm");
        r["zones"][0]["dose_mg_per_cm2"] = {{"substance", "ha_skin_booster"}, {"value", 0.18}};
    }));
    const MapZone& zone = visit.map().zones[0];
    EXPECT_NEAR(zone.doses[0].mg_per_cm2, 0.18, 0.18 / zone.points);
}

TEST(ClinicalVisit, MarksKeepPointsAwayAndLimitTheirDepth)
{
    const glm::dvec3 mole(0, 0, 30), scar(0, 10, 28.28);
    Visit visit(request([&](json& r) {
        r["clinic"]["marks"] = {
            {{"finding", "naevus_mole"}, {"place_mm", {mole.x, mole.y, mole.z}}, {"radius_mm", 2}},
            {{"finding", "filler_recent_ha"}, {"place_mm", {scar.x, scar.y, scar.z}}}};
        r["zones"][0]["layer"] = "dhj";
    }));
    for (const MapPoint& point : visit.map().points) {
        EXPECT_GE(glm::distance(point.position_mm, mole), 2 + 5 - 1e-3);
        if (glm::distance(point.position_mm, scar) < 15) {
            EXPECT_LE(point.depth_mm, 0.8);
        }
    }
    EXPECT_TRUE(check_called("marks.no_go", visit.map()));
}

TEST(MultiNeedleHeads, LieWhollyInTheZoneAndEveryPinIsChecked)
{
    Visit visit(request([](json& r) {
        json& zone = r["zones"][0];
        zone["technique"] = "stamp_9";
        zone["head"] = {{"layout", "stamp"}, {"pins", 9}, {"pitch_mm", 1.5}, {"rotation_deg", 30}};
        zone.erase("spacing_mm");
        zone["volume_ml"] = 0.003;
    }));
    const SessionMap& map = visit.map();
    const MapZone& zone = map.zones[0];
    EXPECT_NEAR(zone.spacing_mm, 2 * 1.5 * std::sqrt(2.0) + 1.5, 1e-3);
    EXPECT_NEAR(zone.volume_per_point_ml, 0.027, 1e-9);
    const Check* pins = check_called("head.pins", map);
    ASSERT_TRUE(pins);
    EXPECT_EQ(pins->result, CheckResult::pass) << pins->message;
    EXPECT_THAT(pins->message, HasSubstr(fmt::format("0 of {} pins", 9 * zone.points)));
    EXPECT_NE(check_called("head.depth", map), nullptr);
    const std::string text = text_of(map);
    EXPECT_THAT(verify(text, session_map_in(text, "map"), *test::ball_scan()).failures,
                testing::IsEmpty());
}

TEST(MultiNeedleHeads, OfAnUnknownLayoutAreRefused)
{
    const auto with = [](int pins) {
        return request([&](json& r) {
            r["zones"][0]["head"] = {{"layout", "stamp"}, {"pins", pins}, {"pitch_mm", 1.5}};
        });
    };
    EXPECT_THAT(refusal_of(with(7)), HasSubstr("a stamp has 5 or 9"));
    EXPECT_NEAR(clinic::radius_mm({"stamp", 5, 2, 0}), 2, 1e-12);
    EXPECT_NEAR(clinic::radius_mm({"line", 6, 4, 0}), 10, 1e-12);
}

TEST(Practice, TightensFreelyAndLoosensOnlyWithAReason)
{
    const auto with_rule = [](const json& rule) {
        return request([&](json& r) { r["clinic"]["rules"] = {rule}; });
    };
    EXPECT_THAT(refusal_of(with_rule({{"rule", "area.session_ml"}, {"limit", 0.1}})),
                HasSubstr("The practice tightens the limit from 0.8 to 0.1 mL"));
    EXPECT_THAT(refusal_of(with_rule({{"rule", "area.session_ml"}, {"limit", 2}})),
                HasSubstr("without a reason"));
    Visit loose(with_rule({{"rule", "area.session_ml"}, {"limit", 2}, {"reason", "dilute"}}));
    EXPECT_THAT(check_called("area.session_ml", loose.map())->message, HasSubstr(": dilute."));
    EXPECT_THAT(refusal_of(with_rule({{"rule", "cover.max"}, {"limit", 99}, {"reason", "no"}})),
                HasSubstr("cannot loosen"));
}

TEST(ClinicCommands, AreTakenBackAndReplayed)
{
    Visit visit(request());
    const ClinicFacts before = visit.workspace.current().clinic;
    visit.workspace.execute(command_in(line_of(SetClinic{}), "line 1"));
    EXPECT_TRUE(visit.workspace.current().clinic.empty());
    visit.workspace.undo();
    EXPECT_EQ(visit.workspace.current().clinic, before);
    visit.workspace.execute(command_in(line_of(SetClinic{before}), "line 2"));
    EXPECT_EQ(visit.workspace.current().clinic, before);
    visit.workspace.execute(command_in(line_of(SetAim{"disc", {}}), "line 3"));
    EXPECT_TRUE(visit.workspace.current().zones[0].aim.empty());
    visit.workspace.undo();
    EXPECT_EQ(visit.workspace.current().zones[0].aim.layer, "mid_dermis");
}

TEST(ClinicCommands, ChangeTheirPartOfTheVisitAlone)
{
    Visit visit(request());
    const ClinicFacts before = visit.workspace.current().clinic;
    clinic::PatientFacts expecting = *before.patient;
    expecting.conditions.push_back({"pregnancy_breastfeeding", {}});
    visit.workspace.execute(SetPatient{expecting});
    visit.workspace.execute(SetVisit{3, clinic::day_in("2026-12-24"), 60, 0, {}});
    ClinicFacts wanted = before;
    wanted.patient = expecting;
    wanted.visit = 3;
    wanted.on = clinic::day_in("2026-12-24");
    wanted.cream_lidocaine_mg = 60;
    EXPECT_EQ(visit.workspace.current().clinic, wanted);
    EXPECT_EQ(check_called("patient.pregnancy_breastfeeding", visit.map())->result,
              CheckResult::fail);
    visit.workspace.undo();
    visit.workspace.undo();
    EXPECT_EQ(visit.workspace.current().clinic, before);
    visit.workspace.execute(SetMixtures{});
    EXPECT_TRUE(visit.workspace.current().clinic.mixtures.empty());
    visit.workspace.undo();
    visit.workspace.execute(SetPatient{});
    EXPECT_FALSE(visit.workspace.current().clinic.patient);
}

TEST(Device, GoesNoDeeperThanItsStopWhereNothingIsKnownOfTheSkin)
{
    const auto with_stop = [](double stop_mm) {
        return request([&](json& r) {
            r["clinic"]["device"] = {{"name", "pen"}, {"depth_stop_mm", stop_mm}};
            for (const char* field : {"area", "layer", "mixture"})
                r["zones"][0].erase(field);
            r["zones"][0]["depth_mm"] = 2;
        });
    };
    EXPECT_THAT(refusal_of(with_stop(1.5)), HasSubstr("deeper than its ceiling"));
    Visit shallow(with_stop(2.5));
    EXPECT_EQ(check_called("depth.ceiling", shallow.map())->result, CheckResult::pass);
}

TEST(ClinicCommands, RenameAMixtureForTheZonesToo)
{
    Visit visit(request());
    visit.workspace.execute(RenameMixture{"glow", "shine"});
    EXPECT_EQ(visit.workspace.current().clinic.mixtures[0].name, "shine");
    EXPECT_EQ(visit.workspace.current().zones[0].aim.mixture, "shine");
    visit.workspace.undo();
    EXPECT_EQ(visit.workspace.current().clinic.mixtures[0].name, "glow");
    EXPECT_EQ(visit.workspace.current().zones[0].aim.mixture, "glow");
    EXPECT_THROW(visit.workspace.execute(RenameMixture{"shine", "glow"}), base::Error);
}

/// What cannot be read back from a journal must not get into the case.
TEST(ClinicCommands, RefuseWhatARequestMayNotSay)
{
    Visit visit(request());
    const ClinicFacts before = visit.workspace.current().clinic;
    const auto refusal = [&](const Command& command) -> std::string {
        try {
            visit.workspace.execute(command);
        } catch (const base::Error& refused) {
            return refused.what();
        }
        return "accepted";
    };
    clinic::PatientFacts old = *before.patient;
    old.age_years = 999;
    EXPECT_THAT(refusal(SetPatient{old}), HasSubstr("age_years is 999"));
    EXPECT_THAT(refusal(SetVisit{0, {}, 0, 0, {}}), HasSubstr("visit is 0"));
    EXPECT_THAT(refusal(SetMixtures{{{"glow", {{"snake_oil", 1, 1, {}, {}, {}}}}}}),
                HasSubstr("snake_oil"));
    EXPECT_THAT(refusal(SetMixtures{{before.mixtures[0], before.mixtures[0]}}),
                HasSubstr("two mixtures called \"glow\""));
    EXPECT_EQ(visit.workspace.current().clinic, before);
}

TEST(AskedConditions, LeaveOutWhatNumbersTellAndSayWhereADayCounts)
{
    const auto asked = clinic::asked_conditions();
    const auto find = [&](const char* id) {
        return std::ranges::find(asked, id, &clinic::AskedCondition::id);
    };
    EXPECT_EQ(find("age_under_18"), asked.end());
    EXPECT_EQ(find("allergy_component"), asked.end());
    ASSERT_NE(find("isotretinoin"), asked.end());
    EXPECT_TRUE(find("isotretinoin")->wears_off);
    EXPECT_FALSE(find("pregnancy_breastfeeding")->wears_off);
    EXPECT_TRUE(find("autoimmune")->takes_letter);
    EXPECT_FALSE(find("pregnancy_breastfeeding")->takes_letter);
}

json series(int visits, double spacing_mm)
{
    return request([&](json& r) {
        r["series"] = {{"start", "2026-12-01"}, {"visits", visits}, {"intervals_days", {28}}};
        r["zones"][0]["spacing_mm"] = spacing_mm;
        r["zones"][0]["strokes"][0]["radius_mm"] = 24;
    });
}

PlannedSeries planned(const json& asked)
{
    Visit visit(asked);
    return planned_series(visit.workspace, series_in(asked.dump(), "request"));
}

double nearest_mm(const SessionMap& a, const SessionMap& b)
{
    double nearest = 1e9;
    for (const MapPoint& p : a.points)
        for (const MapPoint& q : b.points)
            nearest = std::min(nearest, glm::distance(p.position_mm, q.position_mm));
    return nearest;
}

TEST(SeriesOfVisits, KeepsAwayFromTheSitesWithinTheLookBack)
{
    json asked = series(3, 10);
    asked["clinic"]["mixtures"][0]["ingredients"] = {
        {{"substance", "biotin_panthenol"}, {"mg_per_ml", 5}, {"volume_ml", 4}}};
    asked["series"]["intervals_days"] = {10, 20};
    const PlannedSeries made = planned(asked);
    ASSERT_EQ(made.visits.size(), 3u);
    EXPECT_EQ(clinic::text_of(made.visits[2].on), "2026-12-31");
    EXPECT_GE(nearest_mm(made.visits[0].map, made.visits[1].map), 5 - 1e-3);
    EXPECT_GE(nearest_mm(made.visits[1].map, made.visits[2].map), 5 - 1e-3);
    const Check* keeps = check_called("series.sites.min", made.visits[1].map);
    ASSERT_TRUE(keeps);
    EXPECT_EQ(keeps->result, CheckResult::pass);
    for (const PlannedVisit& visit : made.visits) {
        const std::string text = text_of(visit.map);
        EXPECT_THAT(verify(text, session_map_in(text, "map"), *test::ball_scan()).failures,
                    testing::IsEmpty());
    }
}

TEST(SeriesOfVisits, SaysWhichRuleYields)
{
    json asked = series(2, 6);
    asked["clinic"]["mixtures"][0]["ingredients"] = {
        {{"substance", "biotin_panthenol"}, {"mg_per_ml", 5}, {"volume_ml", 4}}};
    asked["series"]["intervals_days"] = {7};
    const PlannedSeries made = planned(asked);
    const Check* yields = check_called("series.sites.yield", made.visits[1].map);
    ASSERT_TRUE(yields);
    EXPECT_THAT(yields->message, HasSubstr("leaves no room for twice 5 mm"));
}

TEST(SeriesOfVisits, MovesRowsByHalfACell)
{
    json asked = series(4, 4);
    asked["clinic"]["mixtures"][0]["ingredients"] = {
        {{"substance", "biotin_panthenol"}, {"mg_per_ml", 5}, {"volume_ml", 4}}};
    asked["series"]["intervals_days"] = {7};
    asked["zones"][0]["pattern"] = "rows";
    asked["zones"][0]["direction"] = {1, 0, 0};
    const PlannedSeries made = planned(asked);
    for (int visit = 1; visit < 4; ++visit) {
        SCOPED_TRACE(visit);
        std::size_t moved = 0;
        const SessionMap& now = made.visits[std::size_t(visit)].map;
        const SessionMap& first = made.visits[0].map;
        for (const MapPoint& point : now.points) {
            double nearest = 1e9;
            for (const MapPoint& old : first.points)
                nearest = std::min(nearest, glm::distance(point.position_mm, old.position_mm));
            moved += nearest > 1;
        }
        EXPECT_GT(moved, now.points.size() * 3 / 4);
    }
}

TEST(SeriesOfVisits, KeepsGivenApartFromPlanned)
{
    json asked = series(2, 10);
    asked["series"]["given"] = {{{"visit", 1}, {"skipped", {1, 2}}, {"spilled_ml", 0.05}}};
    const PlannedSeries made = planned(asked);
    const clinic::Account& first = made.visits[0].account;
    EXPECT_EQ(first.points_given, first.points_planned - 2);
    EXPECT_NEAR(first.given_ml, first.planned_ml - 2 * 0.02 - 0.05, 1e-9);
    EXPECT_EQ(made.visits[1].map.clinic.past.at(0).places_mm.size(),
              made.visits[0].map.points.size() - 2);
}

TEST(SeriesOfVisits, BeyondALabelsCapIsRefused)
{
    json asked = series(7, 10);
    asked["clinic"]["mixtures"][0]["ingredients"] = {
        {{"substance", "deoxycholic_acid"}, {"volume_ml", 10}}};
    EXPECT_THROW(planned(asked), base::Error);
}

}  // namespace

// SPDX-License-Identifier: MIT
// Random patients, mixtures, marks and zones: a map that may be written has no point in a no-go, no
// dose over a hard stop, and no depth outside its limits. Each is worked out here anew from the
// tables, the points and the request; what the program's own checks say counts for nothing but
// whether the map may be written.
//
// Each part is a test of its own, so that parts run side by side. All ten thousand:
// MESOMAP_RANDOM_VISITS=10000 unit_tests --gtest_filter='*RandomVisits*'
#include "base/error.h"
#include "clinic/areas.h"
#include "clinic/depth.h"
#include "clinic/findings.h"
#include "clinic/substances.h"
#include "clinic/techniques.h"
#include "sampling/cpu_sampler.h"
#include "session/plan.h"
#include "session/workspace.h"
#include "shapes.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>

namespace {

using namespace session;

constexpr unsigned parts = 4;
constexpr double ball_mm = 18;
constexpr double rounding = 1e-6;

unsigned visits_in_part()
{
    const char* asked = std::getenv("MESOMAP_RANDOM_VISITS");
    return (asked ? unsigned(std::strtoul(asked, nullptr, 10)) : 400) / parts;
}

std::shared_ptr<const geometry::Scan> small_ball()
{
    static const auto scan = [] {
        geometry::Scan ball;
        ball.mesh = test::sphere(float(ball_mm), 2);
        ball.sha256 = std::string(64, 'b');
        return std::make_shared<const geometry::Scan>(std::move(ball));
    }();
    return scan;
}

/// One visit with one zone, as nobody would think of it. The same number gives the same visit.
class RandomVisit {
public:
    explicit RandomVisit(unsigned number)
        : random_(number * 2654435761u + 1)
    {
        facts_.on = clinic::day_in("2026-12-01");
        facts_.cream_lidocaine_mg = chance(20) ? between(0, 400) : 0;
        patient();
        mixture();
        marks();
        if (chance(25)) facts_.device = {"pen", {}, {}, between(0.3, 4), {}};
        zone();
    }

    const std::vector<Command>& commands() const { return commands_; }

private:
    unsigned below(unsigned end) { return unsigned(random_()) % end; }
    bool chance(unsigned percent) { return below(100) < percent; }
    double between(double low, double high)
    {
        return low + (high - low) * below(1 << 20) / (1 << 20);
    }
    template <typename List>
    const auto& one_of(const List& list)
    {
        return list[below(unsigned(std::size(list)))];
    }
    glm::dvec3 place()
    {
        glm::dvec3 toward;
        do
            toward = {between(-1, 1), between(-1, 1), between(-1, 1)};
        while (glm::length(toward) < 0.1);
        return ball_mm * glm::normalize(toward);
    }

    void patient()
    {
        clinic::PatientFacts patient;
        patient.age_years = chance(5) ? between(5, 17.9) : between(18, 90);
        patient.sex = chance(50) ? clinic::Sex::female : clinic::Sex::male;
        if (chance(80)) patient.weight_kg = between(35, 130);
        if (chance(80)) patient.height_cm = between(145, 200);
        if (chance(15)) {
            static const auto asked = clinic::asked_conditions();
            patient.conditions.push_back({one_of(asked).id, {}});
        }
        if (chance(10)) patient.allergies.push_back(one_of(clinic::substances()).id);
        facts_.patient = patient;
    }

    /// Every third visit is with the one substance whose label has most hard stops.
    void mixture()
    {
        clinic::Mixture mixture{"mix", {}};
        for (unsigned more = 1 + below(2); more > 0; --more) {
            const clinic::Substance& substance =
                chance(33) ? clinic::substance("deoxycholic_acid") : one_of(clinic::substances());
            if (mixture.holds(substance.id)) continue;
            const double usual =
                substance.concentration_mg_per_ml ? substance.concentration_mg_per_ml->value : 10;
            mixture.ingredients.push_back(
                {substance.id, usual * between(0.2, 2), between(0.5, 4), {}, {}, {}});
            if (chance(80)) facts_.enabled.push_back({substance.id, "to be tested"});
        }
        facts_.mixtures.push_back(mixture);
    }

    void marks()
    {
        constexpr std::array kinds{
            "naevus_mole", "scar", "visible_vein", "active_acne_pustule", "scar_keloid"};
        for (unsigned more = below(4); more > 0; --more)
            facts_.marks.push_back({one_of(kinds), place(), between(0, 2)});
    }

    void zone()
    {
        const clinic::Technique& technique = one_of(clinic::techniques());
        commands_ = {SetClinic{facts_}, AddZone{"zone", technique.id}};
        ZoneAim aim;
        if (chance(80)) aim.area = chance(25) ? "submental" : one_of(clinic::areas()).id;
        if (chance(50)) aim.layer = one_of(clinic::target_layers()).id;
        if (chance(85)) aim.mixture = "mix";
        commands_.push_back(SetAim{"zone", aim});
        if (chance(80)) commands_.push_back(SetSpacing{"zone", between(1.5, 12)});
        if (chance(40)) commands_.push_back(SetDepth{"zone", between(0.2, 8)});
        if (chance(40)) commands_.push_back(SetVolume{"zone", between(0.001, 0.3)});
        if (chance(40)) commands_.push_back(SetAngle{"zone", between(10, 90)});
        for (unsigned more = 1 + below(2); more > 0; --more)
            commands_.push_back(
                PaintStroke{"zone", {zones::StrokeMode::add, between(4, 11), {place()}}});
    }

    std::mt19937 random_;
    ClinicFacts facts_;
    std::vector<Command> commands_;
};

// ---- What must hold of a map that may be written ----

void expect_no_point_in_a_no_go(const SessionMap& map)
{
    for (const MarkedFinding& mark : map.clinic.marks) {
        const clinic::FindingKind& kind = clinic::finding_kind(mark.finding);
        if (kind.kind != clinic::StructureClass::no_go) continue;
        // A border lies between vertices half a millimetre apart.
        const double least_mm = mark.radius_mm + kind.margin_mm.value - 0.1;
        for (const MapPoint& point : map.points)
            EXPECT_GT(glm::distance(point.position_mm, mark.place_mm), least_mm) << mark.finding;
    }
}

double most_depth_mm(const SessionMap& map, const MapZone& zone, const MapPoint& point)
{
    double most = 1e9;
    const auto lower = [&most](double limit) { most = std::min(most, limit); };
    if (map.clinic.device && map.clinic.device->depth_stop_mm)
        lower(*map.clinic.device->depth_stop_mm);
    for (const MarkedFinding& mark : map.clinic.marks) {
        const clinic::FindingKind& kind = clinic::finding_kind(mark.finding);
        const double reach_mm = mark.radius_mm + kind.margin_mm.value - 0.1;
        if (kind.depth_limit_mm && glm::distance(point.position_mm, mark.place_mm) < reach_mm)
            lower(kind.depth_limit_mm->value);
    }
    if (!zone.aim.area) return most;
    const clinic::Area& area = clinic::area(*zone.aim.area);
    if (area.depth_max_mm) lower(area.depth_max_mm->value);
    const auto& published = clinic::technique(zone.technique).published_depth_mm.max;
    if (published) lower(published->value);
    return most;
}

void expect_depths_within_limits(const SessionMap& map)
{
    for (const MapPoint& point : map.points) {
        const MapZone& zone = map.zones[point.zone];
        EXPECT_GT(point.depth_mm, 0);
        EXPECT_LE(point.depth_mm, most_depth_mm(map, zone, point) + 1e-4);
    }
}

/// A limit of a label is a hard stop; published practice may be left with a warning.
double stop_of(const std::optional<clinic::Sourced<double>>& limit)
{
    return limit && limit->standing == clinic::Standing::label ? limit->value + rounding : 1e9;
}

void expect_doses_below_hard_stops(const SessionMap& map)
{
    for (const MapZone& zone : map.zones) {
        if (!zone.aim.mixture) continue;
        const clinic::Mixture& mixture = *map.clinic.mixture(*zone.aim.mixture);
        const double points = double(std::ranges::count_if(
            map.points, [&](const MapPoint& p) { return &map.zones[p.zone] == &zone; }));
        for (const clinic::Ingredient& one : mixture.ingredients) {
            const clinic::Substance& limits = clinic::substance(one.substance);
            const double point_ml = zone.volume_per_point_ml;
            const double point_mg = point_ml * one.mg_per_ml * one.volume_ml / mixture.volume_ml();
            const double treated_cm2 = zone.treated_cm2 > 0 ? zone.treated_cm2 : zone.area_cm2;
            EXPECT_LE(point_ml, stop_of(limits.point_most_ml)) << one.substance;
            EXPECT_LE(point_mg, stop_of(limits.point_most_mg)) << one.substance;
            EXPECT_LE(points, stop_of(limits.points_most)) << one.substance;
            EXPECT_LE(points * point_ml, stop_of(limits.session_most_ml)) << one.substance;
            EXPECT_LE(points * point_mg, stop_of(limits.session_most_mg)) << one.substance;
            EXPECT_LE(points * point_mg / treated_cm2, stop_of(limits.most_mg_per_cm2))
                << one.substance;
            if (limits.spacing_least_mm &&
                limits.spacing_least_mm->standing == clinic::Standing::label) {
                EXPECT_GE(zone.spacing_mm, limits.spacing_least_mm->value - rounding);
            }
        }
    }
}

void expect_a_patient_who_may_be_treated(const SessionMap& map)
{
    EXPECT_GE(*map.clinic.patient->age_years, 18);
    for (const clinic::Condition& one : map.clinic.patient->conditions)
        EXPECT_NE(one.item, "pregnancy_breastfeeding");
    for (const std::string& allergy : map.clinic.patient->allergies)
        for (const clinic::Mixture& mixture : map.clinic.mixtures)
            EXPECT_FALSE(mixture.holds(allergy)) << allergy;
}

class RandomVisits : public testing::TestWithParam<unsigned> {};

TEST_P(RandomVisits, ThatMayBeWrittenKeepToWhatIsForbidden)
{
    sampling::CpuSampler sampler{1};
    Workspace workspace(sampler, small_ball());
    unsigned written = 0;
    std::map<std::string, unsigned> failed;  // checks, by their rule
    const unsigned visits = visits_in_part();
    for (unsigned i = 0; i < visits && !HasFailure(); ++i) {
        const unsigned number = GetParam() + parts * i;
        SCOPED_TRACE(fmt::format("visit {}", number));
        if (workspace.current().find("zone")) workspace.execute(RemoveZone{"zone"});
        try {
            const RandomVisit visit(number);
            for (const Command& command : visit.commands())
                workspace.execute(command);
            const SessionMap& map = workspace.session_map();
            bool may_be_written = true;
            for (const Check& check : map.checks) {
                if (check.result != CheckResult::fail) continue;
                may_be_written = false;
                ++failed[check.rule];
            }
            if (!may_be_written) continue;
            ++written;
            expect_no_point_in_a_no_go(map);
            expect_depths_within_limits(map);
            expect_doses_below_hard_stops(map);
            expect_a_patient_who_may_be_treated(map);
        } catch (const base::Error&) {
            ++failed["not planned"];
        }
    }
    // Neither all nor none: else nothing would have been tried.
    EXPECT_GT(written, visits / 10);
    for (const char* rule : {"dose.site", "depth.ceiling", "patient.age_under_18"})
        EXPECT_GT(failed[rule], 0u) << rule;
    std::cout << written << " of " << visits << " visits may be written";
    for (const auto& [rule, count] : failed)
        std::cout << ", " << rule << " stops " << count;
    std::cout << "\n";
}

INSTANTIATE_TEST_SUITE_P(Session, RandomVisits, testing::Range(0u, parts));

}  // namespace

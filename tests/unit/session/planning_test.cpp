// SPDX-License-Identifier: MIT
// One planning that follows a case, step by step, against one that sees only the last step.
#include "session/planning.h"

#include "base/error.h"
#include "plans.h"
#include "sampling/cpu_sampler.h"
#include "session/workspace.h"

#include <gtest/gtest.h>

namespace {

using namespace session;

std::string map_or_refusal(Workspace& workspace)
{
    try {
        return text_of(workspace.session_map());
    } catch (const base::Error& refusal) {
        return refusal.what();
    }
}

PaintStroke dab(const char* zone, glm::dvec3 place, double radius_mm)
{
    return {zone, {zones::StrokeMode::add, radius_mm, {place}}};
}

/// Facts whose sites keep a zone's points away: an earlier visit, and what was marked.
ClinicFacts facts_of_a_second_visit()
{
    ClinicFacts facts;
    facts.visit = 2;
    facts.on = clinic::day_in("2026-12-08");
    facts.past.push_back({1, clinic::day_in("2026-12-01"), {{0, 0, 30}, {9, 0, 28.6}}});
    facts.marks.push_back({"naevus_mole", {0, 30, 0}, 2});
    return facts;
}

TEST(Planning, FollowsACaseStepByStepAsIfItSawOnlyTheLast)
{
    ClinicFacts marked = facts_of_a_second_visit();
    marked.marks.push_back({"naevus_mole", {4, 29.7, 0}, 1});
    const std::vector<Command> steps{
        AddZone{"cheek", "nappage"},
        dab("cheek", {0, 0, 30}, 12),
        AddZone{"chin", "nappage"},
        dab("chin", {12, 0, 27.5}, 9),
        AddZone{"brow", "nappage"},
        dab("brow", {0, 30, 0}, 8),
        SetClinic{facts_of_a_second_visit()},
        dab("cheek", {-6, 0, 29.4}, 7),
        SetClinic{marked},
        MoveZone{"chin", 0},
        SetSpacing{"brow", 6},
        RemoveZone{"cheek"},
        SetTechnique{"brow", "skin_booster"},
        SetClinic{ClinicFacts{}},
    };
    sampling::CpuSampler sampler;
    Workspace followed(sampler, test::ball_scan());
    for (std::size_t done = 0; done < steps.size(); ++done) {
        followed.execute(steps[done]);
        Workspace fresh(sampler, test::ball_scan());
        for (std::size_t i = 0; i <= done; ++i)
            fresh.execute(steps[i]);
        ASSERT_EQ(map_or_refusal(followed), map_or_refusal(fresh)) << "after step " << done;
    }
}

TEST(Planning, CancelledAtAnyStepGoesOnAsIfItHadNotBegun)
{
    sampling::CpuSampler sampler;
    Workspace workspace(sampler, test::ball_scan()), undisturbed(sampler, test::ball_scan());
    const auto paint = [&](glm::dvec3 place) {
        for (Workspace* one : {&workspace, &undisturbed})
            one->execute(dab("cheek", place, 8));
    };
    for (Workspace* one : {&workspace, &undisturbed})
        one->execute(AddZone{"cheek", "nappage"});
    for (const glm::dvec3 place : {glm::dvec3(0, 0, 30), glm::dvec3(6, 0, 29.4)}) {
        paint(place);
        int steps = 0, cancelled = 0;
        const std::string wished = text_of(undisturbed.session_map(base::Progress([&](float) {
            ++steps;
            return true;
        })));
        ASSERT_GT(steps, 10);
        for (int last = 1; last <= steps; ++last) {
            int step = 0;
            const base::Progress stops([&](float) { return ++step < last; });
            try {
                workspace.session_map(stops);
                break;  // what was kept of the runs before takes fewer steps
            } catch (const base::Cancelled&) {
                ++cancelled;
            }
        }
        EXPECT_GT(cancelled, 5);
        EXPECT_EQ(text_of(workspace.session_map()), wished);
    }
}

TEST(Planning, NamesAZoneThatLiesUnderAnotherAndPlansTheRestWithoutIt)
{
    sampling::CpuSampler sampler;
    Workspace workspace(sampler, test::ball_scan());
    workspace.execute(AddZone{"cheek", "nappage"});
    test::paint_disc(workspace, "cheek", {0, 0, 1}, 12);
    const std::string alone = text_of(workspace.session_map());
    workspace.execute(DuplicateZone{"cheek", "copy"});
    const ZoneId copy = workspace.current().zones[1].id;

    const geometry::Topology topology(workspace.scan().mesh);
    Planning planning(sampler, {workspace.scan(), topology, workspace.surface(), workspace.bvh()});
    PlanWish wish = workspace.plan_wish(Workspace::Wished::painted);
    const auto without = planning.without_skin(wish);
    ASSERT_EQ(without.size(), 1u);
    EXPECT_EQ(without[0].first, copy);
    EXPECT_EQ(without[0].second,
              "Zone \"copy\" lies wholly under zone \"cheek\", which comes first in the list and "
              "has the skin.");
    EXPECT_THROW(planning.session_map(wish), base::Error) << "a map says nothing less than asked";
    wish.zones.pop_back();
    EXPECT_TRUE(planning.without_skin(wish).empty());
    EXPECT_EQ(text_of(planning.session_map(wish)), alone);
}

TEST(Planning, OfPaintedZonesLeavesOutTheOthers)
{
    sampling::CpuSampler sampler;
    Workspace workspace(sampler, test::ball_scan());
    workspace.execute(AddZone{"later", "nappage"});
    workspace.execute(AddZone{"cheek", "nappage"});
    test::paint_disc(workspace, "cheek", {0, 0, 1}, 12);
    EXPECT_EQ(workspace.plan_wish(Workspace::Wished::all).zones.size(), 2u);
    const PlanWish painted = workspace.plan_wish(Workspace::Wished::painted);
    ASSERT_EQ(painted.zones.size(), 1u);
    EXPECT_EQ(painted.zones[0].settings.name, "cheek");
}

std::vector<glm::dvec3> places(const SessionMap& map)
{
    std::vector<glm::dvec3> positions_mm;
    for (const MapPoint& point : map.points)
        positions_mm.push_back(point.position_mm);
    return positions_mm;
}

/// A stroke half drawn, and the other half: as if each had been painted and what is not, never.
TEST(Planning, OfADraftIsThatOfTheStrokeWhenItIsDone)
{
    sampling::CpuSampler sampler;
    Workspace workspace(sampler, test::ball_scan());
    workspace.execute(AddZone{"cheek", "nappage"});
    Planning planning(
        sampler, {workspace.scan(), workspace.topology(), workspace.surface(), workspace.bvh()});
    const ZoneId cheek = workspace.current().zones.front().id;
    zones::ZoneField field = workspace.field(cheek);
    std::uint64_t number = 0;
    for (const glm::dvec3 place : {glm::dvec3(0, 0, 30), {12, 0, 27.5}}) {
        const PaintStroke stroke = dab("cheek", place, 8);
        paint(field, stroke.stroke, workspace.surface(), workspace.bvh());
        const Draft draft{cheek, &field, ++number};
        const SessionMap drafted =
            planning.session_map(workspace.plan_wish(Workspace::Wished::painted, &draft));
        workspace.execute(stroke);
        EXPECT_EQ(places(drafted), places(workspace.session_map()));
    }
    zones::ZoneField nothing(field.values().size());
    const Draft erased{cheek, &nothing, ++number};
    EXPECT_TRUE(workspace.plan_wish(Workspace::Wished::painted, &erased).zones.empty());
}

}  // namespace

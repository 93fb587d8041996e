// SPDX-License-Identifier: MIT
#include "session/verify.h"
#include "session/workspace.h"

#include "base/error.h"
#include "plans.h"
#include "sampling/cpu_sampler.h"
#include "session/measure.h"
#include "session/plan.h"
#include "shapes.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numbers>

namespace {

using namespace session;
using testing::HasSubstr;

class WorkspaceOnABall : public testing::Test {
protected:
    std::string refusal_of_planning()
    {
        try {
            require_no_failed_check(workspace.session_map());
        } catch (const base::Error& refusal) {
            return refusal.what();
        }
        return "accepted";
    }
    void add(const char* zone, const char* technique, glm::dvec3 toward, double radius_mm)
    {
        workspace.execute(AddZone{zone, technique});
        test::paint_disc(workspace, zone, toward, radius_mm);
    }

    sampling::CpuSampler sampler;
    Workspace workspace{sampler, test::ball_scan()};
};

TEST_F(WorkspaceOnABall, PlansAZoneOfTheRightAreaWithAPointForEachSpacing)
{
    add("cheek", "skin_booster", {0, 0, 1}, 15);
    const SessionMap& map = workspace.session_map();
    EXPECT_NEAR(map.zones[0].area_cm2, std::numbers::pi * 2.25, 0.1);  // a cap: pi times chord^2
    EXPECT_GE(*map.zones[0].min_spacing_mm, 7 - 1e-3);
    EXPECT_LE(*map.zones[0].largest_gap_mm, cover_factor * 7);
    EXPECT_EQ(map.zones[0].volume_ml, map.zones[0].points * 0.02);
    EXPECT_EQ(map.points[0].depth_mm, 1.0);
    EXPECT_NEAR(map.points[0].inserted_mm, 2.0, 1e-4);
    EXPECT_EQ(
        map.zones[0].sources.depth,
        "default of Micro-depot of hyaluronic acid: from memory, to be checked by a clinician");
    for (const Check& check : map.checks)
        EXPECT_EQ(check.result == CheckResult::pass,
                  check.rule != "structure.unknown" && check.rule != "scan.scale")
            << check.message;  // there are no landmarks
}

TEST_F(WorkspaceOnABall, AfterUndoAndRedoTheFieldIsThatOfTheStrokes)
{
    add("cheek", "nappage", {0, 0, 1}, 12);
    workspace.execute(AddZone{"crown", "nappage"});
    for (int i = 0; i < 40; ++i) {
        const zones::Stroke stroke{i % 3 == 2 ? zones::StrokeMode::erase : zones::StrokeMode::add,
                                   3.0 + i % 5,
                                   {glm::dvec3(5 * std::sin(i), 5 * std::cos(2 * i), 29)}};
        workspace.execute(PaintStroke{i % 4 == 0 ? "crown" : "cheek", stroke});
        for (int back = 0; i % 5 == 4 && back < 3; ++back)
            workspace.undo();
        for (int again = 0; i % 5 == 4 && again < i % 3; ++again)
            workspace.redo();
        Workspace fresh(sampler, test::ball_scan());
        for (const Zone& zone : workspace.current().zones) {
            fresh.execute(AddZone{zone.name, zone.technique});
            for (const zones::PaintStep& one : zone.strokes)
                fresh.execute(painting(zone.name, one));
            if (zone.strokes.empty()) continue;
            const ZoneId same = fresh.current().zones.back().id;
            EXPECT_EQ(workspace.area_mm2(zone.id), fresh.area_mm2(same)) << i;
        }
    }
}

// As many as a long day of painting has.
TEST_F(WorkspaceOnABall, TenThousandStrokesAreTakenBackAndMadeAgain)
{
    constexpr int strokes = 10'000;
    add("cheek", "nappage", {0, 0, 1}, 12);
    const ZoneId cheek = workspace.current().zones[0].id;
    const auto at_first = workspace.field(cheek);
    for (int i = 0; i < strokes; ++i) {
        const double angle = 0.1 * i;
        const zones::Stroke stroke{i % 2 == 1 ? zones::StrokeMode::erase : zones::StrokeMode::add,
                                   2,
                                   {{8 * std::cos(angle), 8 * std::sin(angle), 29},
                                    {8 * std::cos(angle + 0.1), 8 * std::sin(angle + 0.1), 29}}};
        workspace.execute(PaintStroke{"cheek", stroke});
    }
    const auto painted = workspace.field(cheek);
    EXPECT_NE(painted, at_first);
    for (int i = 0; i < strokes; ++i)
        ASSERT_TRUE(workspace.undo()) << i;
    EXPECT_EQ(workspace.field(cheek), at_first);
    for (int i = 0; i < strokes; ++i)
        ASSERT_TRUE(workspace.redo()) << i;
    EXPECT_EQ(workspace.field(cheek), painted);
    EXPECT_FALSE(workspace.redo());
}

TEST_F(WorkspaceOnABall, GivesTheSameBytesAgainAndOtherPointsForAnotherSeed)
{
    add("cheek", "skin_booster", {0, 0, 1}, 15);
    const std::string once = text_of(workspace.session_map());
    workspace.execute(SetSeed{2});
    EXPECT_NE(text_of(workspace.session_map()), once);
    workspace.undo();
    EXPECT_EQ(text_of(workspace.session_map()), once);
}

TEST_F(WorkspaceOnABall, PaintsStrokeByStrokeAsAReplayWould)
{
    add("cheek", "nappage", {0, 0, 1}, 12);
    test::paint_disc(workspace, "cheek", {0.4, 0, 1}, 12);
    workspace.execute(PaintStroke{"cheek", {zones::StrokeMode::erase, 6, {{0, 0, 30}}}});
    const auto painted = workspace.field(workspace.current().zones[0].id);
    workspace.undo();
    workspace.redo();
    EXPECT_EQ(workspace.field(workspace.current().zones[0].id), painted);
}

TEST_F(WorkspaceOnABall, UndoTakesTheFieldBack)
{
    add("cheek", "nappage", {0, 0, 1}, 12);
    const double area = workspace.area_mm2(workspace.current().zones[0].id);
    test::paint_disc(workspace, "cheek", {0.8, 0, 1}, 12);
    EXPECT_GT(workspace.area_mm2(workspace.current().zones[0].id), area);
    workspace.undo();
    EXPECT_EQ(workspace.area_mm2(workspace.current().zones[0].id), area);
}

TEST_F(WorkspaceOnABall, RefusesAStrokeOffTheSkinAndStaysAsItWas)
{
    workspace.execute(AddZone{"cheek", "nappage"});
    const PaintStroke off{"cheek", {zones::StrokeMode::add, 5, {{0, 0, 60}}}};
    try {
        workspace.execute(off);
        FAIL();
    } catch (const base::Error& refusal) {
        EXPECT_THAT(refusal.what(), HasSubstr("Zone \"cheek\": "));
    }
    EXPECT_TRUE(workspace.current().zones[0].strokes.empty());
    EXPECT_EQ(workspace.history().undoable(), 1u);
}

TEST_F(WorkspaceOnABall, GivesSkinOfTwoZonesToTheOneThatComesFirst)
{
    add("one", "nappage", {0, 0, 1}, 12);
    add("two", "nappage", {0.3, 0, 1}, 12);
    const ZoneId one = workspace.current().zones[0].id, two = workspace.current().zones[1].id;
    const double shared_cm2 =
        overlap_mm2(workspace.surface(), workspace.field(one), workspace.field(two)) / 100;
    const auto areas = [&](const char* first, const char* second, ZoneId owner, ZoneId loser) {
        const SessionMap& map = workspace.session_map();
        EXPECT_EQ(map.zones[0].name, first);
        EXPECT_NEAR(map.zones[0].area_cm2, workspace.area_mm2(owner) / 100, 1e-4);
        // In the triangles where the two borders meet, what is left is a sliver smaller.
        EXPECT_NEAR(map.zones[1].area_cm2, workspace.area_mm2(loser) / 100 - shared_cm2, 0.005);
        const Check* told = nullptr;
        for (const Check& check : map.checks)
            if (check.rule == "zone.overlap") told = &check;
        ASSERT_TRUE(told);
        EXPECT_EQ(told->zone, second);
        EXPECT_NEAR(told->value, shared_cm2, 1e-4);
        EXPECT_THAT(told->message, HasSubstr(std::string("belong to zone \"") + first));
        const auto report = verify(text_of(map), map, workspace.scan());
        EXPECT_TRUE(report.failures.empty()) << report.failures.front();
    };
    areas("one", "two", one, two);
    workspace.execute(MoveZone{"two", 0});
    areas("two", "one", two, one);
    workspace.undo();
    areas("one", "two", one, two);
}

TEST_F(WorkspaceOnABall, RefusesAZoneThatLiesWhollyUnderAnother)
{
    add("one", "nappage", {0, 0, 1}, 12);
    add("two", "nappage", {0, 0, 1}, 6);
    EXPECT_THAT(refusal_of_planning(), HasSubstr("\"two\" lies wholly under zone \"one\""));
}

TEST_F(WorkspaceOnABall, EachStepOfPaintingIsUndoneAndVerified)
{
    add("cheek", "nappage", {0, 0, 1}, 9);
    const std::vector<Command> steps{
        DrawOutline{"cheek",
                    {zones::StrokeMode::add, {{2, 2, 29.9}, {14, 2, 26.5}, {8, 12, 26.2}}}},
        EditOutline{"cheek", 1, {{2, 2, 29.9}, {13, -3, 26.5}, {8, 12, 26.2}}},
        FillByAngle{"cheek", {zones::StrokeMode::add, {-12, 0, 27.5}, 60, 5}},
        ReshapeZone{"cheek", {zones::Reshaping::grow, 2}},
        ReshapeZone{"cheek", {zones::Reshaping::smooth, 1.5}},
        ReshapeZone{"cheek", {zones::Reshaping::fill_holes, {}}},
        ReshapeZone{"cheek", {zones::Reshaping::remove_islands, 3}},
        ReshapeZone{"cheek", {zones::Reshaping::shrink, 1}},
        MirrorZone{"cheek", {{0, 0, 0}, {0, 1, 0}, true}, {}},
        MirrorZone{"cheek", {{-5, 0, 0}, {1, 0, 0}, true}, "other side"}};
    std::vector<std::string> maps{text_of(workspace.session_map())};
    for (const Command& step : steps) {
        workspace.execute(command_in(line_of(step), "line"));
        maps.push_back(text_of(workspace.session_map()));
    }
    EXPECT_EQ(workspace.current().zones.size(), 2u);
    EXPECT_EQ(workspace.current().zones[1].name, "other side");
    const SessionMap last = session_map_in(maps.back(), "map");
    EXPECT_EQ(text_of(last), maps.back());
    const auto report = verify(maps.back(), last, workspace.scan());
    EXPECT_TRUE(report.failures.empty()) << report.failures.front();
    EXPECT_EQ(std::ranges::count(last.checks, "zone.mirrored", &Check::rule), 2);

    for (std::size_t i = maps.size() - 1; i-- > 0;) {
        workspace.undo();
        EXPECT_EQ(text_of(workspace.session_map()), maps[i]) << i;
    }
    for (std::size_t i = 1; i < maps.size(); ++i) {
        workspace.redo();
        EXPECT_EQ(text_of(workspace.session_map()), maps[i]) << i;
    }
}

TEST_F(WorkspaceOnABall, RefusesAStepThatTheSkinDoesNotAllowAndStaysAsItWas)
{
    add("cheek", "nappage", {0, 0, 1}, 9);
    const double area = workspace.area_mm2(workspace.current().zones[0].id);
    const auto refusal_of = [&](const Command& command) {
        try {
            workspace.execute(command);
        } catch (const base::Error& refusal) {
            return std::string(refusal.what());
        }
        return std::string("accepted");
    };
    EXPECT_THAT(refusal_of(ReshapeZone{"cheek", {zones::Reshaping::shrink, 20}}),
                HasSubstr("Zone \"cheek\": Shrinking by 20 mm would leave nothing"));
    EXPECT_THAT(refusal_of(MirrorZone{"cheek", {{90, 0, 0}, {1, 0, 0}, true}, "image"}),
                HasSubstr("lies nowhere on the skin"));
    EXPECT_THAT(refusal_of(FillByAngle{"cheek", {zones::StrokeMode::add, {0, 0, 30}, 60, 5}}),
                HasSubstr("painted there already"));
    EXPECT_EQ(workspace.current().zones.size(), 1u);
    EXPECT_EQ(workspace.current().zones[0].strokes.size(), 1u);
    EXPECT_EQ(workspace.area_mm2(workspace.current().zones[0].id), area);
    EXPECT_EQ(workspace.history().undoable(), 2u);
}

TEST_F(WorkspaceOnABall, KeepsFreeWhereAPointWasTakenAwayAndSaysSo)
{
    add("cheek", "skin_booster", {0, 0, 1}, 15);
    const SessionMap before = workspace.session_map();
    const glm::dvec3 place = before.points[2].position_mm;
    workspace.execute(RemovePoint{"cheek", place});
    const SessionMap& map = workspace.session_map();
    EXPECT_EQ(map.points.size(), before.points.size() - 1);
    for (const MapPoint& point : map.points) {
        EXPECT_GT(glm::distance(point.position_mm, place), 3.5);
        EXPECT_TRUE(std::ranges::any_of(before.points, [&](const MapPoint& old) {
            return old.position_mm == point.position_mm;
        })) << "the others stay where they were";
    }
    const auto told = std::ranges::find(map.checks, "points.removed", &Check::rule);
    ASSERT_NE(told, map.checks.end());
    EXPECT_THAT(told->message, HasSubstr("a point was taken away by hand; the largest gap is"));
    const auto report = verify(text_of(map), map, workspace.scan());
    EXPECT_TRUE(report.failures.empty()) << report.failures.front();
    workspace.undo();
    EXPECT_EQ(text_of(workspace.session_map()), text_of(before));
}

TEST_F(WorkspaceOnABall, MovesAPointToWhereTheHandPutsIt)
{
    add("cheek", "skin_booster", {0, 0, 1}, 15);
    const glm::dvec3 from = workspace.session_map().points[2].position_mm;
    const glm::dvec3 to = 30.0 * glm::normalize(from + glm::dvec3(1.5, 1, 0));
    workspace.execute(MovePoint{"cheek", from, to});
    workspace.execute(MovePoint{"cheek", to, from});
    workspace.execute(MovePoint{"cheek", from, to});
    const SessionMap& map = workspace.session_map();
    EXPECT_EQ(map.zones[0].arrangement.pinned_mm.size(), 1u);
    const auto by_hand = std::ranges::find_if(map.points, &MapPoint::pinned);
    ASSERT_NE(by_hand, map.points.end());
    EXPECT_LT(glm::distance(by_hand->position_mm, to), 0.1);
    const auto report = verify(text_of(map), map, workspace.scan());
    EXPECT_TRUE(report.failures.empty()) << report.failures.front();
}

TEST_F(WorkspaceOnABall, RefusesAZoneThatOnlyErases)
{
    workspace.execute(AddZone{"nothing", "nappage"});
    workspace.execute(PaintStroke{"nothing", {zones::StrokeMode::erase, 9, {{0, 0, 30}}}});
    EXPECT_THAT(refusal_of_planning(), HasSubstr("\"nothing\" has no skin"));
}

TEST_F(WorkspaceOnABall, RefusesADepthBeyondTheNeedle)
{
    add("cheek", "nappage", {0, 0, 1}, 12);
    workspace.execute(SetDepth{"cheek", 3.5});  // at 45 degrees: 4.95 mm of a 4 mm needle
    EXPECT_THAT(refusal_of_planning(), HasSubstr("inserted length of 4.9497 mm is above 4 mm"));
}

TEST_F(WorkspaceOnABall, WarnsOutsideWhatIsPublishedAndFailsBeyondFourMillimetres)
{
    add("cheek", "epidermic", {0, 0, 1}, 12);
    workspace.execute(SetNeedle{"cheek", "n30_13"});
    workspace.execute(SetAngle{"cheek", 90});
    workspace.execute(SetDepth{"cheek", 2});
    const auto result_of = [&](const std::string& rule) {
        for (const Check& check : workspace.session_map().checks)
            if (check.rule == rule) return check.result;
        throw std::runtime_error("no such check");
    };
    EXPECT_EQ(result_of("depth.published.max"), CheckResult::warn);
    EXPECT_EQ(result_of("angle.max"), CheckResult::warn);
    EXPECT_EQ(result_of("needle.length.max"), CheckResult::pass);
    workspace.execute(SetDepth{"cheek", 4.5});
    EXPECT_EQ(result_of("depth.published.max"), CheckResult::fail);
}

TEST_F(WorkspaceOnABall, AsksForWhatTheTechniqueDoesNotGive)
{
    add("chin", "dca_grid", {0, 0, 1}, 12);
    EXPECT_THAT(refusal_of_planning(), HasSubstr("needs a depth_mm"));
    EXPECT_THAT(refusal_of_planning(), HasSubstr("mid fat"));
}

TEST_F(WorkspaceOnABall, PlansTheSameOnARenumberedScan)
{
    auto renumbered = std::make_shared<geometry::Scan>(*test::ball_scan());
    renumbered->mesh = test::renumbered(renumbered->mesh, 3);
    Workspace again(sampler, renumbered);
    add("cheek", "skin_booster", {0, 0, 1}, 15);
    again.execute(AddZone{"cheek", "skin_booster"});
    test::paint_disc(again, "cheek", {0, 0, 1}, 15);

    const SessionMap& map = workspace.session_map();
    const SessionMap& other = again.session_map();
    EXPECT_EQ(map.zones[0].area_cm2, other.zones[0].area_cm2);
    EXPECT_NEAR(*map.zones[0].min_spacing_mm, *other.zones[0].min_spacing_mm, 1e-4);
    EXPECT_NEAR(*map.zones[0].largest_gap_mm, *other.zones[0].largest_gap_mm, 1e-4);
    ASSERT_EQ(map.points.size(), other.points.size());
    for (std::size_t i = 0; i < map.points.size(); ++i) {
        EXPECT_EQ(map.points[i].order, other.points[i].order);
        EXPECT_EQ(map.points[i].normal, other.points[i].normal);
        EXPECT_LT(glm::distance(map.points[i].position_mm, other.points[i].position_mm), 1e-3);
    }
}

TEST(Workspace, WithoutAScanKeepsACaseButPlansNothing)
{
    sampling::CpuSampler sampler;
    Workspace workspace(sampler);
    workspace.execute(AddZone{"cheek", "nappage"});
    EXPECT_THROW(workspace.session_map(), base::Error);
}

TEST(StandingCommands, AreThoseThatWereNotUndone)
{
    const auto done = [](std::uint32_t seed) { return JournalStep{StepKind::done, SetSeed{seed}}; };
    const JournalStep undone{StepKind::undone, {}}, redone{StepKind::redone, {}};
    const auto seeds = [](const std::vector<JournalStep>& steps) {
        std::vector<std::uint32_t> all;
        for (const Command& command : standing_commands(steps))
            all.push_back(std::get<SetSeed>(command).seed);
        return all;
    };
    using Seeds = std::vector<std::uint32_t>;
    EXPECT_EQ(seeds({done(1), done(2), undone, undone, redone, done(3)}), (Seeds{1, 3}));
    EXPECT_EQ(seeds({done(1), undone, redone, done(2)}), (Seeds{1, 2}));
    EXPECT_EQ(seeds({}), Seeds{});
    EXPECT_THROW(seeds({done(1), undone, undone}), base::Error);
    EXPECT_THROW(seeds({done(1), redone}), base::Error);
}

}  // namespace

// SPDX-License-Identifier: MIT
// Tools at points whose surroundings are known: a floor of skin with walls and ridges on it.
#include "session/reach.h"

#include "session/dry_run.h"
#include "session/needle_pose.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace {

using namespace session;
using testing::HasSubstr;

/// A thin tool: a needle of 4 mm, a hub of 1 to 2 mm, a head of 3 mm radius, each less the 0.5 mm
/// that the skin gives.
clinic::Injector thin_injector()
{
    clinic::Injector one = clinic::injector("arm");
    one.hub_mm = 10;
    one.hub_front_radius_mm = 1;
    one.hub_radius_mm = 2;
    one.head_mm = 60;
    one.head_radius_mm = 3;
    one.standoff_mm = 20;
    return one;
}

void add_quad(geometry::Mesh& mesh, glm::vec3 a, glm::vec3 b, glm::vec3 c, glm::vec3 d)
{
    const auto first = std::uint32_t(mesh.positions.size());
    for (const glm::vec3 p : {a, b, c, d})
        mesh.positions.push_back(p);
    mesh.triangles.push_back({first, first + 1, first + 2});
    mesh.triangles.push_back({first, first + 2, first + 3});
}

/// Skin in the plane z = 0, facing +z.
geometry::Mesh floor()
{
    geometry::Mesh mesh;
    add_quad(mesh, {-100, -100, 0}, {100, -100, 0}, {100, 100, 0}, {-100, 100, 0});
    return mesh;
}

/// An upright wall at that x, from the floor to that height.
void add_wall(geometry::Mesh& mesh, float x, float height)
{
    add_quad(mesh, {x, -100, 0}, {x, 100, 0}, {x, 100, height}, {x, -100, height});
}

/// A point on the floor at the middle, of a technique that allows 45 to 90 degrees.
struct Session {
    MapZone zone;
    MapPoint point;

    explicit Session(double angle_deg = 90)
    {
        zone.name = "floor";
        zone.technique = "ppp_deep";
        zone.needle_length_mm = 6;
        point.id = point.order = 1;
        point.normal = {0, 0, 1};
        point.depth_mm = 2;
        point.angle_deg = zone.angle_deg = angle_deg;
        point.direction = needle_direction(point.normal, angle_deg);
        point.inserted_mm = inserted_mm(point.depth_mm, angle_deg);
        point.volume_ml = 0.05;
    }
};

struct Tool {
    geometry::Mesh mesh;
    clinic::Injector injector = thin_injector();
    geometry::Bvh bvh{mesh};
    Reach reach{mesh, bvh, injector};
};

std::string part(const std::optional<Touch>& touch)
{
    return touch ? touch->part : "nothing";
}

TEST(ToolReach, OfAPointOnFlatSkinIsFreeAtTheAnglesThatItsHeadAllows)
{
    const Tool tool{floor()};
    const Session upright(90), tilted(60);
    EXPECT_EQ(part(tool.reach.touch(upright.point, upright.zone)), "nothing");
    EXPECT_EQ(part(tool.reach.touch(tilted.point, tilted.zone)), "nothing");
}

// The head's axis rises by 14 mm from needle and hub at 15 degrees: 14 sin 15 = 3.6 mm; its lower
// edge is at 3.6 - 2.5 cos 15 = 1.2 mm. At 5 degrees that is below the skin.
TEST(ToolReach, OfANeedleLaidAlongTheSkinEndsWhereTheHeadLiesOnIt)
{
    const Tool tool{floor()};
    Session laid(15);
    laid.zone.needle_length_mm = laid.point.inserted_mm + 4;
    EXPECT_EQ(part(tool.reach.touch(laid.point, laid.zone)), "nothing");
    laid.point.angle_deg = 5;
    laid.point.direction = needle_direction(laid.point.normal, 5);
    EXPECT_EQ(part(tool.reach.touch(laid.point, laid.zone)), "hub");
}

// Walls 2.4 mm to both sides, 40 mm high: the head's 2.5 mm do not go in, the hub's 1.5 do.
TEST(ToolReach, InACleftIsForToolsThatAreThinner)
{
    geometry::Mesh cleft = floor();
    add_wall(cleft, -2.4f, 40);
    add_wall(cleft, 2.4f, 40);
    const Session session;
    const Tool tool{cleft};
    EXPECT_EQ(part(tool.reach.touch(session.point, session.zone)), "head");

    clinic::Injector thin = thin_injector();
    thin.head_radius_mm = 2.8;
    const Reach thin_reach(tool.mesh, tool.bvh, thin);
    EXPECT_EQ(part(thin_reach.touch(session.point, session.zone)), "nothing");
}

// Along the cleft there is room: at 45 to 90 degrees a tool tilted in its plane stays between the
// walls, and still does not fit. Only where the walls end below the head does it.
TEST(ToolReach, InACleftIsForAHeadThatStaysAboveIt)
{
    const Session session;
    for (const float height : {13.5f, 15.0f}) {
        geometry::Mesh cleft = floor();
        add_wall(cleft, -2.4f, height);
        add_wall(cleft, 2.4f, height);
        const Tool tool{cleft};
        EXPECT_EQ(part(tool.reach.touch(session.point, session.zone)),
                  height < 14 ? "nothing" : "head");
        if (height > 14) {
            EXPECT_FALSE(tool.reach.other_hold(session.point, session.zone));
        }
    }
}

// A ridge like a nose, 2 mm to the side and 30 mm high: an upright head of 2.5 mm touches it. Away
// from it, 85 degrees are enough: the head's near side begins at 2.5 cos 5 - 14 sin 5 = 1.3 mm.
TEST(ToolReach, BesideARidgeIsFreeForAToolThatLeansAway)
{
    geometry::Mesh nose = floor();
    add_wall(nose, 2, 30);
    const Tool tool{nose};
    const Session session;
    EXPECT_EQ(part(tool.reach.touch(session.point, session.zone)), "head");
    const auto hold = tool.reach.other_hold(session.point, session.zone);
    ASSERT_TRUE(hold);
    EXPECT_EQ(hold->angle_deg, 85);
    EXPECT_GT(hold->direction.x, 0) << "the needle points to the ridge, the head leans away";
    EXPECT_NEAR(hold->inserted_mm, 2 / std::sin(85 * std::numbers::pi / 180), 1e-9);
    EXPECT_NEAR(glm::length(hold->direction), 1, 1e-12);
}

TEST(ToolReach, LooksOnlyAtAnglesThatTheTechniqueAllows)
{
    geometry::Mesh nose = floor();
    add_wall(nose, 2, 30);
    const Tool tool{nose};
    Session session;
    session.zone.technique = "dca_grid";  // 90 degrees and nothing else
    EXPECT_FALSE(tool.reach.other_hold(session.point, session.zone));
}

TEST(ToolReach, OfANeedleEndsAtSkinThatItWouldGoThrough)
{
    geometry::Mesh covered = floor();
    add_quad(covered, {-1, -1, 2}, {1, -1, 2}, {1, 1, 2}, {-1, 1, 2});
    const Tool tool{covered};
    const Session session;
    EXPECT_EQ(part(tool.reach.touch(session.point, session.zone)), "needle");
}

SessionMap map_of(const std::vector<MapPoint>& points, const MapZone& zone)
{
    SessionMap map;
    map.zones = {zone};
    map.points = points;
    for (std::uint32_t i = 0; i < points.size(); ++i)
        map.points[i].id = map.points[i].order = i + 1;
    map.limits = limits_of(map);
    return map;
}

// Two points 60 mm apart: 40 mm of approach and retreat at 10 mm/s, 4 mm of needle at 5 mm/s, 0.05
// mL at 0.05 mL/s and 0.5 s each, and 60 mm at 50 mm/s.
TEST(DryRun, AddsUpTheTimeOfItsMoves)
{
    const Tool tool{floor()};
    Session first, second;
    first.point.position_mm = {-30, 0, 0};
    second.point.position_mm = {30, 0, 0};
    const SessionMap map = map_of({first.point, second.point}, first.zone);
    const DryRun run = dry_run(map, tool.mesh, tool.bvh, tool.injector);
    EXPECT_EQ(run.done(), 2u);
    EXPECT_NEAR(run.seconds, 2 * (4 + 0.8 + 1 + 0.5) + 1.2, 1e-6);
    EXPECT_NEAR(run.path_mm, 60, 1e-9);
    EXPECT_NEAR(run.least_path_mm, 60, 0.1);
    EXPECT_EQ(run.moves_around, 0u);
}

TEST(DryRun, GoesAroundWhatStandsBetweenTwoPoints)
{
    geometry::Mesh nose = floor();
    add_wall(nose, 0, 45);
    const Tool tool{nose};
    Session first, second;
    first.point.position_mm = {-30, 0, 0};
    second.point.position_mm = {30, 0, 0};
    const SessionMap map = map_of({first.point, second.point}, first.zone);
    const DryRun run = dry_run(map, tool.mesh, tool.bvh, tool.injector);
    EXPECT_EQ(run.moves_around, 1u);
    EXPECT_EQ(run.moves_without, 0u);
    // Up from the stand-off at 20 mm to 50 mm, across, and down.
    EXPECT_NEAR(run.seconds, 2 * (4 + 0.8 + 1 + 0.5) + (30 + 60 + 30) / 50.0, 1e-6);
}

TEST(DryRun, LeavesOutWhatIsOverTheInjectorsLimits)
{
    const Tool tool{floor()};
    Session session;
    session.point.volume_ml = 0.3;
    const SessionMap map = map_of({session.point}, session.zone);
    const DryRun run = dry_run(map, tool.mesh, tool.bvh, tool.injector);
    EXPECT_EQ(run.done(), 0u);
    EXPECT_THAT(reason_of(run.points.front()), HasSubstr("0.3000 mL"));
    EXPECT_EQ(run.seconds, 0);
}

TEST(DryRun, KeepsToTheMapsLimitsWhereTheyAreStricter)
{
    const Tool tool{floor()};
    Session session;
    SessionMap map = map_of({session.point}, session.zone);
    map.limits.max_inserted_mm = 1.9;
    const DryRun run = dry_run(map, tool.mesh, tool.bvh, tool.injector);
    EXPECT_THAT(reason_of(run.points.front()), HasSubstr("the limit is 1.9000 mm"));
}

TEST(DryRun, MeasuresTheWitnessOnTheSkin)
{
    const Tool tool{floor()};
    Witness witness;
    witness.places = {{{"a", {0, 0, 0}}, {"b", {30, 0, 0}}, {"c", {0, 40, 0.7}}}};
    witness.distances_mm = distances_between(witness.places);
    EXPECT_NEAR(witness_off_mm(witness, tool.bvh), 0.7, 1e-5);
    witness.distances_mm[0] *= 25.4;
    EXPECT_NEAR(witness_off_mm(witness, tool.bvh), 24.4 * 30, 1e-5);
}

}  // namespace

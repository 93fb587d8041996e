// SPDX-License-Identifier: MIT
#include "session/measure.h"

#include "shapes.h"
#include "zone_shapes.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace session;
using geometry::TriangleId;

/// A flat square of 40 mm, where distance along the skin is distance.
class MeasureOnAPlane : public testing::Test {
protected:
    MeasuredPoint point_at(std::uint32_t zone, int x, int y) const
    {
        return {zone, {TriangleId(std::size_t(y * 40 + x) * 2), {1, 0, 0}}};  // a corner of a cell
    }
    PlanMeasure measured(std::vector<MeasuredPoint> points) const
    {
        Spreads spreads(plane, topology, surface);
        return measure({spreads, zones, points});
    }

    geometry::Mesh plane = test::grid_plane(40, 1);
    geometry::Topology topology{plane};
    geometry::Surface surface = test::unrefined(plane);
    zones::ZoneField left = test::field_from(surface, [](glm::dvec3 p) { return p.x - 20.25; });
    zones::ZoneField right = test::field_from(surface, [](glm::dvec3 p) { return 20.25 - p.x; });
    std::vector<MeasuredZone> zones{{&left, 15}, {&right, 30}};
};

TEST_F(MeasureOnAPlane, FindsTheClosestPairOfEachZone)
{
    const PlanMeasure found =
        measured({point_at(0, 3, 3), point_at(0, 3, 20), point_at(0, 15, 36), point_at(1, 30, 20)});
    ASSERT_TRUE(found.zones[0].closest);
    EXPECT_NEAR(found.zones[0].closest->distance_mm, 17, 1e-9);
    EXPECT_EQ(found.zones[0].closest->b, 1u);
    EXPECT_FALSE(found.zones[1].closest);
}

TEST_F(MeasureOnAPlane, HoldsTheLargerSpacingBetweenZones)
{
    const PlanMeasure found = measured({point_at(0, 10, 20), point_at(1, 30, 20)});
    ASSERT_EQ(found.too_close.size(), 1u);
    EXPECT_NEAR(found.too_close[0].distance_mm, 20, 1e-9);
    EXPECT_TRUE(measured({point_at(0, 3, 3), point_at(1, 39, 20)}).too_close.empty());
}

TEST_F(MeasureOnAPlane, FindsTheLargestGapHoweverFar)
{
    const PlanMeasure found = measured({point_at(0, 3, 3), point_at(1, 30, 20)});
    const double brute = [&] {
        double largest = 0;
        for (const glm::vec3 v : plane.positions)
            if (v.x <= 20.25f)
                largest = std::max(largest,
                                   std::min(glm::distance(glm::dvec3(v), {3, 3, 0}),
                                            glm::distance(glm::dvec3(v), {30, 20, 0})));
        return largest;
    }();
    EXPECT_NEAR(found.zones[0].largest.distance_mm, brute, 1e-9);
    EXPECT_GT(found.zones[0].worst_ratio, 0);
    EXPECT_LE(found.zones[1].worst_ratio, cover_factor);
}

TEST_F(MeasureOnAPlane, JudgesPairsPinnedByHandApart)
{
    std::vector<MeasuredPoint> points = {point_at(0, 3, 3), point_at(0, 3, 13)};
    EXPECT_EQ(measured(points).too_close.size(), 1u);
    points[0].pinned = true;
    EXPECT_EQ(measured(points).too_close.size(), 1u) << "only one of them is pinned";
    points[1].pinned = true;
    const PlanMeasure found = measured(points);
    EXPECT_TRUE(found.too_close.empty());
    EXPECT_FALSE(found.zones[0].tightest);
    ASSERT_TRUE(found.zones[0].pinned);
    EXPECT_NEAR(found.zones[0].pinned->distance_mm, 10, 1e-9);
    EXPECT_EQ(found.zones[0].pinned_spacing_mm, 15);
    EXPECT_NEAR(found.zones[0].closest->distance_mm, 10, 1e-9);
}

TEST_F(MeasureOnAPlane, LooksForGapsInsideTheRimOnly)
{
    zones[1].inset_mm = 12;  // from x = 32.25 on
    const double inside = measured({point_at(1, 36, 20)}).zones[1].largest.distance_mm;
    EXPECT_NEAR(inside, std::hypot(4, 20), 1e-9);
    zones[1].inset_mm = 0;
    EXPECT_NEAR(measured({point_at(1, 36, 20)}).zones[1].largest.distance_mm,
                std::hypot(36 - 21, 20),
                1e-9);
}

TEST_F(MeasureOnAPlane, HoldsTheLargerOfTwoSpacingsThatVary)
{
    std::vector<float> spacing;
    for (const glm::vec3 v : plane.positions)
        spacing.push_back(5 + v.x / 2);
    zones = {{&left, 15, spacing}, {&right, 1}};
    const PlanMeasure found = measured({point_at(0, 2, 3), point_at(0, 10, 3)});
    ASSERT_EQ(found.too_close.size(), 1u) << "10 mm at x = 10";
    EXPECT_NEAR(found.zones[0].tightest_spacing_mm, 10, 1e-6);
    EXPECT_TRUE(measured({point_at(0, 2, 3), point_at(0, 8, 11)}).too_close.empty());
    // A place is covered by the larger of its own spacing and the point's.
    const PlanMeasure gap = measured({point_at(0, 12, 20)});
    EXPECT_NEAR(gap.zones[0].worst_ratio, std::hypot(12, 20) / 11, 1e-6);
}

TEST_F(MeasureOnAPlane, HoldsNothingWhereASpacingIsOnlyAGuess)
{
    zones[0].keeps_spacing = false;
    zones[1].spacing_mm = 6;
    const PlanMeasure found =
        measured({point_at(0, 10, 20), point_at(0, 15, 20), point_at(1, 25, 20)});
    EXPECT_TRUE(found.too_close.empty());
    EXPECT_NEAR(*found.zones[0].least_to_any_mm, 5, 1e-9);
}

TEST_F(MeasureOnAPlane, HasNoEndWhereNoPointIs)
{
    EXPECT_TRUE(std::isinf(measured({}).zones[0].largest.distance_mm));
}

}  // namespace

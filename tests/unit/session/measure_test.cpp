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
        return measure({plane, topology, surface, zones, points});
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

TEST_F(MeasureOnAPlane, HasNoEndWhereNoPointIs)
{
    EXPECT_TRUE(std::isinf(measured({}).zones[0].largest.distance_mm));
}

}  // namespace

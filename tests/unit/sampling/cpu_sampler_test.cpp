// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "points.h"
#include "sampling/cpu_sampler.h"
#include "shapes.h"
#include "zone_shapes.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace {

using geometry::Mesh;
using geometry::Surface;
using sampling::CpuSampler;
using sampling::SampleRequest;
using sampling::SampleSet;
using zones::ZoneField;

SampleSet sample(const Mesh& mesh,
                 const Surface& surface,
                 const std::vector<sampling::SampleZone>& zones,
                 std::uint32_t seed = 1,
                 unsigned threads = 1)
{
    const sampling::Skin skin(mesh, surface);
    return CpuSampler(threads).sample({&skin, zones, seed}, {});
}

std::vector<glm::dvec3> positions(const Mesh& mesh, const SampleSet& set)
{
    std::vector<glm::dvec3> places;
    for (const auto& point : set.points)
        places.push_back(geometry::position(mesh, point.place()));
    return places;
}

double nearest(const std::vector<glm::dvec3>& points, glm::dvec3 p)
{
    double least = 1e300;
    for (const glm::dvec3& q : points)
        least = std::min(least, glm::distance(p, q));
    return least;
}

TEST(CpuSampler, OnAPlaneNoPairIsCloserThanTheSpacing)
{
    const Mesh plane = test::grid_plane(30, 2);
    const Surface surface = test::unrefined(plane);
    const ZoneField field = test::whole(surface);
    for (const double spacing : {1.5, 4.0, 13.0}) {
        const auto points = positions(plane, sample(plane, surface, {{&field, spacing}}));
        EXPECT_GE(test::least_distance(points), spacing) << spacing;
    }
}

TEST(CpuSampler, OnAPlaneNoPlaceOfTheZoneIsLeftUncovered)
{
    const Mesh plane = test::grid_plane(30, 2);
    const Surface surface = test::unrefined(plane);
    const ZoneField field = test::ball(surface, {30, 30, 0}, 22);
    const auto points = positions(plane, sample(plane, surface, {{&field, 4}}));
    double widest = 0;
    for (double x = 0; x <= 60; x += 0.25)
        for (double y = 0; y <= 60; y += 0.25)
            if (glm::distance(glm::dvec3(x, y, 0), glm::dvec3(30, 30, 0)) < 21.7)
                widest = std::max(widest, nearest(points, {x, y, 0}));
    EXPECT_LE(widest, 4 * 1.005);
    EXPECT_GT(widest, 4 * 0.9);  // a maximal set, not a crowded one
}

TEST(CpuSampler, AZoneThinnerThanTheLastCellsIsCoveredToo)
{
    const Mesh plane = test::grid_plane(20, 2);
    const Surface surface = test::unrefined(plane);
    for (const double half : {0.001, 0.004, 0.02})
        for (const double spacing : {5., 10., 30.}) {
            const ZoneField line = test::field_from(
                surface, [half](glm::dvec3 p) { return std::abs(p.x - 20) - half; });
            const auto points = positions(plane, sample(plane, surface, {{&line, spacing}}));
            double widest = 0;
            for (double y = 0; y <= 40; y += 0.1)
                widest = std::max(widest, nearest(points, {20, y, 0}));
            EXPECT_LE(widest, spacing * 1.005) << half << ' ' << spacing << ' ' << points.size();
        }
}

TEST(CpuSampler, EveryPointLiesInsideItsZone)
{
    const Mesh plane = test::grid_plane(60, 1);
    const Surface surface = test::unrefined(plane);
    const ZoneField field = test::ball(surface, {30, 30, 0}, 20);
    for (const glm::dvec3 p : positions(plane, sample(plane, surface, {{&field, 2}})))
        EXPECT_LE(glm::distance(p, glm::dvec3(30, 30, 0)), 20.001);
}

TEST(CpuSampler, ThePointsDoNotDependOnTheNumberOfThreads)
{
    const Mesh sphere = test::sphere(40, 5);
    const Surface surface = test::unrefined(sphere);
    const ZoneField field = test::whole(surface);
    const auto one = sample(sphere, surface, {{&field, 3}}, 7, 1);
    EXPECT_GT(one.points.size(), 1000u);
    for (const unsigned threads : {2u, 8u})
        EXPECT_EQ(one.points, sample(sphere, surface, {{&field, 3}}, 7, threads).points);
}

TEST(CpuSampler, AnotherSeedGivesOtherPoints)
{
    const Mesh plane = test::grid_plane(20, 2);
    const Surface surface = test::unrefined(plane);
    const ZoneField field = test::whole(surface);
    EXPECT_NE(sample(plane, surface, {{&field, 4}}, 1).points,
              sample(plane, surface, {{&field, 4}}, 2).points);
}

TEST(CpuSampler, PointsOnFacingSkinDoNotBlockEachOther)
{
    const Mesh lips = test::facing_planes(20, 2, 1);
    const Surface surface = test::unrefined(lips);
    const ZoneField field = test::whole(surface);
    const auto points = positions(lips, sample(lips, surface, {{&field, 5}}));
    std::vector<glm::dvec3> lower, upper;
    for (const glm::dvec3 p : points)
        (p.z < 0.5 ? lower : upper).push_back(p);
    for (const auto& lip : {lower, upper}) {
        EXPECT_GE(test::least_distance(lip), 5);
        for (double x = 0; x <= 40; x += 0.5)
            for (double y = 0; y <= 40; y += 0.5)
                EXPECT_LE(nearest(lip, {x, y, lip[0].z}), 5 * 1.005);
    }
}

TEST(CpuSampler, BetweenTwoZonesTheLargerSpacingCounts)
{
    const Mesh plane = test::grid_plane(40, 1);
    const Surface surface = test::unrefined(plane);
    const ZoneField left = test::field_from(surface, [](glm::dvec3 p) { return p.x - 20; });
    const ZoneField right = test::field_from(surface, [](glm::dvec3 p) { return 20 - p.x; });
    const SampleSet set = sample(plane, surface, {{&left, 2}, {&right, 6}});
    const auto places = positions(plane, set);
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const bool both_left = set.points[i].zone == 0 && set.points[j].zone == 0;
            EXPECT_GE(glm::distance(places[i], places[j]), both_left ? 2 : 6);
        }
}

TEST(CpuSampler, FarFromAnEditThePointsStay)
{
    const Mesh plane = test::grid_plane(80, 1);
    const Surface surface = test::unrefined(plane);
    const ZoneField before = test::field_from(surface, [](glm::dvec3 p) { return p.x - 70; });
    const ZoneField after = test::field_from(surface, [](glm::dvec3 p) { return p.x - 75; });
    const auto old_points = sample(plane, surface, {{&before, 3}}).points;
    const auto new_points = sample(plane, surface, {{&after, 3}}).points;
    for (const auto& point : old_points) {
        const bool far = geometry::position(plane, point.place()).x < 70 - 5 * 3;
        EXPECT_TRUE(!far || std::ranges::find(new_points, point) != new_points.end());
    }
}

TEST(CpuSampler, ASpacingOutOfRangeIsRefused)
{
    const Mesh plane = test::grid_plane(4, 1);
    const Surface surface = test::unrefined(plane);
    const ZoneField field = test::whole(surface);
    for (const double spacing : {0.0, -3.0, 10000.0, std::nan("")})
        EXPECT_THROW(sample(plane, surface, {{&field, spacing}}), base::Error) << spacing;
}

TEST(CpuSampler, TooManyTrianglesForOneSpacingAreRefusedBeforeMemoryRunsOut)
{
    const Mesh plane = test::grid_plane(30, 2);
    const Surface surface = test::unrefined(plane);
    const ZoneField field = test::whole(surface);
    const sampling::Skin skin(plane, surface);
    const SampleRequest request{&skin, {{&field, 20}}};
    for (const unsigned threads : {1u, 2u})
        try {
            CpuSampler(threads, 1000).sample(request, {});
            FAIL() << "not refused";
        } catch (const base::Error& refused) {
            EXPECT_THAT(refused.what(), testing::HasSubstr("too fine for so wide a spacing"));
        }
    EXPECT_NO_THROW(CpuSampler(1, 1'000'000).sample(request, {}));
}

TEST(CpuSampler, ProgressCanCancel)
{
    const Mesh plane = test::grid_plane(20, 2);
    const Surface surface = test::unrefined(plane);
    const ZoneField field = test::whole(surface);
    const sampling::Skin skin(plane, surface);
    const base::Progress stop([](float) { return false; });
    EXPECT_THROW(CpuSampler(1).sample({&skin, {{&field, 4}}, 1}, stop), base::Cancelled);
}

}  // namespace

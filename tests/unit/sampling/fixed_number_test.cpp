// SPDX-License-Identifier: MIT
// A fixed number of points: exactly that many, and spread evenly.
#include "base/error.h"
#include "points.h"
#include "sampling/cpu_sampler.h"
#include "shapes.h"
#include "zone_shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <string>

namespace {

using geometry::Mesh;
using geometry::Surface;
using geometry::SurfacePoint;
using geometry::TriangleId;
using zones::ZoneField;

/// A disc on a plane, where distances are Euclid's.
struct Disc {
    double radius_mm = 25;
    Mesh mesh = test::grid_plane(30, 2);
    Surface surface = geometry::build_surface(mesh);
    ZoneField field = test::ball(surface, {30, 30, 0}, radius_mm);
    sampling::Skin skin{mesh, surface};

    sampling::SampleRequest request(std::uint32_t points) const
    {
        sampling::SampleRequest request{&skin, {{&field, 10}}};
        request.zones[0].pattern = sampling::FixedNumber{points};
        return request;
    }
    std::vector<glm::dvec3> places(const sampling::SampleRequest& request, unsigned zone = 0) const
    {
        std::vector<glm::dvec3> places;
        for (const auto& point : sampling::CpuSampler(1).sample(request, {}).points)
            if (point.zone == zone) places.push_back(geometry::position(mesh, point.place()));
        return places;
    }
};

TEST(FixedNumber, GivesExactlyThatManyPointsInsideTheZone)
{
    const Disc disc;
    for (const unsigned wanted : {0u, 1u, 2u, 7u, 12u, 100u, 500u}) {
        const auto points = disc.places(disc.request(wanted));
        EXPECT_EQ(points.size(), wanted);
        for (const glm::dvec3 p : points)
            EXPECT_LT(glm::distance(p, glm::dvec3(30, 30, 0)), disc.radius_mm + 0.001);
    }
}

TEST(FixedNumber, OnePointLiesInTheMiddle)
{
    const Disc disc;
    EXPECT_LT(glm::distance(disc.places(disc.request(1)).at(0), glm::dvec3(30, 30, 0)), 0.5);
}

TEST(FixedNumber, PointsLieFarApart)
{
    const Disc disc;
    for (const unsigned wanted : {7u, 50u, 300u}) {
        const double each_mm2 = std::numbers::pi * disc.radius_mm * disc.radius_mm / wanted;
        const double hexagonal = std::sqrt(each_mm2 * 2 / std::sqrt(3.0));
        EXPECT_GT(test::least_distance(disc.places(disc.request(wanted))), 0.7 * hexagonal)
            << wanted;
    }
}

TEST(FixedNumber, MoreThanTheZoneHoldsIsRefusedWithTheNumbers)
{
    const Disc disc{.radius_mm = 4};
    try {
        disc.places(disc.request(1000));
        FAIL() << "1000 points in half a square centimetre";
    } catch (const base::Error& error) {
        const std::string sentence = error.what();
        EXPECT_NE(sentence.find("1000 points"), std::string::npos) << sentence;
        EXPECT_NE(sentence.find("0.5 mm"), std::string::npos) << sentence;
    }
}

TEST(FixedNumber, PinnedPointsCountAndStay)
{
    const Disc disc;
    sampling::SampleRequest request = disc.request(12);
    request.pinned = {{0, {TriangleId(1000), {0.3, 0.3, 0.4}}},
                      {0, {TriangleId(700), {0.2, 0.2, 0.6}}}};
    const auto points = disc.places(request);
    ASSERT_EQ(points.size(), 12u);
    for (std::size_t i = 0; i < 2; ++i)
        EXPECT_LT(glm::distance(points[i], geometry::position(disc.mesh, request.pinned[i].place)),
                  1e-3);
    EXPECT_GT(test::least_distance(points), 6);

    request.zones[0].pattern = sampling::FixedNumber{1};
    EXPECT_THROW(disc.places(request), base::Error);
}

TEST(FixedNumber, KeepsTheSpacingOfTheZonesBefore)
{
    const Disc disc;
    const ZoneField left = test::field_from(disc.surface, [](glm::dvec3 p) { return p.x - 30; });
    const ZoneField right = test::field_from(disc.surface, [](glm::dvec3 p) { return 30 - p.x; });
    sampling::SampleRequest request{&disc.skin, {{&left, 9}, {&right, 5}}};
    request.zones[0].pattern = sampling::Even{};
    request.zones[1].pattern = sampling::FixedNumber{60};
    const auto others = disc.places(request, 0);
    const auto points = disc.places(request, 1);
    EXPECT_EQ(points.size(), 60u);
    for (const glm::dvec3 p : points)
        for (const glm::dvec3 other : others)
            EXPECT_GE(glm::distance(p, other), 9);
}

TEST(FixedNumber, ThePointsDoNotDependOnTheNumberOfThreads)
{
    const Disc disc;
    const auto by = [&](unsigned threads) {
        return sampling::CpuSampler(threads).sample(disc.request(200), {}).points;
    };
    const auto one = by(1);
    EXPECT_EQ(one, by(2));
    EXPECT_EQ(one, by(8));
}

}  // namespace

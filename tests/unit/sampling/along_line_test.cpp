// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "geometry/import.h"
#include "geometry/skin_distance.h"
#include "points.h"
#include "sampling/skin_curve.h"
#include "scans.h"
#include "shapes.h"
#include "zone_shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace {

using geometry::Mesh;
using geometry::Surface;
using geometry::SurfacePoint;
using geometry::TriangleId;
using zones::ZoneField;

std::vector<SurfacePoint>
along(const Mesh& mesh, const Surface& surface, sampling::SampleZone zone, const auto& line)
{
    const sampling::Skin skin(mesh, surface);
    zone.pattern = sampling::AlongLine{line};
    return test::sampled({&skin, {zone}, 1});
}

TEST(AlongLine, OnAPlaneThePointsStandAtTheSpacingFromTheLinesFirstPlace)
{
    const Mesh plane = test::grid_plane(30, 2);
    const Surface surface = test::unrefined(plane);
    const ZoneField field = test::whole(surface);
    const std::vector line{test::on(plane, {3.1, 5.2, 0}),
                           test::on(plane, {51.1, 41.2, 0})};  // 60 mm
    const auto points = along(plane, surface, {&field, 7}, line);
    ASSERT_EQ(points.size(), 9u);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const glm::dvec3 wanted =
            glm::dvec3(3.1, 5.2, 0) + 7.001 * double(i) * glm::dvec3(0.8, 0.6, 0);
        EXPECT_LT(glm::distance(geometry::position(plane, points[i]), wanted), 0.02) << i;
    }
}

TEST(AlongLine, AroundABendEachPointKeepsTheSpacingFromAllBefore)
{
    const Mesh plane = test::grid_plane(30, 2);
    const Surface surface = test::unrefined(plane);
    const ZoneField field = test::whole(surface);
    const std::vector line{test::on(plane, {5, 10, 0}),
                           test::on(plane, {40, 10.5, 0}),
                           test::on(plane, {5, 19, 0})};  // a hairpin
    const auto points = along(plane, surface, {&field, 5}, line);
    const double least = test::least_distance(test::positions(plane, points));
    EXPECT_GE(least, 5);
    EXPECT_LT(least, 5.002);
    EXPECT_GE(points.size(), 8u);
}

TEST(AlongLine, OnASphereTheStepIsTheSpacingAlongTheSkin)
{
    const Mesh sphere = test::sphere(40, 5);
    const Surface surface = test::unrefined(sphere);
    const ZoneField field = test::whole(surface);
    const std::vector line{
        test::on(sphere, {0, 1, 40}), test::on(sphere, {0, 40, 1}), test::on(sphere, {0, -1, -40})};
    const auto points = along(sphere, surface, {&field, 6}, line);
    const geometry::Topology topology(sphere);
    geometry::SkinDistance distance(sphere, topology);
    EXPECT_EQ(points.size(), 1 + std::size_t(40 * std::numbers::pi * 0.999 / 6));
    for (std::size_t i = 1; i < points.size(); ++i) {
        distance.spread(points[i - 1], 8);
        EXPECT_GE(distance.to(points[i]), 6);
        EXPECT_LT(distance.to(points[i]), 6.003);
    }
}

TEST(AlongLine, OnlyPlacesInsideTheInsetBorderCount)
{
    const Mesh plane = test::grid_plane(60, 1);
    const Surface surface = test::unrefined(plane);
    const ZoneField field = test::ball(surface, {30, 30, 0}, 20);
    const std::vector line{test::on(plane, {1, 30.2, 0}), test::on(plane, {59, 30.2, 0})};
    const auto points =
        along(plane, surface, {.field = &field, .spacing_mm = 4, .inset_mm = 2}, line);
    ASSERT_EQ(points.size(), 9u);
    EXPECT_NEAR(geometry::position(plane, points[0]).x, 12, 0.01);
    EXPECT_LT(geometry::position(plane, points.back()).x, 48);
}

TEST(AlongLine, OnTheReferenceFaceTheSpacingHoldsAcrossTheLips)
{
    const Mesh face = geometry::import_mesh(test::reference_model("face.ply")).mesh;
    const Surface surface = geometry::build_surface(face);
    const ZoneField field = test::whole(surface);
    const std::vector line{
        test::on(face, {-20, -60, 98}), test::on(face, {0, -45, 98}), test::on(face, {25, 10, 80})};
    const auto points = along(face, surface, {&field, 3}, line);
    const geometry::Topology topology(face);
    geometry::SkinDistance distance(face, topology);
    ASSERT_GT(points.size(), 15u);
    for (std::size_t i = 0; i < points.size(); ++i) {
        distance.spread(points[i], 6);
        for (std::size_t j = 0; j < points.size(); ++j)
            EXPECT_TRUE(j == i || distance.to(points[j]) >= 3) << i << ' ' << j;
        EXPECT_TRUE(i + 1 == points.size() || distance.to(points[i + 1]) < 3.2) << i;
    }
}

TEST(AlongLine, ALineOutsideItsZoneIsRefused)
{
    const Mesh plane = test::grid_plane(60, 1);
    const Surface surface = test::unrefined(plane);
    const ZoneField field = test::ball(surface, {30, 30, 0}, 20);
    const std::vector line{test::on(plane, {1, 2, 0}), test::on(plane, {59, 3, 0})};
    EXPECT_THROW(along(plane, surface, {&field, 4}, line), base::Error);
    EXPECT_THROW(along(plane, surface, {&field, 4}, std::vector{line[0]}), base::Error);
}

TEST(AlongLine, ALineBetweenPartsThatDoNotTouchIsRefused)
{
    const Mesh lips = test::facing_planes(10, 2, 3);
    const Surface surface = test::unrefined(lips);
    const ZoneField field = test::whole(surface);
    const std::vector line{test::on(lips, {5, 5, 0}), test::on(lips, {15, 5, 3})};
    EXPECT_THROW(along(lips, surface, {&field, 4}, line), base::Error);
}

TEST(SkinCurve, WhereAPlaneLeadsIntoAHoleTheCurveGoesRoundIt)
{
    Mesh holed = test::grid_plane(30, 1);
    std::erase_if(holed.triangles, [&](glm::uvec3 t) {
        return glm::distance(glm::dvec3(holed.positions[t.x]), glm::dvec3(15, 15, 0)) < 4;
    });
    const Surface surface = test::unrefined(holed);
    const sampling::Skin skin(holed, surface);
    const SurfacePoint a = test::on(holed, {5.3, 15.2, 0}), b = test::on(holed, {25.3, 15.6, 0});
    const std::array places{skin.from_scan(a), skin.from_scan(b)};
    const sampling::SkinCurve curve = sampling::curve_through(skin.metric(), places);
    const geometry::Topology topology(holed);
    geometry::SkinDistance distance(holed, topology);
    distance.spread(a, 50);
    EXPECT_GE(curve.length_mm, distance.to(b) - 0.001);
    EXPECT_LT(curve.length_mm, distance.to(b) * 1.03);
}

}  // namespace

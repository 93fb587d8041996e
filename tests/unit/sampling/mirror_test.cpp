// SPDX-License-Identifier: MIT
#include "sampling/mirror.h"

#include "anatomy/scale.h"
#include "base/error.h"
#include "geometry/import.h"
#include "points.h"
#include "scans.h"
#include "shapes.h"
#include "zone_shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>

namespace {

using geometry::Mesh;
using geometry::Surface;
using geometry::SurfacePoint;
using sampling::MirrorPlane;
using zones::ZoneField;

std::vector<SurfacePoint> fill(const Mesh& mesh,
                               const Surface& surface,
                               const sampling::SampleZone& zone,
                               unsigned threads = 1)
{
    const sampling::Skin skin(mesh, surface);
    return test::sampled({&skin, {zone}, 3}, threads);
}

TEST(Mirrored, TheShareCountsPointsWhoseImageHasAPoint)
{
    const MirrorPlane plane{{0, 0, 0}, {1, 0, 0}, 0.5};
    const std::vector<glm::dvec3> points{{3, 0, 0}, {-3.2, 0, 0}, {0.1, 5, 0}, {4, 9, 0}};
    EXPECT_DOUBLE_EQ(sampling::mirrored_share(points, plane), 0.75);
}

TEST(Mirrored, OnAPlaneNearlyAllPointsStandInPairsAndBothPromisesHold)
{
    const Mesh plane = test::grid_plane(60, 1);
    const Surface surface = geometry::build_surface(plane);
    const ZoneField field = test::ball(surface, {30, 30, 0}, 24);
    const MirrorPlane mirror{{30, 0, 0}, {1, 0, 0}, 0.5};
    const auto places = test::positions(
        plane, fill(plane, surface, {.field = &field, .spacing_mm = 3, .mirror = mirror}));
    EXPECT_GT(sampling::mirrored_share(places, mirror), 0.95);
    EXPECT_GE(test::least_distance(places), 3);
    double widest = 0;
    for (double x = 6; x <= 54; x += 0.25)
        for (double y = 6; y <= 54; y += 0.25) {
            if (glm::distance(glm::dvec3(x, y, 0), glm::dvec3(30, 30, 0)) > 23.9) continue;
            double nearest = 1e300;
            for (const glm::dvec3 p : places)
                nearest = std::min(nearest, glm::distance(p, {x, y, 0}));
            widest = std::max(widest, nearest);
        }
    EXPECT_LE(widest, 3 * 1.005);
}

TEST(Mirrored, PointsNearTheMidlineLieOnIt)
{
    const Mesh plane = test::grid_plane(60, 1);
    const Surface surface = geometry::build_surface(plane);
    const ZoneField field = test::ball(surface, {30, 30, 0}, 24);
    const MirrorPlane mirror{{30, 0, 0}, {1, 0, 0}, 0.5};
    std::size_t on_it = 0, near_it = 0;
    for (const glm::dvec3 p : test::positions(
             plane, fill(plane, surface, {.field = &field, .spacing_mm = 3, .mirror = mirror}))) {
        on_it += std::abs(p.x - 30) < 0.001;
        near_it += std::abs(p.x - 30) < 1.49;
    }
    EXPECT_EQ(on_it, 16u);
    EXPECT_EQ(near_it, on_it);
}

void expect_pairs(const Mesh& head, glm::dvec3 forehead, double least_share)
{
    const Surface surface = geometry::build_surface(head);
    const SurfacePoint middle = test::on(head, forehead);
    const ZoneField field = test::ball(surface, geometry::position(head, middle), 25);
    const MirrorPlane mirror{{0, 0, 0}, {1, 0, 0}, 2};
    const auto points = fill(head, surface, {.field = &field, .spacing_mm = 5, .mirror = mirror});
    const double share = sampling::mirrored_share(test::positions(head, points), mirror);
    EXPECT_GT(share, least_share);
    EXPECT_GE(test::least_distance_along_skin(head, points, 7), 5);
}

TEST(Mirrored, OnTheForeheadOfTheReferenceFaceMostPointsHaveAPartner)
{
    expect_pairs(geometry::import_mesh(test::reference_model("face.ply")).mesh, {0, 55, 90}, 0.8);
}

TEST(Mirrored, OnTheForeheadOfARealHeadMostPointsHaveAPartner)
{
    const auto head = test::real_scan("head-01.obj");
    if (head.empty()) GTEST_SKIP() << "no real scans";
    expect_pairs(
        anatomy::in_millimetres(geometry::import_mesh(head), std::nullopt).mesh, {0, 55, 100}, 0.7);
}

TEST(Mirrored, ThePointsDoNotDependOnTheNumberOfThreads)
{
    const Mesh sphere = test::sphere(30, 4);
    const Surface surface = geometry::build_surface(sphere);
    const ZoneField field = test::ball(surface, {0, 0, 30}, 22);
    const sampling::SampleZone zone{
        .field = &field, .spacing_mm = 3, .mirror = MirrorPlane{{0.2, 0, 0}, {1, 0, 0}, 1}};
    const auto one = test::positions(sphere, fill(sphere, surface, zone));
    for (const unsigned threads : {2u, 8u})
        EXPECT_EQ(one, test::positions(sphere, fill(sphere, surface, zone, threads)));
}

TEST(Mirrored, AnImpossiblePlaneIsRefused)
{
    const Mesh plane = test::grid_plane(20, 1);
    const Surface surface = test::unrefined(plane);
    const ZoneField field = test::whole(surface);
    const auto with = [&](const MirrorPlane& mirror) {
        return fill(plane, surface, {.field = &field, .mirror = mirror});
    };
    EXPECT_THROW(with({{0, 0, 0}, {2, 0, 0}, 1}), base::Error);
    EXPECT_THROW(with({{0, 0, 0}, {1, 0, 0}, 0}), base::Error);
}

}  // namespace

// SPDX-License-Identifier: MIT
#include "sampling/rows.h"

#include "anatomy/scale.h"
#include "base/error.h"
#include "geometry/import.h"
#include "geometry/skin_distance.h"
#include "points.h"
#include "scans.h"
#include "shapes.h"
#include "zone_shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

namespace {

using geometry::Mesh;
using geometry::Surface;
using geometry::SurfacePoint;
using zones::ZoneField;

std::vector<SurfacePoint>
rows(const sampling::Skin& skin, sampling::SampleZone zone, const sampling::Rows& wish)
{
    zone.pattern = wish;
    return test::sampled({&skin, {zone}, 1});
}

/// How far a length is from a whole multiple of a step.
double off_multiple(double length, double step)
{
    return std::abs(length - step * std::round(length / step));
}

/// A tube around the z axis, 60 mm long, unrolled by its facets.
struct Tube {
    static constexpr int facets = 64;
    static constexpr double radius_mm = 30;
    static constexpr double facet_mm = 2 * radius_mm * 0.04906767432741801;  // sin(pi / 64)

    static Mesh mesh()
    {
        Mesh tube;
        for (int z = 0; z <= 30; ++z)
            for (int i = 0; i < facets; ++i) {
                const double angle = 2 * std::numbers::pi * i / facets;
                tube.positions.emplace_back(
                    radius_mm * std::cos(angle), radius_mm * std::sin(angle), 2.0 * z);
            }
        const auto at = [](int i, int z) { return static_cast<unsigned>(z * facets + i % facets); };
        for (int z = 0; z < 30; ++z)
            for (int i = 0; i < facets; ++i) {
                tube.triangles.emplace_back(at(i, z), at(i + 1, z), at(i + 1, z + 1));
                tube.triangles.emplace_back(at(i, z), at(i + 1, z + 1), at(i, z + 1));
            }
        return tube;
    }

    /// The way around from angle 0, over the facets, positive to both sides.
    static double around_mm(glm::dvec3 p)
    {
        const double angle = std::abs(std::atan2(p.y, p.x));
        const double step = 2 * std::numbers::pi / facets;
        const double facet = std::floor(angle / step);
        const double middle = (facet + 0.5) * step;
        return facet_mm * (facet + 0.5) + std::tan(angle - middle) * radius_mm * std::cos(step / 2);
    }
};

TEST(Rows, OnAPlaneTheyAreStraightAndEverySecondIsShiftedByHalfAStep)
{
    const Mesh plane = test::grid_plane(60, 1);
    const Surface surface = geometry::build_surface(plane);
    const sampling::Skin skin(plane, surface);
    const ZoneField field = test::ball(surface, {30, 30, 0}, 20);
    const std::vector guide{test::on(plane, {25, 30.2, 0}), test::on(plane, {35, 30.2, 0})};
    const auto points = rows(skin, {&field, 5}, {guide, 3});
    EXPECT_NEAR(double(points.size()), 20 * 20 * std::numbers::pi / (3 * 5), 6);
    for (const SurfacePoint& point : points) {
        const glm::dvec3 p = geometry::position(plane, point);
        const double row = (p.y - 30.2) / 3;
        EXPECT_LT(std::abs(row - std::round(row)) * 3, 0.02) << p.x << ' ' << p.y;
        const double shift = std::lround(row) % 2 == 0 ? 0 : 2.5;
        EXPECT_LT(off_multiple(p.x - 30 - shift, 5), 0.03) << p.x << ' ' << p.y;
    }
}

TEST(Rows, AlongATubeTheyLieAtEqualDistancesWhenItIsUnrolled)
{
    const Mesh tube = Tube::mesh();
    const Surface surface = geometry::build_surface(tube);
    const sampling::Skin skin(tube, surface);
    const ZoneField field = test::ball(surface, {30, 0, 30}, 24);
    const std::vector guide{test::on(tube, {30, 0.001, 25}), test::on(tube, {30, 0.001, 35})};
    const auto points = rows(skin, {&field, 4}, {guide, 5});
    EXPECT_GT(points.size(), 60u);
    for (const SurfacePoint& point : points)
        EXPECT_LT(off_multiple(Tube::around_mm(geometry::position(tube, point)), 5), 0.02);
    EXPECT_GE(test::least_distance_along_skin(tube, points, 8), 4);
}

TEST(Rows, OnASphereTheyAreParallelsOfTheGuidesGreatCircle)
{
    const double radius = 40;
    const Mesh sphere = test::sphere(40, 5);
    const Surface surface = geometry::build_surface(sphere);
    const sampling::Skin skin(sphere, surface);
    const ZoneField field = test::ball(surface, {40, 0, 0}, 30);
    const std::vector guide{test::on(sphere, {40, -5, 0}), test::on(sphere, {40, 5, 0})};
    const auto points = rows(skin, {&field, 6}, {guide, 4});
    EXPECT_GT(points.size(), 80u);
    for (const SurfacePoint& point : points) {
        const glm::dvec3 p = glm::normalize(geometry::position(sphere, point));
        EXPECT_LT(off_multiple(radius * std::asin(p.z), 4), 0.04) << radius * std::asin(p.z);
    }
    EXPECT_GE(test::least_distance_along_skin(sphere, points, 8), 4);
}

TEST(Rows, RowsNearerThanTheStepDoNotThinEachOtherOut)
{
    const Mesh plane = test::grid_plane(40, 1);
    const Surface surface = geometry::build_surface(plane);
    const sampling::Skin skin(plane, surface);
    const ZoneField field = test::whole(surface);
    const std::vector guide{test::on(plane, {10, 20.2, 0}), test::on(plane, {30, 20.2, 0})};
    const auto points = rows(skin, {&field, 8}, {guide, 2.5});
    EXPECT_NEAR(double(points.size()), 16 * 4.5, 4);  // 16 rows of 5 or 4
    for (const SurfacePoint& a : points)
        for (const SurfacePoint& b : points) {
            const glm::dvec3 way = geometry::position(plane, a) - geometry::position(plane, b);
            const bool same_row = std::abs(way.y) < 0.1;
            EXPECT_TRUE(&a == &b || glm::length(way) >= (same_row ? 8 : 2.5));
        }
}

TEST(Rows, WhereTheRowsOfABentGuideRunTogetherTheyKeepTheSmallerSpacing)
{
    const Mesh plane = test::grid_plane(40, 1);
    const Surface surface = geometry::build_surface(plane);
    const sampling::Skin skin(plane, surface);
    const ZoneField field = test::whole(surface);
    const std::vector guide{
        test::on(plane, {10, 15, 0}), test::on(plane, {20, 25, 0}), test::on(plane, {30, 15, 0})};
    const auto points = rows(skin, {&field, 4}, {guide, 3});
    EXPECT_GT(points.size(), 100u);
    EXPECT_GE(test::least_distance_along_skin(plane, points, 8), 3);
}

TEST(Rows, TheyStopAtAHoleAndGoOnBehindIt)
{
    Mesh holed = test::grid_plane(60, 1);
    std::erase_if(holed.triangles, [&](glm::uvec3 t) {
        return glm::distance(glm::dvec3(holed.positions[t.x]), glm::dvec3(30, 40, 0)) < 6;
    });
    const Surface surface = geometry::build_surface(holed);
    const sampling::Skin skin(holed, surface);
    const ZoneField field = test::ball(surface, {30, 30, 0}, 25);
    const std::vector guide{test::on(holed, {25, 30.2, 0}), test::on(holed, {35, 30.2, 0})};
    const auto points = rows(skin, {&field, 4}, {guide, 3});
    std::size_t left = 0, right = 0;
    for (const SurfacePoint& point : points) {
        const glm::dvec3 p = geometry::position(holed, point);
        if (p.y > 37 && p.y < 43) (p.x < 30 ? left : right) += 1;
    }
    EXPECT_GE(left, 4u);
    EXPECT_GE(right, 4u);
    EXPECT_GE(test::least_distance_along_skin(holed, points, 8), 3);
}

/// What rows on a forehead keep: the oracle's distances from the guide are whole multiples of the
/// row spacing.
void expect_rows(const Mesh& head, glm::dvec3 forehead, double radius_mm)
{
    const Surface surface = geometry::build_surface(head);
    const sampling::Skin skin(head, surface);
    const ZoneField field =
        test::ball(surface, geometry::position(head, test::on(head, forehead)), radius_mm);
    const auto guide = sampling::guide_through(skin, field, {1, 0, 0});
    const auto points = rows(skin, {&field, 6}, {guide, 5});
    ASSERT_GT(points.size(), 30u);
    EXPECT_GE(test::least_distance_along_skin(head, points, 8), 5);
    const geometry::Topology topology(head);
    geometry::SkinDistance distance(head, topology);
    std::size_t judged = 0;
    for (const SurfacePoint& point : points) {
        distance.spread(point, 1.5 * radius_mm);
        const auto to = [&](const SurfacePoint& place) { return distance.to(place); };
        const auto nearest = std::ranges::min_element(guide, {}, to);
        // Nearest to an end: nearer still to the guide drawn out, which the test does not know.
        if (nearest - guide.begin() < 2 || guide.end() - nearest < 3) continue;
        ++judged;
        // The guide's places stand a millimetre apart: on the guide itself half of that counts, on
        // the first row 0.5^2 / (2 x 5).
        const double distance_mm = to(*nearest);
        EXPECT_LT(off_multiple(distance_mm, 5), distance_mm < 1 ? 0.51 : 0.05);
    }
    EXPECT_GT(judged, points.size() / 2);
}

TEST(Rows, OnTheForeheadOfTheReferenceFaceTheyLieAtMultiplesOfTheRowSpacing)
{
    expect_rows(geometry::import_mesh(test::reference_model("face.ply")).mesh, {0, 55, 90}, 24);
}

TEST(Rows, OnTheForeheadOfARealHeadTheyLieAtMultiplesOfTheRowSpacing)
{
    const auto head = test::real_scan("head-01.obj");
    if (head.empty()) GTEST_SKIP() << "no real scans";
    expect_rows(
        anatomy::in_millimetres(geometry::import_mesh(head), std::nullopt).mesh, {0, 55, 100}, 24);
}

TEST(Rows, AGuideThroughTheMiddleRunsInTheWantedDirectionToTheBorder)
{
    const Mesh plane = test::grid_plane(60, 1);
    const Surface surface = geometry::build_surface(plane);
    const sampling::Skin skin(plane, surface);
    const ZoneField field = test::ball(surface, {30, 30, 0}, 20);
    const auto guide = sampling::guide_through(skin, field, {1, 1, 5});
    const glm::dvec3 first = geometry::position(plane, guide.front());
    const glm::dvec3 last = geometry::position(plane, guide.back());
    EXPECT_NEAR(glm::distance(first, last), 40, 2);
    EXPECT_NEAR(last.x - first.x, last.y - first.y, 0.01);
    EXPECT_THROW(sampling::guide_through(skin, field, {0, 0, 1}), base::Error);
}

TEST(Rows, AGuideOutsideTheZoneIsRefused)
{
    const Mesh plane = test::grid_plane(40, 1);
    const Surface surface = geometry::build_surface(plane);
    const sampling::Skin skin(plane, surface);
    const ZoneField field = test::ball(surface, {20, 20, 0}, 10);
    const std::vector outside{test::on(plane, {2, 2, 0}), test::on(plane, {38, 3, 0})};
    EXPECT_THROW(rows(skin, {&field, 4}, {outside, 4}), base::Error);
    EXPECT_THROW(rows(skin, {&field, 4}, {{}, 4}), base::Error);
    EXPECT_THROW(rows(skin, {&field, 4}, {outside, 0}), base::Error);
}

}  // namespace

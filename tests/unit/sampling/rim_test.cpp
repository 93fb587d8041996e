// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "geometry/import.h"
#include "points.h"
#include "scans.h"
#include "shapes.h"
#include "zone_shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace {

using geometry::Mesh;
using geometry::Surface;
using geometry::SurfacePoint;
using sampling::Border;
using zones::ZoneField;

std::vector<SurfacePoint>
fill(const Mesh& mesh, const Surface& surface, const sampling::SampleZone& zone)
{
    const sampling::Skin skin(mesh, surface);
    return test::sampled({&skin, {zone}, 3});
}

/// A disc of 24 mm on a plane, filled at 3 mm.
struct FilledDisc {
    explicit FilledDisc(Border border, double inset_mm = 0)
        : plane(test::grid_plane(60, 1))
        , surface(geometry::build_surface(plane))
        , field(test::ball(surface, {30, 30, 0}, 24))
    {
        for (const SurfacePoint& point :
             fill(plane,
                  surface,
                  {.field = &field, .spacing_mm = 3, .inset_mm = inset_mm, .border = border}))
            places.push_back(geometry::position(plane, point) - glm::dvec3(30, 30, 0));
    }

    /// Points per mm2 between two distances from the centre.
    double density(double from_mm, double to_mm) const
    {
        const auto inside = std::ranges::count_if(places, [&](glm::dvec3 p) {
            return glm::length(p) >= from_mm && glm::length(p) < to_mm;
        });
        return double(inside) / (std::numbers::pi * (to_mm * to_mm - from_mm * from_mm));
    }

    std::vector<double> angles_on_the_rim(double radius_mm) const
    {
        std::vector<double> angles;
        for (const glm::dvec3 p : places)
            if (std::abs(glm::length(p) - radius_mm) < 0.03) angles.push_back(std::atan2(p.y, p.x));
        std::ranges::sort(angles);
        return angles;
    }

    Mesh plane;
    Surface surface;
    ZoneField field;
    std::vector<glm::dvec3> places;
};

TEST(RimFirst, PointsStandOnTheBorderAtEqualSteps)
{
    for (const double inset : {0.0, 1.5}) {
        const FilledDisc disc(Border::rim_first, inset);
        const std::vector<double> angles = disc.angles_on_the_rim(24 - inset);
        const double step = 2 * std::asin(1.5 / (24 - inset));
        ASSERT_EQ(angles.size(), std::size_t(2 * std::numbers::pi / step)) << inset;
        double least = angles.front() + 2 * std::numbers::pi - angles.back(), most = least;
        for (std::size_t i = 1; i < angles.size(); ++i) {
            least = std::min(least, angles[i] - angles[i - 1]);
            most = std::max(most, angles[i] - angles[i - 1]);
        }
        EXPECT_LT(most / least, 1.06) << inset;
    }
}

TEST(RimFirst, BothPromisesHold)
{
    const FilledDisc disc(Border::rim_first);
    double least = 1e300;
    for (std::size_t i = 0; i < disc.places.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            least = std::min(least, glm::distance(disc.places[i], disc.places[j]));
    EXPECT_GE(least, 3);
    double widest = 0;
    for (double x = -24; x <= 24; x += 0.2)
        for (double y = -24; y <= 24; y += 0.2) {
            if (std::hypot(x, y) > 23.9) continue;
            double nearest = 1e300;
            for (const glm::dvec3 p : disc.places)
                nearest = std::min(nearest, glm::distance(p, {x, y, 0}));
            widest = std::max(widest, nearest);
        }
    EXPECT_LE(widest, 3 * 1.005);
}

TEST(RimFirst, TheStripAlongTheBorderIsFullAndTheStripBehindItIsEmpty)
{
    const FilledDisc natural(Border::natural), rim(Border::rim_first);
    const double natural_inside = natural.density(0, 18), rim_inside = rim.density(0, 18);
    const auto report = [](const char* name, double ratio) {
        RecordProperty(name, std::to_string(ratio));
    };
    report("strip to interior, natural", natural.density(23.25, 24) / natural_inside);
    report("strip to interior, rim first", rim.density(23.25, 24.03) / rim_inside);
    EXPECT_NEAR(rim_inside / natural_inside, 1, 0.1);
    EXPECT_EQ(rim.density(22, 23.9), 0);
    EXPECT_GT(natural.density(22, 23.9), 0);
}

TEST(RimFirst, OnTheReferenceFaceTheSpacingHoldsAlongTheSkin)
{
    const Mesh face = geometry::import_mesh(test::reference_model("face.ply")).mesh;
    const Surface surface = geometry::build_surface(face);
    const SurfacePoint mouth = test::on(face, {0, -45, 98});
    const ZoneField field = test::ball(surface, geometry::position(face, mouth), 18);
    const auto points =
        fill(face, surface, {.field = &field, .spacing_mm = 4, .border = Border::rim_first});
    EXPECT_GE(test::least_distance_along_skin(face, points, 6), 4);
    const auto on_the_rim = std::ranges::count_if(points, [&](const SurfacePoint& point) {
        return zones::value_mm(surface, field, geometry::on_surface(surface, point)) > -0.05;
    });
    EXPECT_GT(on_the_rim, 20);
}

TEST(RimFirst, GoesNotWithPatternsThatDoNotFill)
{
    const Mesh plane = test::grid_plane(20, 1);
    const Surface surface = test::unrefined(plane);
    const ZoneField field = test::whole(surface);
    EXPECT_THROW(
        fill(plane,
             surface,
             {.field = &field, .pattern = sampling::AlongLine{}, .border = Border::rim_first}),
        base::Error);
}

}  // namespace

// SPDX-License-Identifier: MIT
#include "painting.h"
#include "shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <numbers>

namespace {

using test::Canvas;
using test::dab;
using zones::Stroke;
using zones::StrokeMode;
using zones::ZoneField;

/// Two discs of equal radius: the lens that lies in both.
double lens_mm2(double radius_mm, double apart_mm)
{
    const double half = apart_mm / 2;
    return 2 * (radius_mm * radius_mm * std::acos(half / radius_mm) -
                half * std::sqrt(radius_mm * radius_mm - half * half));
}

TEST(Area, AFiveMillimetreDabOnAPlaneHasTheAreaOfADisc)
{
    const Canvas canvas(test::grid_plane(30, 1));
    const ZoneField field = canvas.painted({dab({15.2, 14.7, 0}, 5)});
    EXPECT_NEAR(area_mm2(canvas.surface, field), 78.54, 0.5);
}

TEST(Area, ADabOnASphereHasTheAreaOfACap)
{
    // A cap of chord r has the area pi r^2 on any sphere (Archimedes).
    const Canvas canvas(test::sphere(20, 5));
    const ZoneField field = canvas.painted({dab({0, 12, 16}, 5)});
    EXPECT_NEAR(area_mm2(canvas.surface, field), 78.54, 0.7);
}

TEST(Area, ADragHasTheAreaOfACapsule)
{
    const Canvas canvas(test::grid_plane(30, 2));
    const Stroke drag{StrokeMode::add, 4, {{15, 20, 0}, {40, 30, 0}}};
    const double truth = std::numbers::pi * 16 + 8 * std::hypot(25.0, 10.0);
    EXPECT_NEAR(area_mm2(canvas.surface, canvas.painted({drag})), truth, 0.01 * truth);
}

TEST(Area, OfAnUntouchedFieldIsNothing)
{
    const Canvas canvas(test::grid_plane(5, 1));
    EXPECT_EQ(area_mm2(canvas.surface, canvas.painted({})), 0);
}

TEST(Area, OfAWholeFieldIsTheSurface)
{
    const Canvas canvas(test::grid_plane(20, 1));
    EXPECT_NEAR(area_mm2(canvas.surface, canvas.painted({dab({10, 10, 0}, 30)})), 400, 1e-9);
}

TEST(Area, OverlapOfTwoDabsIsTheirLens)
{
    const Canvas canvas(test::grid_plane(30, 1.5f));
    const ZoneField a = canvas.painted({dab({18, 22, 0}, 8)});
    const ZoneField b = canvas.painted({dab({25, 22, 0}, 8)});
    const double truth = lens_mm2(8, 7);
    EXPECT_NEAR(overlap_mm2(canvas.surface, a, b), truth, 0.01 * truth);
    EXPECT_NEAR(overlap_mm2(canvas.surface, b, a), overlap_mm2(canvas.surface, a, b), 1e-9);
}

TEST(Area, OverlapWithItselfIsTheArea)
{
    const Canvas canvas(test::grid_plane(30, 1.5f));
    const ZoneField a = canvas.painted({dab({18, 22, 0}, 8)});
    EXPECT_NEAR(overlap_mm2(canvas.surface, a, a), area_mm2(canvas.surface, a), 1e-9);
}

TEST(Area, OverlapOfDabsApartIsNothing)
{
    const Canvas canvas(test::grid_plane(30, 1.5f));
    const ZoneField a = canvas.painted({dab({10, 22, 0}, 6)});
    const ZoneField b = canvas.painted({dab({30, 22, 0}, 6)});
    EXPECT_EQ(overlap_mm2(canvas.surface, a, b), 0);
}

}  // namespace

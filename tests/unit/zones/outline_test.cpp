// SPDX-License-Identifier: MIT
#include "zones/outline.h"

#include "base/error.h"
#include "painting.h"
#include "shapes.h"

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace {

using test::Canvas;
using testing::HasSubstr;
using zones::Outline;
using zones::StrokeMode;

using Corners = std::vector<glm::dvec3>;

/// The shoelace formula.
double polygon_area(const Corners& corners)
{
    double twice = 0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const glm::dvec3 a = corners[i], b = corners[(i + 1) % corners.size()];
        twice += a.x * b.y - a.y * b.x;
    }
    return std::abs(twice) / 2;
}

/// How far inside a polygon a place is, negative inside: the crossing rule and all edges.
double polygon_distance(const Corners& corners, glm::dvec3 p)
{
    bool inside = false;
    double distance = 1e9;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const glm::dvec3 a = corners[i], b = corners[(i + 1) % corners.size()];
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x))
            inside = !inside;
        const double s = std::clamp(glm::dot(p - a, b - a) / glm::dot(b - a, b - a), 0.0, 1.0);
        distance = std::min(distance, glm::distance(p, a + s * (b - a)));
    }
    return inside ? -distance : distance;
}

/// A star with corners at all distances, so that some lie on edges and vertices of the grid.
Corners random_star(unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> radius(4, 16);
    const unsigned count = 3 + random() % 9;
    Corners corners;
    for (unsigned i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * (i + 0.1) / count, r = radius(random);
        corners.emplace_back(20 + r * std::cos(angle), 20 + r * std::sin(angle), 0);
        if (random() % 3 == 0) corners.back() = glm::round(corners.back());
    }
    return corners;
}

TEST(Outline, IsThePolygonInThePlane)
{
    const Canvas canvas(test::grid_plane(40, 1));
    for (unsigned seed = 0; seed < 20; ++seed) {
        const Corners corners = random_star(seed);
        const auto field =
            zones::outline_field({StrokeMode::add, corners}, canvas.surface, canvas.bvh);
        EXPECT_NEAR(area_mm2(canvas.surface, field),
                    polygon_area(corners),
                    0.01 * polygon_area(corners) + 0.5)
            << seed;
        for (std::size_t v = 0; v < canvas.surface.mesh.positions.size(); ++v) {
            const double truth = polygon_distance(corners, canvas.surface.mesh.positions[v]);
            const double value = field.values()[v] / 1024.0;
            if (truth > 1 && value > 31) continue;
            EXPECT_NEAR(value, truth, 2e-3) << seed << " " << v;
        }
    }
}

TEST(Outline, IsTheSphericalTriangleOnABall)
{
    const Canvas canvas(test::sphere(30, 5));
    const Outline eighth{StrokeMode::add, {{30, 0, 0}, {0, 30, 0}, {0, 0, 30}}};
    const double truth = 4 * std::numbers::pi * 900 / 8;
    EXPECT_NEAR(canvas.area_mm2_after({eighth}), truth, 0.01 * truth);
    const Outline other_way{StrokeMode::add, {{0, 0, 30}, {0, 30, 0}, {30, 0, 0}}};
    EXPECT_NEAR(canvas.area_mm2_after({other_way}), canvas.area_mm2_after({eighth}), 0.01);
}

TEST(Outline, ErasesWhatIsInside)
{
    const Canvas canvas(test::grid_plane(40, 1));
    const zones::Stroke all{StrokeMode::add, 100, {{20, 20, 0}}};
    const Corners square{{10, 10, 0}, {30, 10, 0}, {30, 30, 0}, {10, 30, 0}};
    EXPECT_NEAR(canvas.area_mm2_after({all, Outline{StrokeMode::erase, square}}), 1200, 2);
}

TEST(Outline, ThatCrossesItselfHasBothItsLoopsInside)
{
    const Canvas canvas(test::grid_plane(40, 1));
    const Corners bow{{10, 10, 0}, {30, 30, 0}, {30, 10, 0}, {10, 30, 0}};
    EXPECT_NEAR(canvas.area_mm2_after({Outline{StrokeMode::add, bow}}), 200, 2);
}

TEST(Outline, StaysOnTheLipThatItIsDrawnOn)
{
    const Canvas lips(test::facing_planes(30, 1, 1));
    const Corners on_one{{5, 5, 0}, {25, 5, 0}, {25, 25, 0}, {5, 25, 0}};
    EXPECT_NEAR(lips.area_mm2_after({Outline{StrokeMode::add, on_one}}), 400, 2);
    Corners on_both = on_one;
    on_both[2].z = 1;
    try {
        lips.after({Outline{StrokeMode::add, on_both}});
        FAIL();
    } catch (const base::Error& refusal) {
        EXPECT_THAT(refusal.what(), HasSubstr("not connected"));
    }
}

TEST(Outline, IsRefusedWhereItCannotBe)
{
    const Canvas canvas(test::grid_plane(40, 1));
    const auto refusal_of = [&](const Corners& corners) {
        try {
            canvas.after({Outline{StrokeMode::add, corners}});
        } catch (const base::Error& refusal) {
            return std::string(refusal.what());
        }
        return std::string("accepted");
    };
    EXPECT_THAT(refusal_of({{5, 5, 0}, {25, 5, 0}}), HasSubstr("at least three corners"));
    EXPECT_THAT(refusal_of({{5, 5, 0}, {25, 5, 0}, {25, 25, 20}}), HasSubstr("20.0 mm off the"));
}

}  // namespace

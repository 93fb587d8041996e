// SPDX-License-Identifier: MIT
#include "zones/reshape.h"

#include "base/error.h"
#include "painting.h"
#include "shapes.h"
#include "zones/border.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace {

using test::Canvas;
using test::dab;
using testing::HasSubstr;
using zones::Outline;
using zones::PaintStep;
using zones::Reshape;
using zones::Reshaping;
using zones::StrokeMode;

constexpr double pi = std::numbers::pi;

const Canvas& plane()
{
    static const Canvas canvas(test::grid_plane(60, 1));
    return canvas;
}

PaintStep square(double low, double high)
{
    return Outline{StrokeMode::add,
                   {{low, low, 0}, {high, low, 0}, {high, high, 0}, {low, high, 0}}};
}

std::string refusal_of(const std::vector<PaintStep>& steps)
{
    try {
        plane().after(steps);
    } catch (const base::Error& refusal) {
        return refusal.what();
    }
    return "accepted";
}

TEST(NearBorder, IsTheDistanceToTheCircle)
{
    const auto field = plane().painted({dab({30, 30, 0}, 12)});
    const auto near = near_border(plane().surface, field, {5, 8});
    EXPECT_GT(near.size(), 1000u);
    for (const auto& [vertex, distance_mm] : near) {
        const double from_centre =
            glm::distance(glm::dvec3(plane().surface.mesh.positions[vertex.value]), {30, 30, 0});
        EXPECT_NEAR(distance_mm, std::abs(from_centre - 12), 0.03);
    }
}

TEST(NearBorder, IsTheLeastDistanceToAnyPieceOfIt)
{
    const auto field = plane().painted({dab({20, 30, 0}, 9), dab({38, 28, 0}, 11)});
    const auto truth = [](glm::dvec3 p) {
        const double a = glm::distance(p, {20, 30, 0}) - 9;
        const double b = glm::distance(p, {38, 28, 0}) - 11;
        return std::min(a, b);
    };
    for (const auto& [vertex, distance_mm] : near_border(plane().surface, field, {0, 10})) {
        const glm::dvec3 p = plane().surface.mesh.positions[vertex.value];
        if (truth(p) < 0.5) continue;
        EXPECT_NEAR(distance_mm, truth(p), 0.05);
    }
}

TEST(Reshape, GrowsAndShrinksByMillimetres)
{
    const auto disc = dab({30, 30, 0}, 10);
    const auto area = [&](Reshaping what, double mm) {
        return plane().area_mm2_after({disc, Reshape{what, mm}});
    };
    EXPECT_NEAR(area(Reshaping::grow, 5), pi * 225, 0.01 * pi * 225);
    EXPECT_NEAR(area(Reshaping::grow, 0.5), pi * 10.5 * 10.5, 0.01 * pi * 110);
    EXPECT_NEAR(area(Reshaping::shrink, 3), pi * 49, 0.01 * pi * 49);
}

TEST(Reshape, LeavesTheTrueDistanceInside)
{
    const auto grown = plane().after({dab({30, 30, 0}, 10), Reshape{Reshaping::grow, 5}});
    for (std::size_t v = 0; v < grown.values().size(); ++v) {
        const double from_centre =
            glm::distance(glm::dvec3(plane().surface.mesh.positions[v]), {30, 30, 0});
        if (from_centre > 15) continue;
        EXPECT_NEAR(grown.values()[v] / 1024.0, from_centre - 15, 0.1);
    }
}

TEST(Reshape, SmoothsCornersToTheRadius)
{
    const double smooth = plane().area_mm2_after({square(10, 40), Reshape{Reshaping::smooth, 5}});
    EXPECT_NEAR(smooth, 900 - (4 - pi) * 25, 3);
    // A spit 4 mm wide goes with 2.5 mm, and so does a bay; a bay 8 mm wide stays.
    const zones::Stroke spit{StrokeMode::add, 2, {{25, 45, 0}, {25, 55, 0}}};
    const zones::Stroke bay{StrokeMode::erase, 2, {{14, 25, 0}, {5, 25, 0}}};
    const zones::Stroke wide{StrokeMode::erase, 4, {{36, 25, 0}, {45, 25, 0}}};
    const auto with =
        plane().after({square(10, 40), spit, bay, wide, Reshape{Reshaping::smooth, 2.5}});
    const auto at = [&](glm::dvec3 p) {
        return value_mm(plane().surface, with, plane().bvh.nearest(p, 1)->place);
    };
    EXPECT_GT(at({25, 50, 0}), 0);
    EXPECT_LT(at({12, 25, 0}), 0);
    EXPECT_GT(at({37, 25, 0}), 0);
    EXPECT_LT(at({25, 35, 0}), 0);
}

TEST(Reshape, FillsHolesUpToASizeButNotTheOutside)
{
    const std::vector<PaintStep> holes{square(10, 50),
                                       dab({20, 20, 0}, 3, StrokeMode::erase),
                                       dab({38, 38, 0}, 6, StrokeMode::erase),
                                       dab({10, 30, 0}, 4, StrokeMode::erase)};  // a bay
    const auto area = [&](std::optional<double> up_to_cm2) {
        auto steps = holes;
        steps.push_back(Reshape{Reshaping::fill_holes, up_to_cm2});
        return plane().area_mm2_after(steps);
    };
    const double bay = pi * 16 / 2;
    EXPECT_NEAR(area(0.5), 1600 - pi * 36 - bay, 4);
    EXPECT_NEAR(area({}), 1600 - bay, 4);
}

TEST(Reshape, RemovesIslandsButNotTheLargestPiece)
{
    const std::vector<PaintStep> pieces{
        dab({20, 20, 0}, 10), dab({45, 45, 0}, 5), dab({45, 12, 0}, 2)};
    const auto area = [&](std::optional<double> up_to_cm2) {
        auto steps = pieces;
        steps.push_back(Reshape{Reshaping::remove_islands, up_to_cm2});
        return plane().area_mm2_after(steps);
    };
    EXPECT_NEAR(area({}), pi * 100, 3);
    EXPECT_NEAR(area(0.3), pi * 125, 4);
}

TEST(Reshape, InvertsOnConnectedSkinOrWithinALimit)
{
    const PaintStep disc = dab({30, 30, 0}, 10);
    EXPECT_NEAR(plane().area_mm2_after({disc, Reshape{Reshaping::invert, {}}}), 3600 - pi * 100, 3);
    EXPECT_NEAR(
        plane().area_mm2_after({disc, Reshape{Reshaping::invert, 6.0}}), pi * (256 - 100), 6);
    EXPECT_NEAR(plane().area_mm2_after(
                    {disc, Reshape{Reshaping::invert, {}}, Reshape{Reshaping::invert, {}}}),
                pi * 100,
                3);
    const Canvas lips(test::facing_planes(30, 1, 1));
    EXPECT_NEAR(lips.area_mm2_after({dab({15, 15, 0}, 8), Reshape{Reshaping::invert, {}}}),
                900 - pi * 64,
                3);
}

TEST(Reshape, GrowingDoesNotJumpToTheOtherLip)
{
    const Canvas lips(test::facing_planes(30, 1, 1));
    EXPECT_NEAR(
        lips.area_mm2_after({dab({15, 15, 0}, 8), Reshape{Reshaping::grow, 3}}), pi * 121, 4);
}

TEST(Reshape, IsRefusedWhereNothingWouldBeLeft)
{
    const PaintStep disc = dab({30, 30, 0}, 4);
    EXPECT_THAT(refusal_of({disc, Reshape{Reshaping::shrink, 5}}), HasSubstr("nowhere wider than"));
    EXPECT_THAT(refusal_of({disc, Reshape{Reshaping::grow, 0.0}}), HasSubstr("more than 0"));
    EXPECT_THAT(refusal_of({Reshape{Reshaping::grow, 5}}), HasSubstr("nothing painted yet"));
    EXPECT_THAT(refusal_of({dab({30, 30, 0}, 90), Reshape{Reshaping::invert, {}}}),
                HasSubstr("all connected skin is painted"));
}

TEST(PaintStep, EachIsTakenBackByItsChange)
{
    const std::vector<PaintStep> steps{dab({20, 20, 0}, 8),
                                       square(22, 40),
                                       zones::Fill{StrokeMode::add, {50, 50, 0}, 40, 9},
                                       Reshape{Reshaping::grow, 2},
                                       Reshape{Reshaping::smooth, 2},
                                       zones::Mirroring{{30, 0, 0}, {1, 0, 0}, true},
                                       Reshape{Reshaping::invert, {}}};
    auto field = plane().after({});
    for (const PaintStep& step : steps) {
        const auto before = field;
        const auto change = paint(field, step, plane().surface, plane().bvh);
        EXPECT_NE(field, before);
        auto back = field;
        back.revert(change);
        EXPECT_EQ(back, before);
    }
    EXPECT_EQ(field, plane().after(steps));
}

}  // namespace

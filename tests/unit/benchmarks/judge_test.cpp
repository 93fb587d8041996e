// SPDX-License-Identifier: MIT
#include "judge.h"
#include "shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace {

using bench::judge;
using bench::Judgement;

/// Points in rows and columns, the first at (first_mm, first_mm).
std::vector<glm::dvec3> grid(int count, double first_mm, double step_mm)
{
    std::vector<glm::dvec3> points;
    for (int i = 0; i < count; ++i)
        for (int j = 0; j < count; ++j)
            points.push_back({first_mm + step_mm * i, first_mm + step_mm * j, 0});
    return points;
}

TEST(Judge, MeasuresAGridOfPointsOnASquare)
{
    const Judgement j = judge(test::grid_plane(20, 1), grid(4, 2.5, 5), {.spacing_mm = 5});
    EXPECT_NEAR(j.least_mm, 5, 1e-9);
    EXPECT_EQ(j.pairs_too_close, 0u);
    EXPECT_NEAR(j.filling, 1, 1e-9);
    const double to_corner = 2.5 * std::sqrt(2.0);
    EXPECT_LE(j.gap_at_least_mm, to_corner + 1e-9);
    EXPECT_GE(j.gap_at_most_mm, to_corner - 1e-9);
    EXPECT_LE(j.gap_at_most_mm, j.gap_at_least_mm + 0.005 + 1e-9);
}

TEST(Judge, CountsEachPairThatIsMoreThanAMicrometreTooClose)
{
    const std::vector<glm::dvec3> points{{2, 5, 0}, {6.998, 5, 0}, {2, 9.9995, 0}};
    const Judgement j = judge(test::grid_plane(10, 1), points, {.spacing_mm = 5});
    EXPECT_EQ(j.pairs_too_close, 1u);
    EXPECT_NEAR(j.least_mm, 4.998, 1e-5);
}

TEST(Judge, SeesThatALipWithoutPointsIsBare)
{
    const geometry::Mesh lips = test::facing_planes(20, 1, 0.5f);
    std::vector<glm::dvec3> lower = grid(4, 2.5, 5), both = lower;
    for (const glm::dvec3 point : lower)
        both.push_back(point + glm::dvec3(0, 0, 0.5));
    const bench::JudgeSettings settings{.spacing_mm = 5};
    EXPECT_TRUE(std::isinf(judge(lips, lower, settings).gap_at_most_mm));
    EXPECT_LT(judge(lips, both, settings).gap_at_most_mm, 3.6);
    EXPECT_EQ(judge(lips, both, settings).pairs_too_close, 0u);
}

TEST(Judge, FindsTheWidestGapThatBruteForceFinds)
{
    constexpr double side = 20, step = 0.1;
    std::mt19937 random(7);
    std::uniform_real_distribution<double> anywhere(0, side);
    for (int trial = 0; trial < 20; ++trial) {
        std::vector<glm::dvec3> points;
        for (int i = 0; i < 30; ++i)
            points.push_back({anywhere(random), anywhere(random), 0});
        double widest = 0;  // on a flat square the skin's distance is the straight one
        for (const glm::dvec3 place : grid(int(side / step) + 1, 0, step)) {
            double nearest = std::numeric_limits<double>::infinity();
            for (const glm::dvec3 point : points)
                nearest = std::min(nearest, glm::distance(place, point));
            widest = std::max(widest, nearest);
        }
        const Judgement j = judge(test::grid_plane(5, 4), points, {.spacing_mm = 4});
        EXPECT_GE(j.gap_at_most_mm, widest - 1e-5);
        EXPECT_LE(j.gap_at_least_mm, widest + step);
        EXPECT_LE(j.gap_at_most_mm - j.gap_at_least_mm, 0.004 + 1e-9);
    }
}

TEST(Judge, SaysTheSameWithOneThreadAndWithMany)
{
    const std::vector<glm::dvec3> points = grid(7, 1.3, 2.9);
    const geometry::Mesh square = test::grid_plane(20, 1);
    const Judgement one = judge(square, points, {.spacing_mm = 3, .threads = 1});
    const Judgement four = judge(square, points, {.spacing_mm = 3, .threads = 4});
    EXPECT_EQ(one.gap_at_least_mm, four.gap_at_least_mm);
    EXPECT_EQ(one.gap_at_most_mm, four.gap_at_most_mm);
    EXPECT_EQ(one.pairs_too_close, four.pairs_too_close);
}

}  // namespace

// SPDX-License-Identifier: MIT
#include "shell/middle_line.h"

#include "shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <numbers>

namespace {

TEST(MiddleLine, LiesOnTheSkinAndOnThePlaneAndGoesAllAround)
{
    const geometry::Mesh ball = test::sphere(30, 4);
    const glm::dvec3 point(3, 0, 0), normal = glm::normalize(glm::dvec3(1, 0.2, 0));
    double length_mm = 0;
    for (const auto& piece : shell::pieces_between(ball, point, normal)) {
        EXPECT_NEAR(glm::dot(piece.from - point, normal), 0, 1e-4);
        EXPECT_NEAR(glm::length(piece.from), 30, 0.1);
        EXPECT_GT(glm::dot(piece.normal, piece.from), 0);
        length_mm += glm::distance(piece.from, piece.to);
    }
    const double off_mm = glm::dot(point, normal);
    const double around_mm = 2 * std::numbers::pi * std::sqrt(900 - off_mm * off_mm);
    EXPECT_NEAR(length_mm, around_mm, 0.01 * around_mm);
}

TEST(MiddleLine, IsNowhereWhereThePlaneMissesTheSkin)
{
    EXPECT_TRUE(shell::pieces_between(test::sphere(30, 3), {40, 0, 0}, {1, 0, 0}).empty());
}

}  // namespace

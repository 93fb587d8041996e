// SPDX-License-Identifier: MIT
#include "geometry/coarse.h"

#include "shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

namespace {

using geometry::CoarseMesh;

constexpr double radius_mm = 50;
constexpr double cell_mm = 4;

const CoarseMesh& coarse_ball()
{
    static const CoarseMesh coarse(test::sphere(radius_mm, 6), cell_mm);
    return coarse;
}

TEST(CoarseMesh, HasAboutAsManyVerticesAsWished)
{
    const geometry::Mesh ball = test::sphere(radius_mm, 6);
    const CoarseMesh coarse(ball, geometry::cell_mm_for(ball, 3000));
    EXPECT_GT(coarse.mesh().positions.size(), 2400u);
    EXPECT_LT(coarse.mesh().positions.size(), 3600u);
}

TEST(CoarseMesh, StaysOnTheSkinAndFacesAsItDoes)
{
    const geometry::Mesh& mesh = coarse_ball().mesh();
    for (const glm::vec3 p : mesh.positions)
        ASSERT_NEAR(glm::length(p), radius_mm, 0.1);
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const auto [a, b, c] = mesh.corners(geometry::TriangleId(t));
        ASSERT_GT(glm::dot(glm::cross(b - a, c - a), a + b + c), 0);
    }
    EXPECT_NEAR(geometry::area_mm2(mesh) / geometry::area_mm2(test::sphere(radius_mm, 6)), 1, 0.01);
}

TEST(CoarseMesh, InterpolatesSmoothlyBetweenCells)
{
    const auto& positions = coarse_ball().mesh().positions;
    for (const glm::vec3 p : test::sphere(radius_mm, 4).positions) {
        glm::vec3 mean(0);
        float sum = 0;
        for (const auto& [vertex, weight] : coarse_ball().around(p)) {
            if (vertex == CoarseMesh::none) continue;
            mean += weight * positions[vertex];
            sum += weight;
        }
        ASSERT_NEAR(sum, 1, 1e-4);
        ASSERT_LT(glm::length(mean - p), cell_mm / 2);
    }
}

TEST(CoarseMesh, ACellThatHoldsEverythingLeavesNoTriangle)
{
    const CoarseMesh coarse(test::sphere(radius_mm, 2), 1000);
    EXPECT_EQ(coarse.mesh().positions.size(), 1u);
    EXPECT_TRUE(coarse.mesh().triangles.empty());
}

TEST(CoarseMesh, OfNothingIsNothing)
{
    EXPECT_TRUE(CoarseMesh({}, 1).mesh().positions.empty());
}

}  // namespace

// SPDX-License-Identifier: MIT
#include "render/coarse_skin.h"

#include "shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

namespace {

using namespace render;

TEST(CoarserSkins, AreWhereTheSkinIsAndShadedAsItIs)
{
    const Skin whole = skin_of(test::sphere(80, 7));  // 164 thousand vertices
    const auto coarser = coarser_skins(whole);
    ASSERT_EQ(coarser.size(), 2u);
    std::size_t finer = whole.triangles.size();
    for (const CoarseSkin& one : coarser) {
        EXPECT_LT(one.skin.triangles.size(), finer * 2 / 3);
        finer = one.skin.triangles.size();
        for (std::size_t i = 0; i < one.skin.positions.size(); ++i) {
            ASSERT_NEAR(glm::length(one.skin.positions[i]), 80, one.cell_mm / 10);
            ASSERT_GT(glm::dot(one.skin.normals[i], one.skin.positions[i] / 80.0f), 0.99f);
            ASSERT_GT(one.skin.shading[i].openness, 0.95f);
            ASSERT_NEAR(one.skin.shading[i].curvature, 1.0 / 80, 0.003);
        }
    }
}

TEST(CoarserSkins, OfASmallSkinAreNone)
{
    EXPECT_TRUE(coarser_skins(skin_of(test::sphere(80, 3))).empty());
}

}  // namespace

// SPDX-License-Identifier: MIT
// The arithmetic that both the processor and the GPU decide by.
#include "shared/cells.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>

namespace {

using namespace shared;

TEST(Integers, SquareRootsAreRoundedDownExactlyAllOverTheRange)
{
    std::mt19937_64 random(1);
    for (int i = 0; i < 200000; ++i) {
        const i64 x = static_cast<i64>(random() >> (2 + random() % 60));
        const i64 root = isqrt(x);
        ASSERT_LE(__int128(root) * root, x);
        ASSERT_GT(__int128(root + 1) * (root + 1), x);
    }
}

TEST(Integers, RoundedUpSquareRootsOfSquaresAreExact)
{
    for (const i64 root : {0ll, 1ll, 77ll, 1ll << 20, (1ll << 30) + 3}) {
        EXPECT_EQ(isqrt_ceil(root * root), root);
        EXPECT_EQ(isqrt_ceil(root * root + 1), root + 1);
    }
}

TEST(Integers, AnUnfoldedTriangleKeepsItsEdges)
{
    // An equilateral triangle of 10 mm: its third vertex over an edge is (1/2, sqrt(3)/2).
    const int side = 10000 * units_per_um;
    const ivec2 ratio(1 << (unfold_bits - 1),
                      int(std::lround(std::sqrt(0.75) * (1 << unfold_bits))));
    for (const ivec2 turned : {ivec2(side, 0), ivec2(0, side), ivec2(-side, 0)}) {
        const ivec2 third = unfold(ratio, ivec2(0), turned);
        EXPECT_NEAR(std::sqrt(double(norm2(third))), side, 4);
        EXPECT_NEAR(std::sqrt(double(norm2(third - turned))), side, 4);
        EXPECT_GT(cross2(turned, third), 0);
    }
}

TEST(Cells, TheFourQuartersOfACellTileIt)
{
    std::vector<uint> generation{place_of(0, 0, 0, 0)};
    for (int depth = 1; depth <= 5; ++depth) {
        std::vector<uint> children;
        for (const uint place : generation)
            for (int k = 0; k < 4; ++k)
                children.push_back(child_place(place, k));
        generation = children;
        std::set<std::array<int, 2>> centres;
        i64 area = 0;
        for (const uint place : generation) {
            const CellCorners c = corners_of(place);
            area +=
                cross2(ivec2(c.b.y - c.a.y, c.b.z - c.a.z), ivec2(c.c.y - c.a.y, c.c.z - c.a.z));
            centres.insert({centre_of(place).y, centre_of(place).z});
            for (const ivec3 corner : {c.a, c.b, c.c})
                EXPECT_TRUE(corner.x >= 0 && corner.y >= 0 && corner.z >= 0);
        }
        EXPECT_EQ(centres.size(), std::size_t(1) << (2 * depth));  // no cell twice
        EXPECT_EQ(area, i64(weight_one) * weight_one);  // none missing, all the same way round
    }
}

TEST(Cells, APlaceMovedOffTheEdgesStillHasWeightsOfOne)
{
    for (const ivec3 w :
         {ivec3(weight_one, 0, 0), ivec3(0, 5, weight_one - 5), ivec3(-3, weight_one + 3, 0)}) {
        const ivec3 moved = off_the_edges(w, 100);
        EXPECT_EQ(moved.x + moved.y + moved.z, weight_one);
        EXPECT_GE(std::min({moved.x, moved.y, moved.z}), 100);
    }
}

TEST(Cells, OfTwoCandidatesExactlyOneGoesFirst)
{
    Candidate a{};
    Candidate b{};
    b.zone = 1;  // the same place offered by two zones
    EXPECT_NE(goes_first(a, b), goes_first(b, a));
    a.hash = 9;
    EXPECT_TRUE(goes_first(b, a));
    EXPECT_FALSE(goes_first(a, b));
}

}  // namespace

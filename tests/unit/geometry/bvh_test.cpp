// SPDX-License-Identifier: MIT
#include "geometry/bvh.h"
#include "shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace {

using geometry::Bvh;
using geometry::Hit;
using geometry::Mesh;
using geometry::TriangleId;

constexpr double anywhere = std::numeric_limits<double>::infinity();

/// The distance to a triangle by another road than the tree's: the foot of the perpendicular if it
/// is inside, else the nearest of the three edges.
double distance_to_triangle(glm::dvec3 p, const std::array<glm::dvec3, 3>& t)
{
    const glm::dvec3 n = glm::normalize(glm::cross(t[1] - t[0], t[2] - t[0]));
    bool inside = true;
    double to_edges = anywhere;
    for (int e = 0; e < 3; ++e) {
        const glm::dvec3 a = t[std::size_t(e)], b = t[std::size_t((e + 1) % 3)];
        inside = inside && glm::dot(glm::cross(b - a, p - a), n) >= 0;
        const double s = std::clamp(glm::dot(p - a, b - a) / glm::dot(b - a, b - a), 0.0, 1.0);
        to_edges = std::min(to_edges, glm::distance(p, a + s * (b - a)));
    }
    return inside ? std::abs(glm::dot(p - t[0], n)) : to_edges;
}

TEST(Bvh, FindsTheNearestPlaceThatBruteForceFinds)
{
    const Mesh mesh = test::sphere(30, 3);
    const Bvh bvh(mesh);
    std::mt19937 random(1);
    std::uniform_real_distribution<double> coordinate(-50, 50);
    for (int i = 0; i < 300; ++i) {
        const glm::dvec3 p(coordinate(random), coordinate(random), coordinate(random));
        double expected = anywhere;
        for (std::size_t t = 0; t < mesh.triangles.size(); ++t)
            expected = std::min(expected, distance_to_triangle(p, mesh.corners(TriangleId(t))));
        const std::optional<Hit> hit = bvh.nearest(p, anywhere);
        ASSERT_TRUE(hit);
        EXPECT_NEAR(hit->distance_mm, expected, 1e-9);
        EXPECT_NEAR(glm::distance(position(mesh, hit->place), p), expected, 1e-9);
    }
}

TEST(Bvh, FindsNothingBeyondTheLimit)
{
    const Bvh bvh(test::grid_plane(4, 1));
    EXPECT_FALSE(bvh.nearest({2, 2, 3.001}, 3));
    EXPECT_TRUE(bvh.nearest({2, 2, 3}, 3));
}

TEST(Bvh, APlaceOnAnEdgeBelongsToTheLowerTriangle)
{
    const Mesh mesh = test::grid_plane(4, 1);
    const Bvh bvh(mesh);
    const std::optional<Hit> hit = bvh.nearest({0.5, 0.5, 0}, 1);  // on the first cell's diagonal
    ASSERT_TRUE(hit);
    EXPECT_EQ(hit->place.triangle, TriangleId(0));
}

TEST(Bvh, ARayHitsTheFirstSkinOnItsWay)
{
    const Mesh mesh = test::sphere(30, 4);
    const Bvh bvh(mesh);
    std::mt19937 random(2);
    std::uniform_real_distribution<double> coordinate(-20, 20);
    for (int i = 0; i < 300; ++i) {
        const glm::dvec3 origin(coordinate(random), coordinate(random), 100);
        const std::optional<Hit> hit = bvh.cast({origin, {0, 0, -7}});
        ASSERT_TRUE(hit);
        const glm::dvec3 place = position(mesh, hit->place);
        EXPECT_LT(glm::distance(place, origin - glm::dvec3(0, 0, hit->distance_mm)), 1e-3);
        EXPECT_GT(place.z, 0);
    }
}

TEST(Bvh, ARayThatMissesHitsNothing)
{
    const Bvh bvh(test::sphere(30, 2));
    EXPECT_FALSE(bvh.cast({{0, 0, 100}, {0, 0, 1}}));
    EXPECT_FALSE(bvh.cast({{0, 0, 100}, {0, 0, 0}}));
}

TEST(Bvh, AMeshWithoutTrianglesHasNoNearestPlace)
{
    const Bvh bvh{Mesh{}};
    EXPECT_FALSE(bvh.nearest({0, 0, 0}, anywhere));
    EXPECT_FALSE(bvh.cast({{0, 0, 0}, {0, 0, 1}}));
}

TEST(Bvh, ThereIsNoNearestPlaceToNowhere)
{
    const Bvh bvh(test::grid_plane(4, 1));
    EXPECT_FALSE(bvh.nearest({std::nan(""), 0, 0}, anywhere));
}

}  // namespace

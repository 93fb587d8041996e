// SPDX-License-Identifier: MIT
#include "geometry/skin_distance.h"
#include "geometry/skin_path.h"
#include "geometry/surface.h"
#include "shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

using namespace geometry;

/// A hill, a pit and waves: skin on which straight lines bend.
Mesh waves()
{
    Mesh mesh = test::grid_plane(60, 1);
    for (glm::vec3& p : mesh.positions)
        p.z = 6 * std::sin(p.x / 6) * std::cos(p.y / 7) + 0.02f * (p.x - 30) * (p.y - 20);
    return mesh;
}

SurfacePoint random_place(const Mesh& mesh, std::mt19937& random)
{
    std::uniform_real_distribution<double> part(0, 1);
    double a = part(random), b = part(random);
    if (a + b > 1) a = 1 - a, b = 1 - b;
    return {TriangleId(random() % mesh.triangles.size()), {a, b, 1 - a - b}};
}

/// Each place lies on the edge that is crossed there, and the triangles follow each other.
void expect_connected(const Topology& topology, const SkinPath& path)
{
    ASSERT_EQ(path.places.size(), path.crossings.size() + 2);
    for (std::size_t i = 0; i < path.crossings.size(); ++i) {
        const std::uint32_t h = path.crossings[i];
        const std::uint32_t behind = std::uint32_t(topology.twin(h)) / 3;
        ASSERT_EQ(path.places[i + 1].triangle.value, h / 3);
        EXPECT_EQ(path.places[i + 1].weights[int((h % 3 + 2) % 3)], 0) << "on the edge";
        EXPECT_EQ(i + 1 < path.crossings.size() ? path.crossings[i + 1] / 3
                                                : path.places.back().triangle.value,
                  behind);
    }
}

TEST(SkinPath, IsStraightInThePlane)
{
    const Mesh plane = test::grid_plane(40, 1);
    const Topology topology(plane);
    std::mt19937 random(1);
    for (int i = 0; i < 200; ++i) {
        const SurfacePoint a = random_place(plane, random), b = random_place(plane, random);
        const auto path = skin_path(plane, topology, a, b);
        ASSERT_TRUE(path);
        EXPECT_NEAR(path->length_mm, glm::distance(position(plane, a), position(plane, b)), 1e-9);
        expect_connected(topology, *path);
    }
}

TEST(SkinPath, IsAsLongAsTheExactDistanceOnWavesAndOnABall)
{
    for (const Mesh& mesh : {waves(), test::sphere(30, 3)}) {
        const Topology topology(mesh);
        SkinDistance distance(mesh, topology);
        std::mt19937 random(2);
        int longer = 0;
        for (int i = 0; i < 20; ++i) {
            const SurfacePoint a = random_place(mesh, random), b = random_place(mesh, random);
            distance.spread(a, 200);
            const double exact = distance.to(b);
            const auto path = skin_path(mesh, topology, a, b);
            ASSERT_TRUE(path);
            expect_connected(topology, *path);
            EXPECT_GE(path->length_mm, exact - 1e-6);
            // Another way around a hill may be the shortest of all by a little.
            EXPECT_LE(path->length_mm, 1.02 * exact + 1e-6);
            longer += path->length_mm > 1.0005 * exact;
        }
        EXPECT_LE(longer, 3);
    }
}

TEST(SkinPath, DoesNotJumpToTheOtherLip)
{
    const Mesh lips = test::facing_planes(20, 1, 2);
    const Topology topology(lips);
    const std::uint32_t half = std::uint32_t(lips.triangles.size() / 2);
    EXPECT_FALSE(skin_path(lips, topology, {TriangleId(5), {}}, {TriangleId(half + 5), {}}));
    EXPECT_TRUE(skin_path(lips, topology, {TriangleId(5), {}}, {TriangleId(half - 5), {}}));
}

TEST(SkinPath, RunsTheSameWayBack)
{
    const Mesh mesh = waves();
    const Topology topology(mesh);
    std::mt19937 random(3);
    for (int i = 0; i < 20; ++i) {
        const SurfacePoint a = random_place(mesh, random), b = random_place(mesh, random);
        EXPECT_NEAR(skin_path(mesh, topology, a, b)->length_mm,
                    skin_path(mesh, topology, b, a)->length_mm,
                    0.02 * skin_path(mesh, topology, a, b)->length_mm);
    }
}

TEST(SkinPath, ThinnedKeepsBothEndsAndTheStep)
{
    const Mesh plane = test::grid_plane(40, 1);
    const Topology topology(plane);
    std::mt19937 random(4);
    const SurfacePoint a = random_place(plane, random), b = random_place(plane, random);
    const auto path = skin_path(plane, topology, a, b);
    const auto places = thinned(plane, *path, 1);
    EXPECT_EQ(places.front(), position(plane, a));
    EXPECT_EQ(places.back(), position(plane, b));
    for (std::size_t i = 1; i < places.size(); ++i)
        EXPECT_GE(glm::distance(places[i], places[i - 1]), 0.5);
    EXPECT_EQ(thinned(plane, *skin_path(plane, topology, a, a), 1).size(), 1u);
}

}  // namespace

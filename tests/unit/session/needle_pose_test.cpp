// SPDX-License-Identifier: MIT
#include "session/needle_pose.h"

#include "session/mean_normal.h"
#include "shapes.h"
#include "zone_shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace {

using namespace session;
using geometry::SurfacePoint;
using geometry::TriangleId;

double degrees(double radians)
{
    return radians * 180 / std::numbers::pi;
}

TEST(NeedleDirection, KeepsTheAngleAndTiltsDown)
{
    const glm::dvec3 facing(0, 0, 1);
    EXPECT_EQ(needle_direction(facing, 90), glm::dvec3(0, 0, -1));
    const glm::dvec3 tilted = needle_direction(facing, 30);
    EXPECT_NEAR(tilted.z, -0.5, 1e-12);
    EXPECT_NEAR(tilted.y, -std::sqrt(0.75), 1e-12);
    EXPECT_EQ(tilted.x, 0);
}

TEST(NeedleDirection, TiltsForwardsWhereTheSkinFacesUp)
{
    const glm::dvec3 tilted = needle_direction({0, 1, 0}, 45);
    EXPECT_NEAR(tilted.y, -std::sqrt(0.5), 1e-12);
    EXPECT_NEAR(tilted.z, std::sqrt(0.5), 1e-12);
}

TEST(InsertedLength, IsDepthOverTheSine)
{
    EXPECT_EQ(inserted_mm(4, 90), 4);
    EXPECT_NEAR(inserted_mm(2, 30), 4, 1e-12);
}

TEST(SkinNormals, PointOutwardsOnASphere)
{
    const geometry::Mesh ball = test::sphere(30, 4);
    const geometry::Surface surface = geometry::build_surface(ball);
    SkinNormals normals(surface);
    for (std::uint32_t t = 0; t < surface.mesh.triangles.size(); t += 997) {
        const SurfacePoint place{TriangleId(t), {0.2, 0.3, 0.5}};
        const glm::dvec3 outwards = glm::normalize(position(surface.mesh, place));
        const double off = std::acos(std::min(1.0, glm::dot(normals.at(place, 3), outwards)));
        EXPECT_LT(degrees(off), 0.6);
    }
}

TEST(SkinNormals, AreTheSameByBruteForce)
{
    const geometry::Mesh ball = test::sphere(20, 3);
    const geometry::Surface surface = geometry::build_surface(ball);
    SkinNormals normals(surface);
    const MeanNormal brute(surface, 4);
    for (std::uint32_t t = 0; t < surface.mesh.triangles.size(); t += 313) {
        const SurfacePoint place{TriangleId(t), {0.1, 0.1, 0.8}};
        EXPECT_LT(glm::length(normals.at(place, 4) - brute.at(place, 4)), 1e-12);
    }
}

TEST(SkinNormals, DoNotMixTheTwoSidesOfAFold)
{
    // Two lips: not connected, so the other one does not count.
    const geometry::Surface lips = geometry::build_surface(test::facing_planes(20, 1, 0.5f));
    const SurfacePoint place{TriangleId(lips.mesh.triangles.size() / 4), {0.4, 0.3, 0.3}};
    EXPECT_NEAR(std::abs(SkinNormals(lips).at(place, 3).z), 1, 1e-12);
}

TEST(SkinNormals, DoNotTurnAroundASharpEdge)
{
    // The rim of an ear: the far side is connected and near, but faces away.
    geometry::Mesh rim = test::grid_plane(20, 1);
    for (glm::vec3& p : rim.positions)
        p = {std::abs(p.x - 10), p.y, 0.05f * (10 - p.x)};
    const std::uint32_t on_top = 2 * (10 * 20 + 9);  // in the row y = 10, just before the edge
    const geometry::Surface surface = test::unrefined(rim);
    const SurfacePoint place{TriangleId(on_top), {0.4, 0.3, 0.3}};
    const double own = normal(rim, place.triangle).z;
    EXPECT_NEAR(SkinNormals(surface).at(place, 3).z, own, 1e-6);
    EXPECT_NEAR(MeanNormal(surface, 3).at(place, 3).z, own, 1e-6);
}

}  // namespace

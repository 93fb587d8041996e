// SPDX-License-Identifier: MIT
#include "geometry/polygons.h"

#include "base/error.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <array>

#include <cmath>
#include <numbers>
#include <numeric>

namespace {

using geometry::ReadMesh;

/// One polygon through these places, in order.
ReadMesh cut(const std::vector<glm::vec3>& places)
{
    ReadMesh mesh;
    mesh.mesh.positions = places;
    std::vector<std::uint32_t> corners(places.size());
    std::iota(corners.begin(), corners.end(), 0u);
    geometry::Polygons faces;
    faces.add(corners);
    geometry::add_triangles(faces, mesh);
    return mesh;
}

double shoelace(const std::vector<glm::vec3>& places)
{
    double twice = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const glm::dvec3 a = places[i], b = places[(i + 1) % places.size()];
        twice += a.x * b.y - a.y * b.x;
    }
    return twice / 2;
}

/// Every triangle turns like the polygon and together they have its area: the cut is right.
void expect_right_cut(const std::vector<glm::vec3>& flat)
{
    const ReadMesh mesh = cut(flat);
    ASSERT_EQ(mesh.mesh.triangles.size(), flat.size() - 2);
    double sum = 0;
    for (std::size_t t = 0; t < mesh.mesh.triangles.size(); ++t) {
        const double area = geometry::area_mm2(mesh.mesh, geometry::TriangleId(t));
        const double up = geometry::normal(mesh.mesh, geometry::TriangleId(t)).z;
        EXPECT_GE(up * shoelace(flat), 0) << t;
        sum += area;
    }
    EXPECT_NEAR(sum / std::abs(shoelace(flat)), 1, 1e-6);
}

std::vector<glm::vec3> star(int points, float inner)
{
    std::vector<glm::vec3> places;
    for (int i = 0; i < 2 * points; ++i) {
        const double angle = std::numbers::pi * i / points;
        const float radius = i % 2 == 0 ? 1 : inner;
        places.emplace_back(radius * std::cos(angle), radius * std::sin(angle), 0);
    }
    return places;
}

TEST(Polygons, ConcaveShapesAreCutExactly)
{
    expect_right_cut({{0, 0, 0}, {4, 5, 0}, {0, 2, 0}, {-4, 5, 0}});  // dart
    expect_right_cut({{4, 5, 0}, {0, 2, 0}, {-4, 5, 0}, {0, 0, 0}});  // its other diagonal
    expect_right_cut({{0, 0, 0}, {3, 0, 0}, {3, 1, 0}, {1, 1, 0}, {1, 3, 0}, {0, 3, 0}});  // L
    expect_right_cut(star(5, 0.3f));
    expect_right_cut(star(500, 0.9f));
}

TEST(Polygons, AClockwisePolygonStaysClockwise)
{
    expect_right_cut({{0, 3, 0}, {1, 3, 0}, {1, 1, 0}, {3, 1, 0}, {3, 0, 0}, {0, 0, 0}});
}

TEST(Polygons, TheSameCutIsMadeInEveryPlane)
{
    const std::vector<glm::vec3> flat = star(7, 0.4f);
    const auto expected = cut(flat).mesh.triangles;
    std::vector<glm::vec3> standing, tilted;
    for (const glm::vec3 p : flat) {
        standing.emplace_back(p.z, p.x, p.y);
        tilted.emplace_back(p.x, 0.6f * p.y, 0.8f * p.y);
    }
    EXPECT_EQ(cut(standing).mesh.triangles, expected);
    EXPECT_EQ(cut(tilted).mesh.triangles.size(), expected.size());
}

TEST(Polygons, AConvexQuadGetsItsShorterDiagonal)
{
    const auto triangles = cut({{0, 0, 0}, {9, 0, 0}, {9, 1, 0}, {0, 1, 0}}).mesh.triangles;
    EXPECT_EQ(triangles.size(), 2u);
    const auto kite = cut({{0, 0, 0}, {5, -1, 0}, {10, 0, 0}, {5, 1, 0}}).mesh.triangles;
    EXPECT_EQ(kite[0], glm::uvec3(0, 1, 3));
}

TEST(Polygons, ShapesThatCrossThemselvesOrHaveNoAreaStillEnd)
{
    EXPECT_EQ(cut({{0, 0, 0}, {1, 1, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0.5, 0}}).mesh.triangles.size(),
              3u);
    EXPECT_EQ(cut(std::vector<glm::vec3>(50, glm::vec3(1))).mesh.triangles.size(), 48u);
    EXPECT_EQ(cut({{0, 0, 0}, {1, 0, 0}}).report.dropped_degenerate, 1u);
}

TEST(Polygons, StrayCornersAndHugeFacesAreRefused)
{
    ReadMesh mesh;
    mesh.mesh.positions.resize(3);
    geometry::Polygons faces;
    const std::array<std::uint32_t, 3> stray{0, 1, 3};
    faces.add(stray);
    EXPECT_THROW(geometry::add_triangles(faces, mesh), base::Error);
    EXPECT_THROW(cut(std::vector<glm::vec3>(geometry::most_corners + 1)), base::Error);
}

}  // namespace

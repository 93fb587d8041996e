// SPDX-License-Identifier: MIT
#include "geometry/mesh.h"
#include "shapes.h"

#include <gtest/gtest.h>

#include <glm/geometric.hpp>

#include <numbers>

namespace {

TEST(Mesh, AreaOfASquareIsItsSideSquared)
{
    EXPECT_NEAR(geometry::area_mm2(test::grid_plane(10, 2.0f)), 400, 1e-9);
}

TEST(Mesh, AreaOfAFineSphereIsNearFourPiRSquared)
{
    EXPECT_NEAR(geometry::area_mm2(test::sphere(10, 5)) / (400 * std::numbers::pi), 1, 2e-3);
}

TEST(Mesh, NormalsOfASpherePointOutwards)
{
    const geometry::Mesh mesh = test::sphere(10, 3);
    const std::vector<glm::vec3> normals = geometry::vertex_normals(mesh);
    for (std::size_t v = 0; v < normals.size(); ++v)
        EXPECT_GT(glm::dot(normals[v], mesh.positions[v]), 9.9f);
}

TEST(Mesh, BoundsHoldEveryVertexTightly)
{
    const geometry::Box box = geometry::bounds(test::grid_plane(4, 2.5f));
    EXPECT_EQ(box.size(), glm::dvec3(10, 10, 0));
}

}  // namespace

// SPDX-License-Identifier: MIT
#include "geometry/topology.h"
#include "shapes.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using geometry::Mesh;
using geometry::Topology;

TEST(Topology, ASphereHasNoBoundaryAndOnePart)
{
    const Mesh mesh = test::sphere(10, 2);
    const Topology topology(mesh);
    EXPECT_TRUE(topology.boundary_loops(mesh).empty());
    EXPECT_EQ(std::ranges::max(topology.parts()), 0u);
}

TEST(Topology, APlaneHasOneBoundaryLoopThroughAllItsBorderVertices)
{
    const Mesh mesh = test::grid_plane(5, 1);
    const auto loops = Topology(mesh).boundary_loops(mesh);
    ASSERT_EQ(loops.size(), 1u);
    EXPECT_EQ(loops[0].size(), 20u);
}

TEST(Topology, FacingPlanesAreTwoParts)
{
    EXPECT_EQ(std::ranges::max(Topology(test::facing_planes(3, 1, 0.5f)).parts()), 1u);
}

TEST(Topology, TwinsAreEachOthersTwin)
{
    const Topology topology(test::sphere(10, 2));
    for (std::size_t h = 0; h < topology.twins().size(); ++h)
        EXPECT_EQ(topology.twin(static_cast<std::size_t>(topology.twin(h))), static_cast<int>(h));
}

TEST(Topology, AnEdgeOfThreeTrianglesIsAWall)
{
    Mesh mesh;
    mesh.positions = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}};
    mesh.triangles = {{0, 1, 2}, {1, 0, 3}, {0, 1, 4}};
    const Topology topology(mesh);
    EXPECT_EQ(topology.non_manifold_edges(), 1u);
    EXPECT_TRUE(
        std::ranges::all_of(topology.twins(), [](int twin) { return twin == Topology::no_twin; }));
}

TEST(Topology, TrianglesAroundAVertexAreAllThatUseIt)
{
    const Topology topology(test::grid_plane(2, 1));
    EXPECT_EQ(topology.triangles_at(geometry::VertexId(4)).size(), 6u);
}

}  // namespace

// SPDX-License-Identifier: MIT
#include "geometry/canonical.h"

#include "geometry/import.h"
#include "geometry/topology.h"
#include "scans.h"
#include "shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace {

using geometry::canonical;
using geometry::canonical_order;
using geometry::CanonicalOrder;
using geometry::Mesh;
using geometry::SurfacePoint;
using geometry::TriangleId;

Mesh in_order(const Mesh& scan)
{
    return canonical(scan, canonical_order(scan));
}

void expect_same(const Mesh& one, const Mesh& other)
{
    EXPECT_EQ(one.triangles, other.triangles);
    EXPECT_EQ(one.positions, other.positions);
}

TEST(CanonicalOrder, DoesNotDependOnNumbers)
{
    // Spheres and grids have many equal coordinates, so that the lowest corner is a close call.
    for (const Mesh& scan : {test::sphere(30, 4), test::grid_plane(40, 1.5f)})
        for (const unsigned seed : {1u, 2u, 3u})
            expect_same(in_order(scan), in_order(test::renumbered(scan, seed)));
}

TEST(CanonicalOrder, OfAReferencePersonDoesNotDependOnNumbers)
{
    const Mesh face = geometry::import_mesh(test::reference_model("face.ply")).mesh;
    expect_same(in_order(face), in_order(test::renumbered(face, 4)));
}

TEST(CanonicalOrder, NamesEachTriangleOfTheScanOnceAndTurnsItsCorners)
{
    const Mesh scan = test::renumbered(test::sphere(30, 3), 5);
    const CanonicalOrder order = canonical_order(scan);
    const Mesh mesh = canonical(scan, order);
    ASSERT_EQ(mesh.triangles.size(), scan.triangles.size());
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        EXPECT_EQ(order.canonical_triangle[order.scan_triangle[t].value], TriangleId(t));
        const auto corners = mesh.corners(TriangleId(t));
        EXPECT_EQ(order.corners_on_scan(TriangleId(t), corners),
                  scan.corners(order.scan_triangle[t]));
        EXPECT_EQ(order.corners_on_canonical(TriangleId(t), scan.corners(order.scan_triangle[t])),
                  corners);
    }
}

TEST(CanonicalOrder, BeginsATriangleAtItsLowestCorner)
{
    Mesh mesh;
    mesh.positions = {{2, 0, 0}, {1, 5, 0}, {1, 4, 9}};
    mesh.triangles = {{0, 1, 2}};
    EXPECT_EQ(canonical_order(mesh).rotation[0], 2);
}

TEST(CanonicalOrder, NamesAPlaceOfTheScanAndBack)
{
    const Mesh scan = test::renumbered(test::sphere(30, 2), 6);
    const CanonicalOrder order = canonical_order(scan);
    const Mesh mesh = canonical(scan, order);
    for (std::size_t t = 0; t < scan.triangles.size(); ++t) {
        const SurfacePoint place{TriangleId(t), {0.5, 0.375, 0.125}};
        const SurfacePoint there = order.on_canonical(place);
        EXPECT_LT(glm::distance(position(mesh, there), position(scan, place)), 1e-12);
        EXPECT_EQ(order.on_scan(there).triangle, place.triangle);
        EXPECT_EQ(order.on_scan(there).weights, place.weights);
    }
}

TEST(CanonicalOrder, KeepsNeighboursNear)
{
    const Mesh mesh = in_order(test::renumbered(test::sphere(30, 5), 7));
    const geometry::Topology topology(mesh);
    std::vector<long> apart;
    for (std::size_t h = 0; h < topology.twins().size(); ++h)
        apart.push_back(std::labs(long(h / 3) - topology.twin(h) / 3));
    std::ranges::nth_element(apart, apart.begin() + std::ptrdiff_t(apart.size() / 2));
    EXPECT_LT(apart[apart.size() / 2], 8);  // thousands without an order
}

TEST(CanonicalOrder, OfNeedlesTooSmallForTheCurveDoesNotDependOnNumbers)
{
    // A crumb of skin of 10 nm on a scan of 2 m: all of it is one place on the curve.
    Mesh scan = test::sphere(5e-6f, 2);
    const Mesh body = test::sphere(1000, 2);
    const auto first = unsigned(scan.positions.size());
    scan.positions.insert(scan.positions.end(), body.positions.begin(), body.positions.end());
    for (const glm::uvec3 t : body.triangles)
        scan.triangles.push_back(t + first);
    expect_same(in_order(scan), in_order(test::renumbered(scan, 8)));
}

TEST(CanonicalOrder, OfVerticesInOnePlaceLooksAtWhatFollowsThem)
{
    Mesh one;
    one.positions = {{0, 0, 0}, {0, 0, 0}, {1, 0, 0}};
    one.triangles = {{0, 1, 2}};
    Mesh other = one;
    other.triangles = {{1, 2, 0}};
    expect_same(in_order(one), in_order(other));
}

TEST(CanonicalOrder, MinusZeroIsZero)
{
    Mesh plus = test::grid_plane(4, 1), minus = plus;
    for (glm::vec3& p : minus.positions)
        p.z = -0.0f;
    expect_same(in_order(plus), in_order(minus));
    for (const glm::vec3 p : in_order(minus).positions)
        EXPECT_FALSE(std::signbit(p.z));
}

TEST(CanonicalOrder, TwinsGoByTheirNumbers)
{
    // Two sheets in one place: positions cannot tell them apart.
    Mesh mesh = test::grid_plane(3, 1);
    const auto once = mesh.triangles.size();
    mesh.triangles.insert(mesh.triangles.end(), mesh.triangles.begin(), mesh.triangles.end());
    const CanonicalOrder order = canonical_order(mesh);
    for (std::size_t t = 0; t < 2 * once; t += 2)
        EXPECT_EQ(order.scan_triangle[t].value + once, order.scan_triangle[t + 1].value);
}

TEST(CanonicalOrder, LeavesOutVerticesWithoutATriangle)
{
    Mesh mesh = test::grid_plane(2, 1);
    mesh.positions.insert(mesh.positions.begin(), {500, 500, 500});
    for (glm::uvec3& t : mesh.triangles)
        t += 1u;
    expect_same(in_order(mesh), in_order(test::grid_plane(2, 1)));
}

TEST(CanonicalOrder, OfNothingIsNothing)
{
    EXPECT_TRUE(in_order({}).triangles.empty());
}

}  // namespace

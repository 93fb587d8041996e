// SPDX-License-Identifier: MIT
#include "geometry/repeated.h"

#include "geometry/canonical.h"
#include "geometry/topology.h"
#include "shapes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace {

using geometry::drop_repeated_triangles;
using geometry::Mesh;

void add_back_side(Mesh& mesh, glm::uvec3 t)
{
    mesh.triangles.emplace_back(t.x, t.z, t.y);
}

/// A mesh and the other side of all of it.
Mesh double_sided(Mesh mesh)
{
    for (const glm::uvec3 t : std::vector(mesh.triangles))
        add_back_side(mesh, t);
    return mesh;
}

/// What is left of a mesh, in the order that does not depend on the file's.
Mesh left_of(Mesh mesh)
{
    drop_repeated_triangles(mesh);
    return canonical(mesh, canonical_order(mesh));
}

void expect_same(const Mesh& one, const Mesh& other)
{
    EXPECT_TRUE(one.positions == other.positions);  // not EXPECT_EQ, which would print all of them
    EXPECT_TRUE(one.triangles == other.triangles);
}

/// The upper part of a sphere, around a hole.
Mesh bowl()
{
    Mesh mesh = test::sphere(30, 3);
    const auto is_low = [&](std::uint32_t vertex) { return mesh.positions[vertex].z < 5; };
    std::erase_if(mesh.triangles,
                  [&](glm::uvec3 t) { return is_low(t.x) || is_low(t.y) || is_low(t.z); });
    return mesh;
}

TEST(RepeatedTriangles, OneOfEachIsLeft)
{
    Mesh mesh = test::sphere(30, 2);
    const Mesh once = mesh;
    mesh.triangles.insert(mesh.triangles.end(), once.triangles.begin(), once.triangles.end());
    EXPECT_EQ(drop_repeated_triangles(mesh), once.triangles.size());
    EXPECT_EQ(mesh.triangles, once.triangles);
}

TEST(RepeatedTriangles, OfADoubleSidedScanTheOuterSideIsLeftWhateverTheOrder)
{
    for (const Mesh& shape : {test::sphere(30, 3), bowl()})
        for (unsigned seed = 1; seed <= 5; ++seed)
            expect_same(left_of(test::renumbered(double_sided(shape), seed)), left_of(shape));
}

TEST(RepeatedTriangles, ADoubleOneFacesAsItsNeighboursDo)
{
    // Seen from inside, so that "outwards" would be the wrong answer.
    Mesh shape = bowl();
    for (glm::uvec3& t : shape.triangles)
        std::swap(t.y, t.z);
    Mesh mesh = shape;
    for (std::size_t t = 0; t < shape.triangles.size(); ++t)
        if (t % 3 != 0) add_back_side(mesh, shape.triangles[t]);
    for (unsigned seed = 1; seed <= 5; ++seed)
        expect_same(left_of(test::renumbered(mesh, seed)), left_of(shape));
}

TEST(RepeatedTriangles, WhereNothingTellsOutFromInTheOrderStillDoesNotMatter)
{
    const Mesh flat = double_sided(test::grid_plane(6, 1));
    const Mesh left = left_of(flat);
    EXPECT_EQ(geometry::Topology(left).non_manifold_edges(), 0u);  // all of it faces one way
    Mesh pair;
    pair.positions = {{0, 0, 0}, {3, 0, 0}, {0, 4, 0}};
    pair.triangles = {{0, 1, 2}};
    pair = double_sided(pair);
    for (unsigned seed = 1; seed <= 5; ++seed) {
        expect_same(left_of(test::renumbered(flat, seed)), left);
        expect_same(left_of(test::renumbered(pair, seed)), left_of(pair));
    }
}

TEST(RepeatedTriangles, ASheetWithOneSideOnlyGivesTheSameInEveryOrder)
{
    // A Moebius strip, both "sides" of it: no choice is right everywhere.
    constexpr unsigned steps = 24;
    Mesh strip;
    for (unsigned i = 0; i < steps; ++i) {
        const float turn = 6.2831853f * float(i) / steps;
        const glm::vec3 out(std::cos(turn), std::sin(turn), 0);
        const glm::vec3 across = std::cos(turn / 2) * out + glm::vec3(0, 0, std::sin(turn / 2));
        strip.positions.push_back(30.f * out + 5.f * across);
        strip.positions.push_back(30.f * out - 5.f * across);
    }
    for (unsigned i = 0; i < steps; ++i) {
        const bool closes = i + 1 == steps;
        const unsigned a = 2 * i, b = a + 1, next = closes ? 0 : a + 2;
        const unsigned c = closes ? next + 1 : next, d = closes ? next : next + 1;
        strip.triangles.emplace_back(a, c, b);
        strip.triangles.emplace_back(b, c, d);
    }
    strip = double_sided(strip);
    for (unsigned seed = 1; seed <= 5; ++seed)
        expect_same(left_of(test::renumbered(strip, seed)), left_of(strip));
}

}  // namespace

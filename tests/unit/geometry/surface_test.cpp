// SPDX-License-Identifier: MIT
#include "geometry/surface.h"

#include "anatomy/scale.h"
#include "geometry/import.h"
#include "scans.h"
#include "shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace {

using geometry::Mesh;
using geometry::Surface;
using geometry::SurfacePoint;
using geometry::TriangleId;

/// A mesh of triangles of many shapes: a bumpy sheet with vertices moved and numbers given at
/// random.
Mesh crumpled_sheet(int cells, float step_mm, unsigned seed)
{
    Mesh mesh = test::grid_plane(cells, step_mm);
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> shift(-0.4f * step_mm, 0.4f * step_mm);
    for (glm::vec3& p : mesh.positions)
        p += glm::vec3(shift(random), shift(random), shift(random));
    return test::renumbered(mesh, seed);
}

float longest_edge_mm(const Mesh& mesh)
{
    float longest = 0;
    for (const glm::uvec3 t : mesh.triangles)
        for (int e = 0; e < 3; ++e)
            longest = std::max(longest,
                               glm::distance(mesh.positions[t[e]], mesh.positions[t[(e + 1) % 3]]));
    return longest;
}

TEST(Surface, NoEdgeIsLongerThanTheLimit)
{
    const Surface surface = geometry::build_surface(crumpled_sheet(10, 3, 1));
    EXPECT_LE(surface.max_edge_mm, 0.7f);
    EXPECT_NEAR(longest_edge_mm(surface.mesh), surface.max_edge_mm, 1e-5);
}

TEST(Surface, KeepsTheAreaOfEveryTriangleOfTheScan)
{
    const Mesh scan = crumpled_sheet(10, 3, 2);
    const Surface surface = geometry::build_surface(scan);
    std::vector<double> areas(scan.triangles.size(), 0);
    for (std::size_t t = 0; t < surface.mesh.triangles.size(); ++t)
        areas[surface.source[t].value] += geometry::area_mm2(surface.mesh, TriangleId(t));
    for (std::size_t t = 0; t < areas.size(); ++t)
        EXPECT_NEAR(areas[t], geometry::area_mm2(scan, TriangleId(t)), 1e-4);
}

TEST(Surface, CornerWeightsReproduceThePositions)
{
    const Mesh scan = crumpled_sheet(8, 3, 3);
    const Surface surface = geometry::build_surface(scan);
    for (std::size_t t = 0; t < surface.mesh.triangles.size(); ++t)
        for (int corner = 0; corner < 3; ++corner) {
            const glm::ivec3 weights = surface.corner_weights[t][std::size_t(corner)];
            EXPECT_EQ(weights.x + weights.y + weights.z, Surface::weight_one);
            const glm::dvec3 expected =
                position(scan, {surface.source[t], glm::dvec3(weights) / double(1 << 20)});
            const glm::dvec3 found = surface.mesh.positions[surface.mesh.triangles[t][corner]];
            EXPECT_LT(glm::distance(expected, found), 1e-5);
        }
}

TEST(Surface, HasNoTJunctions)
{
    // A T-junction would leave an edge without a twin inside the skin: the border would be longer.
    const Mesh scan = crumpled_sheet(10, 3, 4);
    const Surface surface = geometry::build_surface(scan);
    const auto border_mm = [](const Mesh& mesh, const geometry::Topology& topology) {
        double sum = 0;
        for (std::size_t h = 0; h < topology.twins().size(); ++h)
            if (topology.twin(h) == geometry::Topology::no_twin) {
                const glm::uvec3 t = mesh.triangles[h / 3];
                sum += glm::distance(mesh.positions[t[int(h % 3)]],
                                     mesh.positions[t[int((h + 1) % 3)]]);
            }
        return sum;
    };
    EXPECT_NEAR(
        border_mm(surface.mesh, surface.topology), border_mm(scan, geometry::Topology(scan)), 1e-3);
    EXPECT_EQ(surface.topology.non_manifold_edges(), 0u);
}

TEST(Surface, AClosedShapeStaysClosed)
{
    const Surface surface = geometry::build_surface(test::sphere(20, 3));
    EXPECT_TRUE(std::ranges::none_of(surface.topology.twins(), [](int twin) { return twin < 0; }));
    // Euler's formula: no vertex was made twice.
    const auto edges = surface.topology.twins().size() / 2;
    EXPECT_EQ(surface.mesh.positions.size() + surface.mesh.triangles.size() - edges, 2u);
}

TEST(Surface, ThreeTrianglesAtOneEdgeAreSplitAlike)
{
    Mesh scan;
    scan.positions = {{0, 0, 0}, {3, 0, 0}, {0, 3, 0}, {0, -3, 0}, {0, 0, 3}};
    scan.triangles = {{0, 1, 2}, {1, 0, 3}, {0, 1, 4}};
    const Surface surface = geometry::build_surface(scan);
    // 3 mm in pieces of at most 0.7 mm: eight pieces, each still shared by three triangles.
    EXPECT_EQ(surface.topology.non_manifold_edges(), 8u);
}

TEST(Surface, KnowsThePiecesOfEachTriangleOfTheScan)
{
    const Mesh scan = crumpled_sheet(6, 2, 5);
    const Surface surface = geometry::build_surface(scan);
    std::size_t pieces = 0;
    for (std::size_t t = 0; t < scan.triangles.size(); ++t)
        for (const std::uint32_t piece : surface.pieces_of(TriangleId(t))) {
            EXPECT_EQ(surface.source[piece], TriangleId(t));
            ++pieces;
        }
    EXPECT_EQ(pieces, surface.mesh.triangles.size());
}

/// All that must not depend on the scan's numbers.
void expect_same_skin(const Surface& one, const Surface& other)
{
    ASSERT_EQ(one.mesh.triangles, other.mesh.triangles);
    ASSERT_EQ(one.mesh.positions, other.mesh.positions);
    ASSERT_EQ(one.normals, other.normals);
    EXPECT_EQ(one.max_edge_mm, other.max_edge_mm);
    EXPECT_TRUE(std::ranges::equal(one.topology.twins(), other.topology.twins()));
}

TEST(Surface, IsTheSameForARenumberedScan)
{
    for (const unsigned seed : {1u, 2u, 3u}) {
        const Mesh scan = crumpled_sheet(8, 3, seed);
        expect_same_skin(geometry::build_surface(scan),
                         geometry::build_surface(test::renumbered(scan, seed)));
    }
}

TEST(Surface, OfARenumberedPersonIsTheSame)
{
    for (const auto& file : {test::reference_model("face.ply"), test::real_scan("head-02.ply")}) {
        if (file.empty()) continue;
        const geometry::Scan scan =
            anatomy::in_millimetres(geometry::import_mesh(file), std::nullopt);
        expect_same_skin(geometry::build_surface(scan.mesh),
                         geometry::build_surface(test::renumbered(scan.mesh, 9)));
    }
}

TEST(Surface, AFineScanIsOnlyPutInOrder)
{
    const Mesh scan = test::grid_plane(10, 0.4f);
    const Surface surface = geometry::build_surface(scan);
    const Mesh ordered = canonical(scan, canonical_order(scan));
    EXPECT_EQ(surface.mesh.triangles, ordered.triangles);
    EXPECT_EQ(surface.mesh.positions, ordered.positions);
}

TEST(Surface, ATriangleBudgetRaisesTheEdgeLimit)
{
    const Mesh scan = test::grid_plane(10, 5);
    const Surface surface = geometry::build_surface(scan, {.max_triangles = 2000});
    EXPECT_LE(surface.mesh.triangles.size(), 2000u);
    EXPECT_GT(surface.mesh.triangles.size(), 400u);
    EXPECT_GT(surface.max_edge_mm, 0.7f);
}

TEST(Surface, AScanOverTheBudgetIsNotSplit)
{
    const Mesh scan = test::grid_plane(10, 5);
    EXPECT_EQ(geometry::build_surface(scan, {.max_triangles = 100}).mesh.triangles.size(),
              scan.triangles.size());
}

TEST(Surface, AHugeTriangleDoesNotExhaustTheMachine)
{
    Mesh scan;
    scan.positions = {{0, 0, 0}, {1e9f, 0, 0}, {0, 1, 0}, {0, 1e9f, 0}};
    scan.triangles = {{0, 1, 2}, {1, 3, 2}};
    const Surface surface = geometry::build_surface(scan, {.max_triangles = 50'000});
    EXPECT_LE(surface.mesh.triangles.size(), 50'000u);
}

TEST(Surface, NormalsPointOutwards)
{
    const Surface surface = geometry::build_surface(test::sphere(20, 3));
    for (std::size_t v = 0; v < surface.mesh.positions.size(); ++v)
        EXPECT_GT(glm::dot(surface.normals[v], glm::normalize(surface.mesh.positions[v])), 0.98f);
}

TEST(Surface, NamesAPlaceOfTheScanAndBack)
{
    const Mesh scan = crumpled_sheet(6, 3, 7);
    const Surface surface = geometry::build_surface(scan);
    std::mt19937 random(8);
    std::uniform_real_distribution<double> part(0, 1);
    std::uniform_int_distribution<std::uint32_t> triangle(0,
                                                          std::uint32_t(scan.triangles.size() - 1));
    for (int i = 0; i < 200; ++i) {
        const double a = part(random), b = part(random) * (1 - a);
        const SurfacePoint place{TriangleId(triangle(random)), {a, b, 1 - a - b}};
        const SurfacePoint refined = on_surface(surface, place);
        EXPECT_LT(glm::distance(position(surface.mesh, refined), position(scan, place)), 1e-5);
        const SurfacePoint back = on_scan(surface, refined);
        EXPECT_EQ(back.triangle, place.triangle);
        EXPECT_LT(glm::distance(back.weights, place.weights), 1e-9);
    }
}

TEST(Surface, AWholeStepOfWeightsKeepsItsPlace)
{
    // As the sampler and the session map name places: in 2^-20 of a triangle.
    const Mesh scan = test::sphere(30, 2);
    const Surface surface = geometry::build_surface(scan);
    std::uint32_t noise = 7;
    for (std::uint32_t t = 0; t < scan.triangles.size(); ++t) {
        noise = noise * 1664525 + 1013904223;
        const int a = int(noise >> 12), b = int((noise & 0xFFF) * ((1 << 20) - a) >> 12);
        const SurfacePoint place{TriangleId(t),
                                 glm::dvec3(a, b, (1 << 20) - a - b) / double(1 << 20)};
        const SurfacePoint refined = on_surface(surface, place);
        EXPECT_LT(glm::distance(position(surface.mesh, refined), position(scan, place)), 1e-4);
    }
}

TEST(Surface, KnowsWhereEachOfItsVerticesIsOnTheScan)
{
    const Mesh scan = test::sphere(40, 2);
    const Surface surface = geometry::build_surface(scan);
    const std::vector<SurfacePoint> places = vertices_on_scan(surface);
    ASSERT_EQ(places.size(), surface.mesh.positions.size());
    for (std::size_t v = 0; v < places.size(); ++v)
        EXPECT_LT(glm::distance(position(scan, places[v]), glm::dvec3(surface.mesh.positions[v])),
                  1e-4);
}

TEST(Surface, CanBeCancelled)
{
    const base::Progress stop([](float) { return false; });
    EXPECT_THROW(geometry::build_surface(test::sphere(20, 3), {}, stop), base::Cancelled);
}

}  // namespace

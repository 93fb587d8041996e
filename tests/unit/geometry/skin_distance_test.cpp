// SPDX-License-Identifier: MIT
#include "exact_geodesics.h"
#include "geometry/import.h"
#include "geometry/skin_distance.h"
#include "scans.h"
#include "shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

namespace {

using geometry::Mesh;
using geometry::SkinDistance;
using geometry::SurfacePoint;
using geometry::Topology;
using geometry::TriangleId;

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Skin {
    Mesh mesh;
    Topology topology;
    SkinDistance distance;

    explicit Skin(Mesh m)
        : mesh(std::move(m))
        , topology(mesh)
        , distance(mesh, topology)
    {
    }

    double between(const SurfacePoint& a, const SurfacePoint& b, double radius_mm = 1000)
    {
        distance.spread(a, radius_mm);
        return distance.to(b);
    }
};

/// Anywhere, also exactly on edges and at vertices.
SurfacePoint random_place(const Mesh& mesh, std::mt19937& random)
{
    std::uniform_real_distribution<double> part(0, 1);
    std::uniform_int_distribution<std::uint32_t> triangle(0,
                                                          std::uint32_t(mesh.triangles.size() - 1));
    double a = part(random), b = part(random);
    if (a + b > 1) a = 1 - a, b = 1 - b;
    const SurfacePoint inside{TriangleId(triangle(random)), {a, b, 1 - a - b}};
    switch (random() % 8) {
    case 0:
        return {inside.triangle, {a, 1 - a, 0}};
    case 1:
        return {inside.triangle, {0, a, 1 - a}};
    case 2:
        return {inside.triangle, {1, 0, 0}};
    case 3:
        return {inside.triangle, {0, 0, 1}};
    default:
        return inside;
    }
}

/// The place of a mesh in the plane z = 0 that has these coordinates.
SurfacePoint place_at(const Mesh& mesh, double x, double y)
{
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const auto [a, b, c] = mesh.corners(TriangleId(t));
        const double whole = glm::cross(b - a, c - a).z;
        const glm::dvec3 p(x, y, 0);
        const glm::dvec3 w(glm::cross(b - p, c - p).z / whole,
                           glm::cross(c - p, a - p).z / whole,
                           glm::cross(a - p, b - p).z / whole);
        if (std::min({w.x, w.y, w.z}) >= -1e-9) return {TriangleId(t), glm::max(w, 0.0)};
    }
    throw std::logic_error("the mesh has no such place");
}

Mesh without(const Mesh& mesh, const std::function<bool(glm::dvec3)>& removed)
{
    Mesh rest{mesh.positions, {}};
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const auto [a, b, c] = mesh.corners(TriangleId(t));
        if (!removed((a + b + c) / 3.0)) rest.triangles.push_back(mesh.triangles[t]);
    }
    return rest;
}

/// A cube of side 10 around (5, 5, 5), its faces split in cells x cells squares.
Mesh cube(int cells)
{
    Mesh mesh;
    const float step = 10.0f / float(cells);
    const Mesh face = test::grid_plane(cells, step);
    const auto add_face = [&](auto placed, bool flipped) {
        const auto first = unsigned(mesh.positions.size());
        for (const glm::vec3& p : face.positions)
            mesh.positions.push_back(placed(p));
        for (const glm::uvec3 t : face.triangles)
            mesh.triangles.push_back((flipped ? glm::uvec3(t.x, t.z, t.y) : t) + first);
    };
    add_face([](glm::vec3 p) { return glm::vec3(p.x, p.y, 10); }, false);
    add_face([](glm::vec3 p) { return glm::vec3(p.x, p.y, 0); }, true);
    add_face([](glm::vec3 p) { return glm::vec3(10, p.x, p.y); }, false);
    add_face([](glm::vec3 p) { return glm::vec3(0, p.x, p.y); }, true);
    add_face([](glm::vec3 p) { return glm::vec3(p.y, 10, p.x); }, false);
    add_face([](glm::vec3 p) { return glm::vec3(p.y, 0, p.x); }, true);

    std::vector<unsigned> first_at_place;
    for (const glm::vec3& p : mesh.positions)
        first_at_place.push_back(
            unsigned(std::ranges::find(mesh.positions, p) - mesh.positions.begin()));
    for (glm::uvec3& t : mesh.triangles)
        t = {first_at_place[t.x], first_at_place[t.y], first_at_place[t.z]};
    return mesh;
}

/// Skin at its worst: a sheet of jittered triangles, noise as large as the edges.
Mesh rough_sheet(int cells, unsigned seed)
{
    Mesh mesh = test::grid_plane(cells, 1);
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> shift(-0.35f, 0.35f), height(-0.6f, 0.6f);
    for (glm::vec3& p : mesh.positions)
        p = {p.x + shift(random), p.y + shift(random), 2 * std::sin(p.x / 3) + height(random)};
    return mesh;
}

// ---- Analytic truth ----

TEST(SkinDistance, OnAPlaneIsTheStraightLine)
{
    Skin skin(test::grid_plane(20, 1));
    std::mt19937 random(1);
    for (int i = 0; i < 20; ++i) {
        const SurfacePoint source = random_place(skin.mesh, random);
        skin.distance.spread(source, 100);
        for (int j = 0; j < 50; ++j) {
            const SurfacePoint target = random_place(skin.mesh, random);
            EXPECT_NEAR(skin.distance.to(target),
                        glm::distance(position(skin.mesh, source), position(skin.mesh, target)),
                        1e-9);
        }
    }
}

TEST(SkinDistance, OnACubeIsTheStraightLineOfItsNet)
{
    Skin skin(cube(3));
    ASSERT_TRUE(std::ranges::none_of(skin.topology.twins(), [](int twin) { return twin < 0; }));
    // From a place on the top (x, y, 10) to one on the side x = 10: the two ways around the corners
    // over a third face are longer for these.
    const auto on_top = place_at(
        Mesh{skin.mesh.positions, {skin.mesh.triangles.begin(), skin.mesh.triangles.begin() + 18}},
        7.3,
        4.1);
    skin.distance.spread(on_top, 100);
    for (std::size_t t = 36; t < 54; ++t) {
        const SurfacePoint target{TriangleId(t), {0.2, 0.3, 0.5}};
        const glm::dvec3 p = position(skin.mesh, target);
        ASSERT_NEAR(p.x, 10, 1e-9);
        const double over_the_edge = std::hypot(2.7 + 10 - p.z, p.y - 4.1);
        // Over the face y = 10, and over y = 0: the net turns by a right angle.
        const double over_back = std::hypot(10 - 4.1 + 10 - p.z, 2.7 + 10 - p.y);
        const double over_front = std::hypot(4.1 + 10 - p.z, 2.7 + p.y);
        EXPECT_NEAR(
            skin.distance.to(target), std::min({over_the_edge, over_back, over_front}), 1e-9);
    }
}

TEST(SkinDistance, BetweenOppositeCornersOfACubeIsTheDiagonalOfTwoFaces)
{
    Skin skin(cube(2));
    const auto corner = [&](glm::vec3 p) {
        for (std::size_t t = 0; t < skin.mesh.triangles.size(); ++t)
            for (int i = 0; i < 3; ++i)
                if (skin.mesh.positions[skin.mesh.triangles[t][i]] == p) {
                    glm::dvec3 weights(0);
                    weights[i] = 1;
                    return SurfacePoint{TriangleId(t), weights};
                }
        return SurfacePoint{};
    };
    EXPECT_NEAR(skin.between(corner({0, 0, 0}), corner({10, 10, 10})), 10 * std::sqrt(5), 1e-9);
}

TEST(SkinDistance, GoesAroundAHole)
{
    // A square hole between (8, 8) and (12, 12): the shortest path bends at its corners.
    const Mesh sheet = without(test::grid_plane(20, 1), [](glm::dvec3 p) {
        return p.x > 8 && p.x < 12 && p.y > 8 && p.y < 12;
    });
    Skin skin(sheet);
    const double expected = std::hypot(4, 1) + 4 + std::hypot(4, 1);
    EXPECT_NEAR(skin.between(place_at(sheet, 4, 9), place_at(sheet, 16, 9)), expected, 1e-9);
    EXPECT_NEAR(skin.between(place_at(sheet, 8, 8.5), place_at(sheet, 12, 8.5)), 5, 1e-9);
}

TEST(SkinDistance, GoesThroughAGapAsWideAsOneEdge)
{
    const Mesh sheet = without(test::grid_plane(20, 1), [](glm::dvec3 p) {
        return p.x > 10 && p.x < 11 && !(p.y > 17 && p.y < 18);
    });
    Skin skin(sheet);
    const double expected = std::hypot(5, 14) + 1 + std::hypot(4, 14);
    EXPECT_NEAR(skin.between(place_at(sheet, 5, 3), place_at(sheet, 15, 3)), expected, 1e-9);
}

TEST(SkinDistance, OnAFineSphereIsNearTheGreatCircle)
{
    Skin skin(test::sphere(20, 4));
    std::mt19937 random(2);
    for (int i = 0; i < 20; ++i) {
        const SurfacePoint a = random_place(skin.mesh, random);
        const SurfacePoint b = random_place(skin.mesh, random);
        const double angle = std::acos(std::clamp(glm::dot(glm::normalize(position(skin.mesh, a)),
                                                           glm::normalize(position(skin.mesh, b))),
                                                  -1.0,
                                                  1.0));
        EXPECT_NEAR(skin.between(a, b), 20 * angle, 0.003 * 20 * angle + 1e-6);
    }
}

// ---- Where no path leads ----

TEST(SkinDistance, FacingSkinIsInfinitelyFar)
{
    Skin skin(test::facing_planes(10, 1, 0.2f));
    const SurfacePoint below{TriangleId(90), {0.3, 0.3, 0.4}};
    const SurfacePoint above{TriangleId(290), {0.3, 0.3, 0.4}};
    EXPECT_EQ(skin.between(below, above), infinity);
}

TEST(SkinDistance, PartsThatTouchInOneVertexAreApart)
{
    Mesh mesh;
    mesh.positions = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {-1, 0, 0}, {0, -1, 0}};
    mesh.triangles = {{0, 1, 2}, {0, 3, 4}};
    Skin skin(mesh);
    const SurfacePoint a{TriangleId(0), {0.8, 0.1, 0.1}}, b{TriangleId(1), {0.8, 0.1, 0.1}};
    EXPECT_EQ(skin.between(a, b), infinity);
    EXPECT_EQ(skin.between({TriangleId(0), {1, 0, 0}}, b), infinity);
}

TEST(SkinDistance, AnEdgeOfThreeTrianglesIsNotCrossed)
{
    Mesh mesh;
    mesh.positions = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}};
    mesh.triangles = {{0, 1, 2}, {1, 0, 3}, {0, 1, 4}};
    Skin skin(mesh);
    EXPECT_EQ(skin.between({TriangleId(0), {0.3, 0.3, 0.4}}, {TriangleId(1), {0.3, 0.3, 0.4}}),
              infinity);
}

TEST(SkinDistance, EndsAtTheRadius)
{
    Skin skin(test::grid_plane(20, 1));
    const SurfacePoint source = place_at(skin.mesh, 10, 10);
    EXPECT_NEAR(skin.between(source, place_at(skin.mesh, 14.9, 10), 5), 4.9, 1e-9);
    EXPECT_EQ(skin.between(source, place_at(skin.mesh, 15.1, 10), 5), infinity);
}

TEST(SkinDistance, ReachesTheTrianglesOfTheDiscInRisingOrder)
{
    Skin skin(test::grid_plane(20, 1));
    skin.distance.spread(place_at(skin.mesh, 10.2, 10.4), 3);
    const auto reached = skin.distance.reached();
    EXPECT_TRUE(std::ranges::is_sorted(reached));
    for (std::size_t t = 0; t < skin.mesh.triangles.size(); ++t) {
        const auto [a, b, c] = skin.mesh.corners(TriangleId(t));
        const double centre = glm::distance((a + b + c) / 3.0, {10.2, 10.4, 0});
        const bool found = std::ranges::binary_search(reached, TriangleId(t));
        EXPECT_TRUE(found || centre > 3);
        EXPECT_TRUE(!found || centre < 4);
    }
}

TEST(SkinDistance, ForgetsTheSpreadBefore)
{
    Skin used(rough_sheet(15, 3)), fresh(rough_sheet(15, 3));
    std::mt19937 random(4);
    for (int i = 0; i < 50; ++i)
        used.distance.spread(random_place(used.mesh, random), 1 + i % 10);
    const SurfacePoint source = random_place(used.mesh, random);
    used.distance.spread(source, 6);
    fresh.distance.spread(source, 6);
    for (int i = 0; i < 200; ++i) {
        const SurfacePoint target = random_place(used.mesh, random);
        EXPECT_EQ(used.distance.to(target), fresh.distance.to(target));
    }
}

// ---- Properties ----

TEST(SkinDistance, IsTheSameBothWays)
{
    Skin skin(rough_sheet(15, 5));
    std::mt19937 random(6);
    for (int i = 0; i < 300; ++i) {
        const SurfacePoint a = random_place(skin.mesh, random);
        const SurfacePoint b = random_place(skin.mesh, random);
        const double there = skin.between(a, b), back = skin.between(b, a);
        EXPECT_NEAR(there, back, 1e-9 * there + 1e-12);
    }
}

TEST(SkinDistance, ADetourIsNeverShorter)
{
    Skin skin(rough_sheet(15, 7));
    std::mt19937 random(8);
    std::vector<SurfacePoint> places;
    for (int i = 0; i < 25; ++i)
        places.push_back(random_place(skin.mesh, random));
    std::vector<std::vector<double>> d;
    for (const SurfacePoint& source : places) {
        skin.distance.spread(source, 1000);
        d.emplace_back();
        for (const SurfacePoint& target : places)
            d.back().push_back(skin.distance.to(target));
    }
    for (std::size_t a = 0; a < places.size(); ++a)
        for (std::size_t b = 0; b < places.size(); ++b) {
            EXPECT_GE(
                d[a][b] + 1e-9,
                glm::distance(position(skin.mesh, places[a]), position(skin.mesh, places[b])));
            for (std::size_t c = 0; c < places.size(); ++c)
                EXPECT_LE(d[a][c], d[a][b] + d[b][c] + 1e-9);
        }
}

// ---- The independent oracle ----

void expect_agreement(const Mesh& mesh,
                      const SurfacePoint& source,
                      double radius_mm,
                      std::span<const SurfacePoint> targets)
{
    Skin skin(mesh);
    skin.distance.spread(source, radius_mm);
    const std::vector<double> expected = test::exact_distances(mesh, source, targets);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const double found = skin.distance.to(targets[i]);
        if (expected[i] < radius_mm * (1 - 1e-9))
            EXPECT_NEAR(found, expected[i], 1e-6 * expected[i] + 1e-9);
        else
            EXPECT_TRUE(found == infinity || expected[i] <= radius_mm * (1 + 1e-9));
    }
}

TEST(SkinDistance, AgreesWithTheOracleOnRoughSheets)
{
    std::mt19937 random(9);
    for (unsigned seed = 0; seed < 12; ++seed) {
        const Mesh mesh = rough_sheet(14, 100 + seed);
        std::vector<SurfacePoint> targets;
        for (int i = 0; i < 150; ++i)
            targets.push_back(random_place(mesh, random));
        expect_agreement(mesh, random_place(mesh, random), seed % 2 ? 100 : 5, targets);
    }
}

TEST(SkinDistance, AgreesWithTheOracleAroundHoles)
{
    std::mt19937 random(10);
    for (unsigned seed = 0; seed < 6; ++seed) {
        const Mesh mesh = without(rough_sheet(16, 200 + seed), [](glm::dvec3 p) {
            return std::hypot(p.x - 5, p.y - 8) < 2.5 || std::hypot(p.x - 11, p.y - 8) < 2;
        });
        std::vector<SurfacePoint> targets;
        for (int i = 0; i < 150; ++i)
            targets.push_back(random_place(mesh, random));
        expect_agreement(mesh, random_place(mesh, random), 100, targets);
    }
}

void expect_agreement_on_patches(const Mesh& scan, unsigned seed, int patches)
{
    std::mt19937 random(seed);
    constexpr double radius_mm = 10;
    for (int i = 0; i < patches; ++i) {
        const auto around = random_place(scan, random);
        const test::Patch patch =
            test::patch_around(scan, geometry::Topology(scan), around, 1.2 * radius_mm);
        SurfacePoint source = around;
        source.triangle = TriangleId(std::ranges::lower_bound(patch.source, around.triangle) -
                                     patch.source.begin());
        std::vector<SurfacePoint> targets;
        for (int j = 0; j < 60; ++j)
            targets.push_back(random_place(patch.mesh, random));
        expect_agreement(patch.mesh, source, radius_mm, targets);
    }
}

TEST(SkinDistance, AgreesWithTheOracleOnRealHeads)
{
    for (const char* name : {"head-01.obj", "head-02.ply"}) {
        const auto file = test::real_scan(name);
        if (file.empty()) GTEST_SKIP() << "no real scans here";
        expect_agreement_on_patches(geometry::import_mesh(file).mesh, 11, 8);
    }
}

}  // namespace

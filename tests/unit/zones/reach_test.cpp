// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "painting.h"
#include "shapes.h"
#include "zones/reach.h"

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <set>

namespace {

using geometry::Mesh;
using test::Canvas;
using test::dab;
using testing::HasSubstr;
using zones::ReachedVertex;
using zones::Stroke;
using zones::StrokeMode;

std::vector<ReachedVertex> reach(const Canvas& canvas, const Stroke& stroke)
{
    return reached_by(stroke, canvas.surface, canvas.bvh);
}

glm::dvec3 place_of(const Canvas& canvas, const ReachedVertex& reached)
{
    return canvas.surface.mesh.positions[reached.vertex.value];
}

std::string refusal(const Canvas& canvas, const Stroke& stroke)
{
    try {
        reach(canvas, stroke);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

/// A strip whose profile in the x-z plane is this polyline, 20 mm wide, facing left of its run.
Mesh strip(const std::vector<glm::vec2>& profile)
{
    constexpr int cells = 20;
    Mesh mesh;
    for (const glm::vec2 p : profile)
        for (int y = 0; y <= cells; ++y)
            mesh.positions.emplace_back(p.x, float(y), p.y);
    const auto at = [](std::size_t i, int y) { return unsigned(i * (cells + 1) + unsigned(y)); };
    for (std::size_t i = 0; i + 1 < profile.size(); ++i)
        for (int y = 0; y < cells; ++y) {
            mesh.triangles.emplace_back(at(i, y), at(i + 1, y), at(i + 1, y + 1));
            mesh.triangles.emplace_back(at(i, y), at(i + 1, y + 1), at(i, y + 1));
        }
    return mesh;
}

/// A cushion: two squares that share their border, `thickness_mm` apart inside it.
Mesh cushion(int cells, float step_mm, float thickness_mm)
{
    Mesh mesh = test::grid_plane(cells, step_mm);
    const auto on_border = [&](const glm::vec3& p) {
        const float side = float(cells) * step_mm;
        return p.x == 0 || p.y == 0 || p.x == side || p.y == side;
    };
    const std::vector<glm::uvec3> top = mesh.triangles;
    std::map<unsigned, unsigned> below;
    for (unsigned v = 0, count = unsigned(mesh.positions.size()); v < count; ++v) {
        const glm::vec3 p = mesh.positions[v];
        below[v] = v;
        if (on_border(p)) continue;
        below[v] = unsigned(mesh.positions.size());
        mesh.positions.emplace_back(p.x, p.y, -thickness_mm / 2);
        mesh.positions[v].z = thickness_mm / 2;
    }
    for (const glm::uvec3 t : top)
        mesh.triangles.emplace_back(below[t.x], below[t.z], below[t.y]);
    return mesh;
}

// ---- What is reached ----

TEST(Reach, HoldsAllVerticesOfAPlaneInTheDiscAndTwoEdgesBeyond)
{
    const Canvas canvas(test::grid_plane(20, 2));
    const glm::dvec3 centre(20.3, 19.6, 0);
    const auto reached = reach(canvas, dab(centre, 6));
    std::set<std::uint32_t> found, expected;
    for (const ReachedVertex& vertex : reached) {
        found.insert(vertex.vertex.value);
        EXPECT_NEAR(vertex.distance_mm, glm::distance(place_of(canvas, vertex), centre), 1e-5);
    }
    for (std::uint32_t v = 0; v < canvas.surface.mesh.positions.size(); ++v)
        if (glm::distance(glm::dvec3(canvas.surface.mesh.positions[v]), centre) <= 6)
            expected.insert(v);
    for (int ring = 0; ring < 2; ++ring) {
        const std::set<std::uint32_t> inner = expected;
        for (const glm::uvec3 t : canvas.surface.mesh.triangles)
            if (inner.contains(t.x) || inner.contains(t.y) || inner.contains(t.z))
                expected.insert({t.x, t.y, t.z});
    }
    EXPECT_EQ(found, expected);
}

TEST(Reach, IsInRisingOrderWithoutRepeats)
{
    const Canvas canvas(test::sphere(20, 3));
    const auto reached = reach(canvas, {StrokeMode::add, 5, {{0, 0, 20}, {10, 0, 17}, {0, 0, 20}}});
    EXPECT_TRUE(std::ranges::is_sorted(reached, std::ranges::less_equal{}, &ReachedVertex::vertex));
}

TEST(Reach, APlaceOffTheSkinIsSnappedToIt)
{
    const Canvas canvas(test::grid_plane(20, 2));
    const auto on = reach(canvas, dab({20, 20, 0}, 5)), off = reach(canvas, dab({20, 20, 7}, 5));
    ASSERT_EQ(on.size(), off.size());
    for (std::size_t i = 0; i < on.size(); ++i)
        EXPECT_NEAR(on[i].distance_mm, off[i].distance_mm, 1e-6);
}

TEST(Reach, ALongDragFollowsTheSkinInsteadOfTheChord)
{
    const Canvas canvas(test::sphere(40, 4));
    const Stroke drag{StrokeMode::add, 3, {{30, 0, std::sqrt(700.0)}, {-30, 0, std::sqrt(700.0)}}};
    const auto field = canvas.painted({drag});
    for (double degrees = 45; degrees <= 135; degrees += 1) {
        const double angle = degrees * std::numbers::pi / 180;
        const auto hit = canvas.bvh.nearest({40 * std::cos(angle), 0, 40 * std::sin(angle)}, 1);
        EXPECT_NEAR(value_mm(canvas.surface, field, hit->place), -3, 0.25);
    }
}

TEST(Reach, AThousandPlacesGiveWhatTheirDrawnLineGives)
{
    const Canvas canvas(test::grid_plane(20, 2));
    Stroke many{StrokeMode::add, 4, {}};
    for (int i = 0; i <= 1000; ++i)
        many.path_mm.emplace_back(8 + 0.024 * i, 20, 0);
    const auto reached = reach(canvas, many);
    const auto expected = reach(canvas, {StrokeMode::add, 4, {{8, 20, 0}, {32, 20, 0}}});
    ASSERT_EQ(reached.size(), expected.size());
    for (std::size_t i = 0; i < reached.size(); ++i)
        EXPECT_NEAR(reached[i].distance_mm, expected[i].distance_mm, 1e-4);
}

// ---- What is not ----

TEST(Reach, NeverJumpsToFacingSkin)
{
    const Canvas canvas(test::facing_planes(20, 2, 1));
    const Stroke drag{StrokeMode::add, 6, {{12, 20, 0.3}, {28, 20, 0.3}, {20, 30, 0}}};
    const auto reached = reach(canvas, drag);
    EXPECT_FALSE(reached.empty());
    for (const ReachedVertex& vertex : reached)
        EXPECT_EQ(place_of(canvas, vertex).z, 0);
}

TEST(Reach, NeverGoesThroughAThinSheet)
{
    const Canvas canvas(cushion(20, 2, 1));
    const auto reached = reach(canvas, dab({20, 20, 0.5}, 6));
    EXPECT_FALSE(reached.empty());
    for (const ReachedVertex& vertex : reached)
        EXPECT_EQ(place_of(canvas, vertex).z, 0.5);
}

TEST(Reach, DoesNotWrapAroundAThinBorder)
{
    const Canvas canvas(cushion(20, 2, 1));
    const auto reached = reach(canvas, dab({5, 20, 0.5}, 8));
    for (const ReachedVertex& vertex : reached)
        EXPECT_GE(place_of(canvas, vertex).z, 0);
}

TEST(Reach, DoesNotJumpToTheNextLayerOfAFoldThatFacesTheSameWay)
{
    // An S in profile: three layers 1 mm apart, the first and the third face the same way.
    const Canvas canvas(strip({{0, 0}, {40, 0}, {40, 1}, {0, 1}, {0, 2}, {40, 2}}));
    const auto reached = reach(canvas, dab({20, 10, 0}, 6));
    EXPECT_FALSE(reached.empty());
    for (const ReachedVertex& vertex : reached)
        EXPECT_EQ(place_of(canvas, vertex).z, 0);
}

TEST(Reach, StopsAtAWall)
{
    // Three sheets that meet in one edge: nobody can say which way the skin goes on.
    Mesh mesh = strip({{0, 0}, {20, 0}, {40, 0}});
    const Mesh fin = strip({{20, 0}, {20, 20}});
    const auto first = unsigned(mesh.positions.size());
    for (const glm::vec3& p : fin.positions)
        mesh.positions.push_back(p);
    for (const glm::uvec3 t : fin.triangles) {
        glm::uvec3 joined = t + first;
        for (int corner = 0; corner < 3; ++corner)
            if (t[corner] <= 20) joined[corner] = 21 + t[corner];  // the strip's middle line
        mesh.triangles.push_back(joined);
    }
    const Canvas canvas(mesh);
    ASSERT_GT(canvas.surface.topology.non_manifold_edges(), 0u);
    for (const ReachedVertex& vertex : reach(canvas, dab({17, 10, 0}, 6)))
        EXPECT_TRUE(vertex.distance_mm > 6 || place_of(canvas, vertex).x <= 20);
}

// ---- What is refused ----

TEST(Reach, RefusesAPlaceOffTheSkinWithItsNumbers)
{
    const Canvas canvas(test::grid_plane(20, 2));
    EXPECT_EQ(refusal(canvas, dab({10, 12.5, 48}, 5)),
              "The stroke's place (10.0, 12.5, 48.0) is 48.0 mm off the skin; at most 10 mm are "
              "allowed.");
}

TEST(Reach, RefusesNumbersThatMakeNoStroke)
{
    const Canvas canvas(test::grid_plane(20, 2));
    EXPECT_THAT(refusal(canvas, dab({20, 20, 0}, 0)), HasSubstr("radius"));
    EXPECT_THAT(refusal(canvas, dab({20, 20, 0}, -3)), HasSubstr("-3 mm"));
    EXPECT_THAT(refusal(canvas, dab({20, 20, 0}, std::nan(""))), HasSubstr("radius"));
    EXPECT_THAT(refusal(canvas, {StrokeMode::add, 5, {}}), HasSubstr("at least one place"));
    EXPECT_THAT(refusal(canvas, dab({std::numeric_limits<double>::infinity(), 0, 0}, 5)),
                HasSubstr("not numbers"));
}

TEST(Reach, ADragBetweenTheTwoSidesOfASheetPaintsOnlyNearItsPlaces)
{
    const Canvas canvas(cushion(20, 2, 1));
    const auto reached = reach(canvas, {StrokeMode::add, 3, {{12, 20, 0.5}, {28, 20, -0.5}}});
    for (const ReachedVertex& vertex : reached)
        EXPECT_TRUE(vertex.distance_mm > 3 || std::abs(place_of(canvas, vertex).y - 20) < 3.1);
    EXPECT_FALSE(reached.empty());
}

}  // namespace

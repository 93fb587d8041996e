// SPDX-License-Identifier: MIT
#include "geometry/flatten.h"

#include "base/error.h"
#include "shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace geometry {
namespace {

std::vector<TriangleId> all_of(const Mesh& mesh)
{
    std::vector<TriangleId> all;
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t)
        all.emplace_back(t);
    return all;
}

/// Between all pairs of some corners: how far flat distances are from what they should be, at most.
template <typename Distance>
double worst_error_mm(const Mesh& mesh, const FlatPatch& flat, Distance distance)
{
    double worst = 0;
    const auto at = [](std::size_t t) {
        return SurfacePoint{TriangleId(std::uint32_t(t)), {1, 0, 0}};
    };
    for (std::size_t a = 0; a < mesh.triangles.size(); a += 7)
        for (std::size_t b = 0; b < a; b += 5)
            worst = std::max(worst,
                             std::abs(glm::distance(flat.place(at(a)), flat.place(at(b))) -
                                      distance(position(mesh, at(a)), position(mesh, at(b)))));
    return worst;
}

TEST(FlatPatch, KeepsAPlaneAsItIs)
{
    const Mesh plane = test::grid_plane(20, 2);
    const FlatPatch flat(plane, all_of(plane));
    const auto straight = [](glm::dvec3 a, glm::dvec3 b) { return glm::distance(a, b); };
    EXPECT_LT(worst_error_mm(plane, flat, straight), 0.01);
    EXPECT_EQ(flat.share_turned_over(), 0);
}

TEST(FlatPatch, RollsACylinderOut)
{
    // Bent about the y axis: each step of the plane becomes a chord, so the roll is known exactly.
    constexpr double radius_mm = 35, step_mm = 2;
    const double step_rad = 2 * std::asin(step_mm / (2 * radius_mm));
    Mesh roll = test::grid_plane(50, step_mm);
    const Mesh plane = roll;
    for (glm::vec3& p : roll.positions) {
        const double angle = p.x / step_mm * step_rad;
        p = {radius_mm * std::sin(angle), p.y, radius_mm * std::cos(angle)};
    }
    const FlatPatch flat(roll, all_of(roll));
    double worst = 0;
    for (std::uint32_t a = 0; a < roll.triangles.size(); a += 11)
        for (std::uint32_t b = 0; b < a; b += 13) {
            const SurfacePoint p{TriangleId(a), {1, 0, 0}}, q{TriangleId(b), {0, 1, 0}};
            worst = std::max(worst,
                             std::abs(glm::distance(flat.place(p), flat.place(q)) -
                                      glm::distance(position(plane, p), position(plane, q))));
        }
    EXPECT_LT(worst, 0.01);
}

TEST(FlatPatch, IsNotMirrored)
{
    const Mesh plane = test::grid_plane(6, 3);  // faces +z
    FlatPatch flat(plane, all_of(plane));
    const glm::dvec2 x = flat.direction({1, 0, 0}), y = flat.direction({0, 1, 0});
    EXPECT_NEAR(glm::length(x), 1, 1e-6);
    EXPECT_NEAR(x.x * y.y - x.y * y.x, 1, 1e-6);  // y is to the left of x, as seen from +z
    EXPECT_LT(glm::length(flat.direction({0, 0, 1})), 1e-6);
    flat.turn(std::numbers::pi / 2);
    EXPECT_LT(glm::distance(flat.direction({1, 0, 0}), glm::dvec2(-x.y, x.x)), 1e-6);
}

TEST(FlatPatch, SpreadsWhatABallCannotKeep)
{
    // A cap of 30 degrees: its area is kept to 1 %, its rim is stretched and its middle is not
    // torn.
    Mesh ball = test::sphere(40, 4);
    std::vector<TriangleId> cap;
    for (const TriangleId t : all_of(ball))
        if (glm::dot(normal(ball, t), glm::dvec3(0, 0, 1)) > std::cos(std::numbers::pi / 6))
            cap.push_back(t);
    const FlatPatch flat(ball, cap);
    EXPECT_EQ(flat.share_turned_over(), 0);
    double flat_area = 0, area = 0;
    for (const TriangleId t : cap) {
        const glm::dvec2 a = flat.place({t, {1, 0, 0}}), b = flat.place({t, {0, 1, 0}}),
                         c = flat.place({t, {0, 0, 1}});
        flat_area += ((b - a).x * (c - a).y - (b - a).y * (c - a).x) / 2;
        area += area_mm2(ball, t);
    }
    EXPECT_NEAR(flat_area / area, 1, 0.01);
}

TEST(FlatPatch, RefusesWhatHasNoEdge)
{
    const Mesh ball = test::sphere(40, 2);
    const auto lay = [&] { return FlatPatch(ball, all_of(ball)).share_turned_over(); };
    try {
        EXPECT_GT(lay(), 0.1);
    } catch (const base::Error& error) {
        EXPECT_STREQ(error.what(), "it closes upon itself and has no edge");
    }
}

}  // namespace
}  // namespace geometry

// SPDX-License-Identifier: MIT
// Whether skin reaches into a tool's part, held against a search over many places of each triangle.
#include "geometry/frustum.h"

#include "shapes.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <random>

namespace {

using geometry::Frustum;

class Dice {
public:
    explicit Dice(unsigned seed)
        : engine_(seed)
    {
    }
    double within(double size) { return (double(engine_() >> 8) / double(1 << 24) * 2 - 1) * size; }
    glm::dvec3 place(double size) { return {within(size), within(size), within(size)}; }

private:
    std::mt19937 engine_;
};

/// How far outside the frustum the place is, in radii there; below 0 inside, large off its ends.
double outside(const Frustum& frustum, glm::dvec3 place)
{
    const glm::dvec3 away = place - frustum.base;
    const double along = glm::dot(away, frustum.axis);
    if (along < 0 || along > frustum.length_mm) return 1e9;
    const double share = along / frustum.length_mm;
    const double radius =
        frustum.base_radius_mm + share * (frustum.top_radius_mm - frustum.base_radius_mm);
    return glm::length(away - along * frustum.axis) / radius - 1;
}

double least_outside(const Frustum& frustum, glm::dvec3 a, glm::dvec3 b, glm::dvec3 c)
{
    constexpr int steps = 120;
    double least = 1e9;
    for (int i = 0; i <= steps; ++i)
        for (int j = 0; i + j <= steps; ++j)
            least = std::min(
                least,
                outside(frustum,
                        a + (b - a) * (i / double(steps)) + (c - a) * (j / double(steps))));
    return least;
}

TEST(Frustum, HoldsATriangleExactlyWhereASearchFindsAPlaceOfIt)
{
    Dice dice(3);
    int inside = 0;
    for (int i = 0; i < 1500; ++i) {
        const Frustum frustum{dice.place(2),
                              glm::normalize(dice.place(1)),
                              3 + dice.within(2),
                              1.1 + dice.within(1),
                              1.1 + dice.within(1)};
        const glm::dvec3 a = dice.place(5), b = dice.place(5), c = dice.place(5);
        const bool found = place_inside(frustum, a, b, c).has_value();
        const double searched = least_outside(frustum, a, b, c);
        if (searched <= 0) {
            EXPECT_TRUE(found) << i;
            ++inside;
        } else if (searched > 0.2) {  // between the steps of the search little can hide
            EXPECT_FALSE(found) << i << ": " << searched;
        }
    }
    EXPECT_GT(inside, 300);
}

TEST(Frustum, IsTouchedByAMeshWhereOneOfItsTrianglesTouchesIt)
{
    const geometry::Mesh ball = test::sphere(20, 3);
    const geometry::Bvh bvh(ball);
    Dice dice(5);
    int inside = 0;
    for (int i = 0; i < 200; ++i) {
        const Frustum frustum{
            dice.place(25), glm::normalize(dice.place(1)), 12 + dice.within(10), 0.5, 1.5};
        bool any = false;
        for (std::uint32_t t = 0; t < ball.triangles.size() && !any; ++t) {
            const auto [a, b, c] = ball.corners(geometry::TriangleId(t));
            any = place_inside(frustum, a, b, c).has_value();
        }
        EXPECT_EQ(place_inside(frustum, ball, bvh).has_value(), any) << i;
        inside += any;
    }
    EXPECT_GT(inside, 40);
    EXPECT_LT(inside, 160);
}

}  // namespace

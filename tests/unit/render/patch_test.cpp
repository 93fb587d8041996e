// SPDX-License-Identifier: MIT
#include "render/patch.h"

#include "shapes.h"
#include "zones/zone_field.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace {

using namespace render;

constexpr std::int16_t untouched = zones::ZoneField::far_outside;

struct Ball {
    geometry::Mesh scan = test::sphere(40, 3);
    geometry::Surface surface = geometry::build_surface(scan);
    Skin whole = skin_of(scan);
    SurfaceSkin on{whole, scan, surface};

    /// A dab around a place, as a stroke leaves it: true distances up to a rim.
    std::vector<std::int16_t> dab(glm::vec3 at, float radius_mm) const
    {
        std::vector<std::int16_t> field;
        for (const glm::vec3 p : surface.mesh.positions) {
            const float mm = glm::length(p - at) - radius_mm;
            field.push_back(mm > 2 ? untouched : std::int16_t(mm * 1024));
        }
        return field;
    }
};

std::vector<std::int16_t> least_of(std::vector<std::int16_t> a, const std::vector<std::int16_t>& b)
{
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] = std::min(a[i], b[i]);
    return a;
}

/// Which triangles of the surface, by its vertices, and which values: whatever their order.
using Content = std::pair<std::set<std::array<std::uint32_t, 3>>, std::map<std::uint32_t, int>>;

Content content_of(const Patch& patch)
{
    Content content;
    const auto& numbers = patch.skin().surface_vertices;
    for (const glm::uvec3 t : patch.skin().triangles)
        content.first.insert({numbers[t.x], numbers[t.y], numbers[t.z]});
    for (std::size_t i = 0; i < numbers.size(); ++i)
        content.second[numbers[i]] = patch.field()[i];
    return content;
}

Content content_of(const Ball& ball, const std::vector<std::int16_t>& field)
{
    Content content;
    for (const glm::uvec3 t : ball.surface.mesh.triangles) {
        if (std::min({field[t.x], field[t.y], field[t.z]}) == untouched) continue;
        content.first.insert({t.x, t.y, t.z});
        for (int corner = 0; corner < 3; ++corner)
            content.second[t[corner]] = field[t[corner]];
    }
    return content;
}

TEST(Patch, IsTheTouchedPartOfTheSurface)
{
    const Ball ball;
    const auto field = ball.dab({0, 0, 40}, 12);
    Patch patch(ball.on);
    ASSERT_TRUE(patch.follow(field));
    EXPECT_GT(patch.skin().triangles.size(), 500u);
    EXPECT_EQ(content_of(patch), content_of(ball, field));
}

TEST(Patch, PaintedInStepsIsAsPaintedAtOnce)
{
    const Ball ball;
    Patch patch(ball.on);
    std::vector<std::int16_t> field = ball.dab({0, 0, 40}, 8);
    for (float x = 0; x < 20; x += 4) {
        field = least_of(field, ball.dab(glm::normalize(glm::vec3(x, 0, 40)) * 40.0f, 8));
        patch.follow(field);
    }
    EXPECT_EQ(content_of(patch), content_of(ball, field));
}

TEST(Patch, TellsWhatAStepChangedAndNoMore)
{
    const Ball ball;
    Patch patch(ball.on);
    auto field = ball.dab({0, 0, 40}, 12);
    patch.follow(field);
    const Skin before = patch.skin();
    const auto values = patch.field();
    field = least_of(field, ball.dab(glm::normalize(glm::vec3(10, 0, 40)) * 40.0f, 6));
    const auto change = patch.follow(field);
    ASSERT_TRUE(change);
    EXPECT_EQ(change->first_vertex, before.positions.size());
    EXPECT_EQ(change->first_triangle, before.triangles.size());
    EXPECT_GT(change->first_value, 0u);
    for (std::size_t i = 0; i < change->first_value; ++i)
        ASSERT_EQ(patch.field()[i], values[i]);
    for (std::size_t i = 0; i < before.triangles.size(); ++i)
        ASSERT_EQ(patch.skin().triangles[i], before.triangles[i]);
    EXPECT_FALSE(patch.follow(field)) << "nothing has changed since";
}

TEST(Patch, ForgetsAStrokeThatIsTakenBack)
{
    const Ball ball;
    const auto small = ball.dab({0, 0, 40}, 6), large = ball.dab({0, 0, 40}, 14);
    Patch patch(ball.on);
    patch.follow(large);
    const auto change = patch.follow(small);
    ASSERT_TRUE(change);
    EXPECT_EQ(change->first_vertex, 0u) << "all is new";
    EXPECT_EQ(content_of(patch), content_of(ball, small));
    EXPECT_TRUE(patch.follow(std::vector(small.size(), untouched)));
    EXPECT_TRUE(patch.skin().triangles.empty());
}

}  // namespace

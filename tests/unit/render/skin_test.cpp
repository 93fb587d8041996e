// SPDX-License-Identifier: MIT
#include "render/scene.h"

#include "shapes.h"
#include "zones/zone_field.h"

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace {

using namespace render;

geometry::Mesh mesh_of(const Skin& skin)
{
    return {skin.positions, skin.triangles};
}

/// A dab of 12 mm around the ball's front, as a stroke leaves it: true distances up to a rim.
std::vector<std::int16_t> dab_on(const geometry::Surface& surface)
{
    std::vector<std::int16_t> field;
    for (const glm::vec3 p : surface.mesh.positions) {
        const float mm = glm::length(p - glm::vec3(0, 0, 40)) - 12;
        field.push_back(mm > 2 ? zones::ZoneField::far_outside : std::int16_t(mm * 1024));
    }
    return field;
}

TEST(Skin, AConvexBodySeesAllOfTheSky)
{
    const Skin skin = skin_of(test::sphere(50, 3));
    EXPECT_THAT(skin.shading,
                testing::Each(testing::Field(&Shading::openness, testing::Gt(0.99f))));
}

TEST(Skin, ABallIsBentByItsRadiusAndASmallOneLetsLightThrough)
{
    const Skin ball = skin_of(test::sphere(50, 3)), bead = skin_of(test::sphere(2, 3));
    for (const Shading& shading : ball.shading) {
        ASSERT_NEAR(shading.curvature, 1.0 / 50, 0.001);
        ASSERT_LT(shading.thinness, 0.01f);
    }
    EXPECT_THAT(bead.shading, testing::Each(testing::Field(&Shading::thinness, testing::Gt(0.3f))));
}

TEST(Skin, TheOpenSkyIsSeenPastAWall)
{
    const Skin skin = skin_of(test::facing_planes(20, 4, 6));
    const auto aside = [&](std::size_t vertex) {
        return glm::length(glm::vec2(skin.shading[vertex].open));
    };
    EXPECT_GT(aside(10 * 21), 0.2f);  // in the middle of an edge
    EXPECT_LT(aside(10 * 21 + 10), 0.1f);
}

TEST(Skin, BetweenTwoCloseWallsItIsDarkest)
{
    const Skin skin = skin_of(test::facing_planes(20, 4, 6));
    const std::size_t middle = 10 * 21 + 10, corner = 0;
    EXPECT_LT(skin.shading[middle].openness, 0.45f);
    EXPECT_GT(skin.shading[corner].openness, skin.shading[middle].openness + 0.2f);
}

TEST(Skin, OfALargeScanIsAsFineAsAPictureCanShow)
{
    const geometry::Mesh scan = test::sphere(90, 7);
    const Skin far = skin_of(scan, 1.0), near = skin_of(scan, 0.01);
    EXPECT_EQ(near.triangles.size(), scan.triangles.size());
    EXPECT_LT(far.triangles.size(), scan.triangles.size() / 4);
    EXPECT_GT(far.triangles.size(), 20'000u);
    for (const Skin* skin : {&far, &near})
        for (const Shading& shading : skin->shading) {
            ASSERT_GT(shading.openness, 0.95f);  // a flat ray in twenty meets a facet
            ASSERT_NEAR(shading.curvature, 1.0 / 90, 0.003);
        }
}

TEST(Skin, IsFineInsideAZoneAndCoarseElsewhere)
{
    const geometry::Mesh scan = test::sphere(40, 2);
    const geometry::Surface surface = geometry::build_surface(scan);
    const auto field = dab_on(surface);
    const Skin skin = skin_of(scan, surface, std::vector{Field(field)});
    EXPECT_LT(skin.triangles.size(), surface.mesh.triangles.size() / 4);
    EXPECT_GT(skin.triangles.size(), scan.triangles.size() * 4);
    EXPECT_NEAR(geometry::area_mm2(mesh_of(skin)), geometry::area_mm2(scan), 0.5);
}

TEST(Skin, AZoneHasAllItsInsideTriangles)
{
    const geometry::Mesh scan = test::sphere(40, 2);
    const geometry::Surface surface = geometry::build_surface(scan);
    const auto field = dab_on(surface);
    const Skin skin = skin_of(scan, surface, std::vector{Field(field)});
    const auto drawn = field_on(skin, field);
    const auto inside = [](const auto& triangles, const auto& values) {
        return std::ranges::count_if(triangles, [&](glm::uvec3 t) {
            return values[t.x] < 0 && values[t.y] < 0 && values[t.z] < 0;
        });
    };
    EXPECT_GT(inside(skin.triangles, drawn), 100);
    EXPECT_EQ(inside(skin.triangles, drawn), inside(surface.mesh.triangles, field));
}

TEST(Skin, SplitsDoNotShowInTheNormals)
{
    const geometry::Mesh scan = test::sphere(40, 3);
    const geometry::Surface surface = geometry::build_surface(scan);
    const auto field = dab_on(surface);
    const Skin skin = skin_of(scan, surface, std::vector{Field(field)});
    for (std::size_t i = 0; i < skin.normals.size(); ++i)
        ASSERT_GT(glm::dot(skin.normals[i], glm::normalize(skin.positions[i])), 0.999f);
}

TEST(Skin, ZonesAreFramedWithWhatIsAroundThem)
{
    const geometry::Mesh scan = test::sphere(40, 4);
    Skin skin = skin_of(scan);
    SceneZone zone{.name = "front", .colour = zone_colour(0), .field = {}, .details = {}};
    for (const glm::vec3 p : skin.positions)
        zone.field.push_back(p.z > 35 ? std::int16_t(-10) : std::int16_t(10));
    const auto around = surroundings_of(std::vector{zone}, skin, outlook_of(View::front));
    EXPECT_LT(around.size(), skin.positions.size());
    const float lowest = std::ranges::min(around, {}, [](const glm::vec3 p) { return p.z; }).z;
    EXPECT_LT(lowest, 20);
    EXPECT_GT(lowest, -10);  // the outline of the ball
    zone.field.assign(skin.positions.size(), 10);
    EXPECT_EQ(surroundings_of(std::vector{zone}, skin, outlook_of(View::front)).size(),
              skin.positions.size());
}

TEST(Skin, ATrunkIsFramedToItsOutlineWithoutTheArmsBesideIt)
{
    Skin skin;
    SceneZone zone{.name = "belly", .colour = zone_colour(0), .field = {}, .details = {}};
    const auto add = [&](int x, int y) {
        skin.positions.push_back({x, y, 0});
        zone.field.push_back(std::abs(x) < 60 && std::abs(y) < 40 ? -10 : 10);
    };
    for (int y = -500; y <= 500; y += 5) {
        for (int x = -130; x <= 130; x += 5)
            add(x, y);
        add(180, y);  // an arm
    }
    const auto around = surroundings_of(std::vector{zone}, skin, outlook_of(View::front));
    float most_x = 0, most_y = 0;
    for (const glm::vec3 p : around)
        most_x = std::max(most_x, p.x), most_y = std::max(most_y, p.y);
    EXPECT_EQ(most_x, 130);
    EXPECT_LT(most_y, 100);
}

TEST(ZoneColours, DifferForTheFirstEight)
{
    std::set<std::tuple<float, float, float>> seen;
    for (std::size_t i = 0; i < 8; ++i)
        seen.insert({zone_colour(i).red, zone_colour(i).green, zone_colour(i).blue});
    EXPECT_EQ(seen.size(), 8u);
}

}  // namespace

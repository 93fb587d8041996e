// SPDX-License-Identifier: MIT
// A scan's picture on its way to the device: smaller copies, and vertices that are several places.
#include "render/skin_picture.h"

#include "geometry/surface.h"
#include "render/scene.h"
#include "zones/zone_field.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>

#include <algorithm>

namespace {

using namespace render;
using geometry::SkinPicture;
using geometry::Texture;

constexpr glm::u8vec4 red{200, 30, 30, 255}, green{20, 220, 40, 255};

ScanPicture
picture_of(std::uint32_t side, const auto& colour_at, std::vector<geometry::TexturePlaces> places)
{
    auto texture = std::make_shared<Texture>(Texture{side, side, {}});
    for (std::uint32_t y = 0; y < side; ++y)
        for (std::uint32_t x = 0; x < side; ++x)
            texture->pixels.push_back(colour_at(x, y));
    auto picture = std::make_shared<SkinPicture>();
    picture->texture = texture;
    picture->places = std::move(places);
    return picture;
}

const std::vector<geometry::TexturePlaces> everywhere{{{{0, 0}, {1, 0}, {1, 1}}},
                                                      {{{0, 0}, {1, 1}, {0, 1}}}};

TEST(SkinPicture, HasCopiesOfHalfTheSizeDownToOnePixel)
{
    const auto picture = picture_of(
        40, [](auto, auto) { return red; }, everywhere);
    const auto levels = levels_of(*picture, {});
    ASSERT_EQ(levels.size(), 6u);
    for (std::size_t i = 0; i < levels.size(); ++i) {
        EXPECT_EQ(levels[i].width, std::max(40u >> i, 1u));
        EXPECT_EQ(levels[i].pixels.size(), std::size_t(levels[i].width) * levels[i].height);
        EXPECT_THAT(levels[i].pixels, testing::Each(red));
    }
}

TEST(SkinPicture, IsMadeAsSmallAsTheDeviceWantsIt)
{
    const auto picture = picture_of(
        64, [](auto, auto) { return red; }, everywhere);
    EXPECT_EQ(levels_of(*picture, {.most_side = 64}).front().width, 64u);
    EXPECT_EQ(levels_of(*picture, {.most_side = 63}).front().width, 32u);
    EXPECT_EQ(levels_of(*picture, {.most_bytes = 20'000}).front().width, 32u);
    EXPECT_EQ(levels_of(*picture, {.most_bytes = 0}).front().width, 1u);
}

TEST(SkinPicture, IsAveragedInLinearLight)
{
    const auto picture = picture_of(
        64,
        [](std::uint32_t x, std::uint32_t y) {
            return (x + y) % 2 == 0 ? glm::u8vec4(255) : glm::u8vec4(0, 0, 0, 255);
        },
        everywhere);
    const auto levels = levels_of(*picture, {});
    for (std::size_t i = 1; i < levels.size(); ++i)
        for (const glm::u8vec4 pixel : levels[i].pixels)
            EXPECT_NEAR(pixel.g, 188, 2);  // half the light of white
}

TEST(SkinPicture, GoesOnBesideItsIslandsInTheirColour)
{
    // A red island that a triangle shows, on what the picture's maker left green.
    const auto in_island = [](std::uint32_t x, std::uint32_t y) { return x > y + 4 && x < 60; };
    const auto picture =
        picture_of(64,
                   [&](std::uint32_t x, std::uint32_t y) { return in_island(x, y) ? red : green; },
                   {{{{12 / 64.f, 2 / 64.f}, {56 / 64.f, 2 / 64.f}, {56 / 64.f, 44 / 64.f}}}});
    for (const PictureLevel& level : levels_of(*picture, {}))
        EXPECT_THAT(level.pixels, testing::Each(red));
}

TEST(SkinPicture, RepeatsWhereThePlacesLieBeyondIt)
{
    const auto reaching_to = [](float end) {
        SkinPicture picture;
        picture.places = {{{{0, 0}, {end, 0}, {end, 1}}},
                          {{geometry::no_place, geometry::no_place, geometry::no_place}}};
        return picture;
    };
    EXPECT_FALSE(repeats(reaching_to(1)));
    EXPECT_TRUE(repeats(reaching_to(1.5f)));
}

/// A square of four squares. A place on the picture is a place on it; right of the middle the
/// picture goes on elsewhere.
struct Square {
    geometry::Mesh mesh;
    ScanPicture picture;

    static glm::vec2 place(glm::vec3 p, bool right)
    {
        return right ? glm::vec2(0.5f + p.x / 100, 0.25f + p.y / 100)
                     : glm::vec2(p.x / 100, p.y / 100);
    }
    Square()
    {
        for (int y = 0; y <= 2; ++y)
            for (int x = 0; x <= 2; ++x)
                mesh.positions.emplace_back(10 * x, 10 * y, 0);
        std::vector<geometry::TexturePlaces> places;
        for (std::uint32_t y = 0; y < 2; ++y)
            for (std::uint32_t x = 0; x < 2; ++x) {
                const std::uint32_t a = 3 * y + x;
                for (const glm::uvec3 t : {glm::uvec3(a, a + 1, a + 4), {a, a + 4, a + 3}}) {
                    mesh.triangles.push_back(t);
                    geometry::TexturePlaces three;
                    for (int i = 0; i < 3; ++i)
                        three[std::size_t(i)] = place(mesh.positions[t[i]], x == 1);
                    places.push_back(three);
                }
            }
        picture = picture_of(
            4, [](auto, auto) { return red; }, std::move(places));
    }
};

/// Every triangle lies on the picture where its places say.
void expect_places(const Skin& skin)
{
    ASSERT_EQ(skin.places.size(), skin.positions.size());
    for (const glm::uvec3 t : skin.triangles) {
        const bool right =
            skin.positions[t.x].x + skin.positions[t.y].x + skin.positions[t.z].x > 30;
        for (int i = 0; i < 3; ++i)
            EXPECT_LT(glm::distance(skin.places[t[i]], Square::place(skin.positions[t[i]], right)),
                      1e-5f);
    }
}

TEST(PicturedSkin, HasItsVerticesTwiceAtASeamOfThePictureAndOnlyThere)
{
    const Square square;
    const Skin skin = skin_of(square.mesh, square.picture);
    expect_places(skin);
    ASSERT_EQ(skin.positions.size(), 9u + 3);
    EXPECT_EQ(skin.normals.size(), 12u);
    EXPECT_EQ(skin.shading.size(), 12u);
    for (std::size_t v = 0; v < 9; ++v)
        EXPECT_EQ(skin.positions[v], square.mesh.positions[v]) << "the scan's own numbers stay";
    for (std::size_t v = 9; v < 12; ++v)
        EXPECT_EQ(skin.positions[v].x, 10);
    EXPECT_TRUE(skin_of(square.mesh).places.empty());
}

TEST(PicturedSkin, CutForZonesLiesOnThePictureWhereTheScanDoes)
{
    const Square square;
    const geometry::Surface surface = geometry::build_surface(square.mesh);
    std::vector<std::int16_t> field(surface.mesh.positions.size(), zones::ZoneField::far_outside);
    for (std::size_t v = 0; v < field.size(); ++v)
        if (glm::length(surface.mesh.positions[v] - glm::vec3(9, 9, 0)) < 6) field[v] = -100;
    const Skin skin = skin_of(square.mesh, surface, std::vector{Field(field)}, square.picture);
    EXPECT_GT(skin.triangles.size(), 30u);
    EXPECT_EQ(skin.surface_vertices.size(), skin.positions.size());
    expect_places(skin);
    const Skin bare = skin_of(square.mesh, surface, std::vector{Field(field)});
    EXPECT_LT(skin.positions.size(), bare.positions.size() * 5 / 4) << "split at the seam only";
}

}  // namespace

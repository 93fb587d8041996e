// SPDX-License-Identifier: MIT
// A scan's picture on its skin, for each pixel.
#include "gpu_test.h"
#include "render/scene_renderer.h"

#include <gmock/gmock.h>

#include <cmath>
#include <functional>

namespace {

using namespace render;

constexpr gpu::Extent size{256, 256};
constexpr float side_mm = 100;
constexpr glm::u8vec4 light{225, 190, 170, 255}, dark{70, 40, 30, 255}, green{0, 255, 0, 255};

/// Two triangles that face the camera, with a picture on them.
struct Sheet {
    geometry::Mesh mesh{{{0, 0, 0}, {side_mm, 0, 0}, {side_mm, side_mm, 0}, {0, side_mm, 0}},
                        {{0, 1, 2}, {0, 2, 3}},
                        {glm::u8vec3(150), glm::u8vec3(150), glm::u8vec3(150), glm::u8vec3(150)}};
    std::uint32_t side = 256;
    float share = 1;  // of the picture, from its top left corner
    std::function<glm::u8vec4(std::uint32_t x, std::uint32_t y)> colour_at;

    Skin skin() const
    {
        auto texture = std::make_shared<geometry::Texture>(geometry::Texture{side, side, {}});
        for (std::uint32_t y = 0; y < side; ++y)
            for (std::uint32_t x = 0; x < side; ++x)
                texture->pixels.push_back(colour_at(x, y));
        const auto picture = std::make_shared<geometry::SkinPicture>();
        picture->texture = texture;
        picture->places = {{{{0, share}, {share, share}, {share, 0}}},
                           {{{0, share}, {share, 0}, {0, 0}}}};
        return skin_of(mesh, picture);
    }
};

class PicturedTest : public test::GpuTest {
protected:
    Picture draw(const Sheet& sheet, gpu::Extent of = size)
    {
        SceneRenderer renderer(device());
        const Skin skin = sheet.skin();
        renderer.show_skin(skin);
        EXPECT_TRUE(renderer.shows_picture());
        const float margin = float(of.width) / 16;
        return renderer.picture(
            framed(View::front,
                   skin.positions,
                   skin.positions,
                   {margin, margin, float(of.width) - 2 * margin, float(of.width) - 2 * margin}),
            of);
    }
    /// How often a row goes from dark to light.
    static int steps(const Picture& picture, std::uint32_t y)
    {
        int count = 0;
        for (std::uint32_t x = 24; x + 24 < picture.width; ++x)
            count += picture.at(x, y)[0] < 130 && picture.at(x + 1, y)[0] >= 130;
        return count;
    }
};

TEST_F(PicturedTest, ShowsWhatIsFinerThanTheTriangles)
{
    Sheet sheet;
    sheet.colour_at = [](std::uint32_t x, std::uint32_t) { return x / 16 % 2 == 0 ? light : dark; };
    const Picture striped = draw(sheet);
    EXPECT_NEAR(steps(striped, 100), 7, 1);  // of 8 pairs of stripes
    EXPECT_EQ(steps(striped, 100), steps(striped, 160)) << "on both triangles";
    sheet.colour_at = [](std::uint32_t, std::uint32_t y) { return y / 16 % 2 == 0 ? light : dark; };
    EXPECT_EQ(steps(draw(sheet), 100), 0) << "the other way they run along the row";
}

TEST_F(PicturedTest, IsUpright)
{
    Sheet sheet;
    sheet.colour_at = [](std::uint32_t x, std::uint32_t y) {
        return x < 128 && y < 128 ? dark : light;
    };
    const Picture picture = draw(sheet);
    EXPECT_LT(picture.at(70, 70)[0], 130);
    for (const auto& [x, y] : {std::pair(190u, 70u), {70u, 190u}, {190u, 190u}})
        EXPECT_GT(picture.at(x, y)[0], 130) << x << ", " << y;
}

TEST_F(PicturedTest, OfStripesFinerThanAPixelShowsTheirMeanWithoutMoire)
{
    Sheet sheet;
    sheet.side = 1024;
    sheet.colour_at = [](std::uint32_t x, std::uint32_t) { return x % 2 == 0 ? light : dark; };
    const Picture small = draw(sheet, {64, 64});
    int least = 255, most = 0;
    for (std::uint32_t x = 12; x < 52; ++x) {
        least = std::min<int>(least, small.at(x, 30)[0]);
        most = std::max<int>(most, small.at(x, 30)[0]);
    }
    EXPECT_GT(least, 130);
    EXPECT_LT(most - least, 25);
}

TEST_F(PicturedTest, ShowsNothingOfWhatLiesBesideItsIslands)
{
    Sheet sheet;
    sheet.share = 0.5f;
    sheet.colour_at = [](std::uint32_t x, std::uint32_t y) {
        return x < 128 && y < 128 ? light : green;
    };
    for (const std::uint32_t pixels : {256u, 64u, 24u}) {
        const Picture picture = draw(sheet, {pixels, pixels});
        for (std::uint32_t y = 0; y < pixels; ++y)
            for (std::uint32_t x = 0; x < pixels; ++x)
                ASSERT_LT(picture.at(x, y)[1], picture.at(x, y)[0] + 25)
                    << x << ", " << y << " of " << pixels;
    }
}

TEST_F(PicturedTest, OnALesserDeviceIsSmallerAndGivesWayToTheColoursOfTheVertices)
{
    Sheet sheet;
    sheet.side = 1024;
    sheet.colour_at = [](std::uint32_t x, std::uint32_t) { return x / 64 % 2 == 0 ? light : dark; };
    const auto shown_with = [&](std::size_t bytes) {
        gpu::Device lesser(gpu::DeviceSettings{.most_memory_bytes = bytes});
        SceneRenderer renderer(lesser);
        renderer.show_skin(sheet.skin());
        return std::pair(renderer.shows_picture(), lesser.memory().images);
    };
    const auto [all, whole_bytes] = shown_with(SIZE_MAX);
    EXPECT_TRUE(all);
    EXPECT_GE(whole_bytes, std::size_t(1024) * 1024 * 4) << "it is reported";
    const auto [some, smaller_bytes] = shown_with(std::size_t(4) << 20);
    EXPECT_TRUE(some);
    EXPECT_LE(smaller_bytes, std::size_t(1) << 20);
    // Fewer pixels than the scan has vertices show less than these do.
    sheet.mesh.positions.resize(5000);
    sheet.mesh.colours.resize(5000);
    EXPECT_FALSE(shown_with(60'000).first);
}

}  // namespace

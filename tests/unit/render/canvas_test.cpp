// SPDX-License-Identifier: MIT
#include "render/canvas.h"

#include "render/legend.h"
#include "render/picture.h"

#include <gmock/gmock.h>
#include <png.h>

#include <numbers>
#include <numeric>

namespace {

using namespace render;

constexpr Colour black{0, 0, 0, 1};

double opacity_sum(const Canvas& canvas)
{
    double sum = 0;
    for (std::size_t i = 3; i < canvas.rgba().size(); i += 4)
        sum += canvas.rgba()[i];
    return sum / 255;
}

TEST(Canvas, ARectangleCoversItsAreaEvenBetweenPixels)
{
    Canvas canvas(64, 64);
    canvas.rectangle({10.25f, 20.5f, 30, 12}, 0, black);
    EXPECT_NEAR(opacity_sum(canvas), 30 * 12, 3);
}

TEST(Canvas, ADiscCoversItsArea)
{
    Canvas canvas(64, 64);
    canvas.disc({31.3f, 30.9f}, 17, black);
    EXPECT_NEAR(opacity_sum(canvas), std::numbers::pi * 17 * 17, 3);
}

TEST(Canvas, ShapesBeyondTheEdgeAreCut)
{
    Canvas canvas(16, 16);
    canvas.rectangle({-10, -10, 18, 18}, 0, black);
    canvas.text({-4, 4}, "cut", {12, black, Weight::regular});
    canvas.line({0, 40}, {40, 0}, 2, black);
    EXPECT_NEAR(canvas.rgba()[3], 255, 1);
}

TEST(Canvas, ColoursAreMultipliedByTheirOpacity)
{
    Canvas canvas(4, 4);
    canvas.rectangle({-2, -2, 8, 8}, 0, {1, 0.5f, 0, 0.5f});
    const auto* pixel = &canvas.rgba()[4 * 5];
    EXPECT_THAT(std::vector(pixel, pixel + 4), testing::ElementsAre(128, 64, 0, 128));
}

TEST(Canvas, TextLeavesInkWhereItIsAligned)
{
    const TextStyle style{20, black, Weight::semibold};
    for (const Align align : {Align::left, Align::centre, Align::right}) {
        Canvas canvas(200, 40);
        canvas.text({100, 28}, "Cheek", style, align);
        const float share = align == Align::left ? 0 : align == Align::centre ? 0.5f : 1;
        const float middle = 100 + (0.5f - share) * canvas.text_width("Cheek", style);
        double sum = 0, moment = 0;
        for (std::size_t i = 0; i < canvas.rgba().size() / 4; ++i) {
            sum += canvas.rgba()[4 * i + 3];
            moment += canvas.rgba()[4 * i + 3] * double(i % 200);
        }
        EXPECT_GT(sum, 0);
        EXPECT_NEAR(moment / sum, middle, 3);
    }
}

TEST(Canvas, TheWidthOfTextGrowsWithItsSizeAndIsTheSumOfItsLetters)
{
    const Canvas canvas(1, 1);
    const TextStyle small{10, black, Weight::regular}, large{30, black, Weight::regular};
    EXPECT_NEAR(
        canvas.text_width("Forehead", large), 3 * canvas.text_width("Forehead", small), 0.01);
    EXPECT_NEAR(canvas.text_width("ab", small),
                canvas.text_width("a", small) + canvas.text_width("b", small),
                1e-4);
}

TEST(Canvas, TooLongTextIsShortenedToFit)
{
    const Canvas canvas(1, 1);
    const TextStyle style{16, black, Weight::regular};
    const std::string name = "Left cheek with a very long name";
    const std::string fits = canvas.shortened(name, style, 120);
    EXPECT_LE(canvas.text_width(fits, style), 120);
    EXPECT_THAT(fits, testing::StartsWith("Left ch"));
    EXPECT_THAT(fits, testing::EndsWith("\u2026"));
    EXPECT_EQ(canvas.shortened("short", style, 120), "short");
}

TEST(Letters, AreReadFromUtf8AndBrokenBytesAreMarked)
{
    EXPECT_EQ(letters_of("a\u00e9\u0416\u2264"),
              (std::vector<char32_t>{U'a', U'\u00e9', U'\u0416', U'\u2264'}));
    EXPECT_EQ(letters_of("a\xc3"), (std::vector<char32_t>{U'a', U'\uFFFD'}));
    EXPECT_EQ(letters_of("\xff"
                         "b"),
              (std::vector<char32_t>{U'\uFFFD', U'b'}));
}

TEST(Legend, TheScaleBarIsTheLongestRoundLength)
{
    EXPECT_EQ(scale_bar_mm(9.9), 5);
    EXPECT_EQ(scale_bar_mm(49), 20);
    EXPECT_EQ(scale_bar_mm(55), 50);
    EXPECT_EQ(scale_bar_mm(130), 100);
    EXPECT_EQ(scale_bar_mm(0.3), 0.2);
}

TEST(Legend, PanelAndSceneShareThePictureWithoutTouching)
{
    const LegendText text{.title = "Plan", .subtitle = "x", .summary = {}, .key = {}, .footer = {}};
    for (const auto& [width, height] :
         {std::pair(1600.f, 1200.f), {800.f, 1200.f}, {640.f, 480.f}}) {
        const Layout layout = layout_of(width, height, text, {});
        const Area &panel = layout.panel, &scene = layout.scene;
        const bool beside = panel.x + panel.width <= scene.x;
        const bool below = scene.y + scene.height <= panel.y;
        EXPECT_TRUE(beside || below);
        EXPECT_LE(scene.x + scene.width, width);
        EXPECT_GT(scene.width * scene.height, 0.4f * width * height);
    }
    EXPECT_EQ(layout_of(1600, 1200, {}, {}).panel.width, 0);
}

TEST(Png, HoldsThePicture)
{
    Picture picture{5, 3, {}};
    for (int i = 0; i < 15; ++i)
        picture.rgba.insert(picture.rgba.end(),
                            {std::uint8_t(i * 16), std::uint8_t(255 - i), std::uint8_t(i), 255});
    const std::string bytes = png_of(picture);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    ASSERT_TRUE(png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()));
    image.format = PNG_FORMAT_RGBA;
    std::vector<std::uint8_t> back(PNG_IMAGE_SIZE(image));
    ASSERT_TRUE(png_image_finish_read(&image, nullptr, back.data(), 0, nullptr));
    EXPECT_EQ(image.width, 5u);
    EXPECT_EQ(back, picture.rgba);
}

}  // namespace

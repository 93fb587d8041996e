// SPDX-License-Identifier: MIT
#include "gpu_test.h"
#include "render/known_scene.h"
#include "render/scene_renderer.h"
#include "shapes.h"
#include "zones/zone_field.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace {

using namespace render;

constexpr gpu::Extent size{240, 200};
constexpr float radius_mm = 80;

/// A ball of skin in the middle of the picture.
class SceneTest : public test::GpuTest {
protected:
    void SetUp() override
    {
        test::GpuTest::SetUp();
        if (IsSkipped()) return;
        skin = skin_of(test::sphere(radius_mm, 4));
        camera = framed(View::front, skin.positions, skin.positions, {20, 20, 200, 160});
        renderer.emplace(device());
        renderer->show_skin(skin);
    }
    void TearDown() override
    {
        renderer.reset();
        test::GpuTest::TearDown();
    }
    Picture draw() { return renderer->picture(camera, size); }

    SceneZone zone_with(auto distance_mm) const
    {
        SceneZone zone{.name = "zone",
                       .colour = zone_colour(0),
                       .hatch_deg = 45,
                       .facing = {0, 0, 1},
                       .field = {},
                       .details = {}};
        for (const glm::vec3 p : skin.positions)
            zone.field.push_back(std::int16_t(std::lround(distance_mm(p) * 256)));
        return zone;
    }

    Skin skin;
    Camera camera;
    std::optional<SceneRenderer> renderer;
};

struct Tint {
    int red, green, blue;
};

Tint at(const Picture& picture, glm::dvec2 pixel)
{
    const std::uint8_t* p = picture.at(unsigned(pixel.x), unsigned(pixel.y));
    return {p[0], p[1], p[2]};
}

bool is_skin(Tint t)
{
    return t.red > t.blue + 12;
}

std::size_t pixels_that_differ(const Picture& a, const Picture& b)
{
    std::size_t count = 0;
    for (std::uint32_t y = 0; y < a.height; ++y)
        for (std::uint32_t x = 0; x < a.width; ++x)
            count += !std::equal(a.at(x, y), a.at(x, y) + 3, b.at(x, y));
    return count;
}

Needle needle_at(glm::vec3 direction_from_middle)
{
    const glm::vec3 normal = glm::normalize(direction_from_middle);
    return {.position = normal * radius_mm, .normal = normal, .direction = -normal};
}

TEST_F(SceneTest, ABallCoversTheDiscThatTheCameraSeesOfIt)
{
    const Picture picture = draw();
    std::size_t covered = 0;
    for (std::uint32_t y = 0; y < size.height; ++y)
        for (std::uint32_t x = 0; x < size.width; ++x)
            covered += is_skin(at(picture, {x, y}));
    const double distance = glm::length(camera.eye);
    const double slope = radius_mm / std::sqrt(distance * distance - radius_mm * radius_mm);
    const double radius_px = camera.pixels_per_slope * slope;
    EXPECT_NEAR(double(covered) / (std::numbers::pi * radius_px * radius_px), 1, 0.02);
    EXPECT_NEAR(radius_px, 80, 1);
    EXPECT_FALSE(is_skin(at(picture, {5, 5})));
}

TEST_F(SceneTest, LightComesFromTheUpperLeft)
{
    const Picture picture = draw();
    const Tint lit = at(picture, camera.pixel_of(double(radius_mm) * glm::dvec3(-0.5, 0.5, 0.7)));
    const Tint dark = at(picture, camera.pixel_of(double(radius_mm) * glm::dvec3(0.5, -0.5, 0.7)));
    EXPECT_GT(lit.red, dark.red + 30);
}

TEST_F(SceneTest, TheSameSceneGivesTheSameBytes)
{
    const Picture first = draw();
    EXPECT_EQ(draw(), first);
    SceneRenderer other(device());
    other.show_skin(skin);
    EXPECT_EQ(other.picture(camera, size), first);
}

TEST_F(SceneTest, TheKnownSceneIsDrawnAsItMustBeAndLeavesNothingToSee)
{
    SceneRenderer cold(device()), warm(device());
    draw_known_scene(warm, device().name());
    EXPECT_EQ(warm.picture(camera, size).rgba, cold.picture(camera, size).rgba);
    warm.show_skin(skin);
    EXPECT_EQ(warm.picture(camera, size).rgba, draw().rgba);
}

TEST_F(SceneTest, APictureOfTheKnownSceneThatIsWrongIsNoticed)
{
    const KnownScene known;
    const auto drawn = [&](const auto& change) {
        KnownScene scene;
        change(scene);
        renderer->show_skin(scene.skin);
        renderer->show_zones(scene.zones);
        return known.wrong_in(renderer->picture(scene.camera, scene.size)).value_or("");
    };
    EXPECT_EQ(drawn([](KnownScene&) {}), "");
    EXPECT_EQ(drawn([](KnownScene& scene) { scene.zones.clear(); }), "a zone is missing");
    EXPECT_EQ(drawn([](KnownScene& scene) {
                  for (std::size_t i = 0; i < scene.skin.positions.size(); ++i)
                      if (scene.skin.positions[i].z > 0)
                          scene.zones[0].field[i] = std::int16_t(-scene.zones[0].field[i]);
              }),
              "left and right are exchanged");
    EXPECT_EQ(drawn([](KnownScene& scene) {
                  scene.zones[0].colour = {0, 0, 1, 1};
              }),
              "a zone has another colour");
    EXPECT_EQ(drawn([](KnownScene& scene) { scene.skin.triangles.resize(8); }), "skin is missing");
    EXPECT_EQ(drawn([](KnownScene& scene) {
                  auto& all = scene.skin.triangles;
                  all.erase(all.begin(), all.begin() + 8);
              }),
              "what lies behind is seen");
    EXPECT_EQ(drawn([](KnownScene& scene) {
                  for (glm::vec3& place : scene.skin.positions)
                      place.y *= 1.5f;
              }),
              "something is seen where nothing is");
    EXPECT_EQ(known.wrong_in({.width = 60,
                              .height = 40,
                              .rgba = std::vector<std::uint8_t>(60 * 40 * 4),
                              .has_opacity = false}),
              "skin is missing");
}

TEST_F(SceneTest, AZoneTintsItsInsideUpToItsBorder)
{
    const Picture bare = draw();
    renderer->show_zones(std::vector{zone_with([](glm::vec3 p) { return p.y; })});
    const Picture zoned = draw();
    const glm::dvec2 border = camera.pixel_of({0, 0, radius_mm});
    const Tint above_before = at(bare, border - glm::dvec2(0, 4));
    const Tint above = at(zoned, border - glm::dvec2(0, 4));
    EXPECT_EQ(above.red, above_before.red);
    const Tint below_before = at(bare, border + glm::dvec2(0, 3));
    const Tint below = at(zoned, border + glm::dvec2(0, 3));
    EXPECT_LT(below.red, below_before.red - 40);
    EXPECT_GT(below.blue - below.red, below_before.blue - below_before.red + 40);
}

TEST_F(SceneTest, TheBorderIsDarkerThanTheInside)
{
    renderer->show_zones(std::vector{zone_with([](glm::vec3 p) { return p.y; })});
    const Picture zoned = draw();
    const glm::dvec2 border = camera.pixel_of({0, 0, radius_mm});
    int darkest = 255;
    for (double below = 0; below < 4; ++below)
        darkest = std::min(darkest, at(zoned, border + glm::dvec2(0, below)).green);
    EXPECT_LT(darkest + 15, at(zoned, border + glm::dvec2(0, 20)).green);
}

TEST_F(SceneTest, TheHatchRunsAtTheZonesAngle)
{
    // How much the tone changes from pixel to pixel along a row and along a column.
    const auto changes = [&](float hatch_deg) {
        SceneZone zone = zone_with([](glm::vec3) { return -30.0f; });
        zone.hatch_deg = hatch_deg;
        renderer->show_zones(std::vector{zone});
        const Picture picture = draw();
        glm::dvec2 sum(0);
        for (unsigned i = 90; i < 150; ++i) {
            sum.x += std::abs(picture.at(i + 1, 100)[1] - picture.at(i, 100)[1]);
            sum.y += std::abs(picture.at(120, i - 20 + 1)[1] - picture.at(120, i - 20)[1]);
        }
        return sum;
    };
    const glm::dvec2 level = changes(0), upright = changes(90);
    EXPECT_GT(level.y, 3 * level.x);
    EXPECT_GT(upright.x, 3 * upright.y);
}

TEST_F(SceneTest, AZoneThatNoStrokeTouchedIsNotSeen)
{
    const Picture bare = draw();
    SceneZone zone{.name = "nothing",
                   .colour = zone_colour(0),
                   .hatch_deg = 45,
                   .facing = {0, 0, 1},
                   .field = {},
                   .details = {}};
    zone.field.assign(skin.positions.size(), zones::ZoneField::far_outside);
    renderer->show_zones(std::vector{zone});
    EXPECT_EQ(draw(), bare);
}

TEST_F(SceneTest, ANeedleIsSeenWhereItsPointIs)
{
    renderer->show_zones(std::vector{zone_with([](glm::vec3) { return 30.0f; })});
    const Picture without = draw();
    const Needle needle = needle_at({0.3f, 0.2f, 1});
    renderer->show_needles(std::vector{needle});
    const Picture with = draw();
    const std::size_t changed = pixels_that_differ(with, without);
    EXPECT_GT(changed, 15u);
    EXPECT_LT(changed, 200u);
    const glm::dvec2 pixel = camera.pixel_of(needle.position);
    EXPECT_LT(at(with, pixel).red, at(without, pixel).red - 40);
}

TEST_F(SceneTest, ANeedleBehindTheBallIsHidden)
{
    renderer->show_zones(std::vector{zone_with([](glm::vec3) { return 30.0f; })});
    const Picture without = draw();
    renderer->show_needles(std::vector{needle_at({0.3f, 0.2f, -1})});
    EXPECT_EQ(draw(), without);
}

TEST_F(SceneTest, ANeedleAtTheRimStandsOutByItsLengthLessWhatIsInserted)
{
    renderer->show_zones(std::vector{zone_with([](glm::vec3) { return 30.0f; })});
    const Picture without = draw();
    Needle needle = needle_at({1, 0, 0});
    needle.length_mm = 12;
    needle.inserted_mm = 2;
    renderer->show_needles(std::vector{needle});
    const Picture with = draw();
    const double y = camera.pixel_of(needle.position).y;
    const double end = camera.pixel_of(needle.position + 10.0f * needle.normal).x;
    const auto shaft_at = [&](double x) {
        return at(without, {x, y}).red - at(with, {x, y}).red > 20;
    };
    EXPECT_TRUE(shaft_at(end - 2));
    EXPECT_FALSE(shaft_at(end + 2));
}

TEST_F(SceneTest, ANarrowPictureShowsTheNeedlesThatAWideOneShowsThere)
{
    renderer->show_zones(std::vector{zone_with([](glm::vec3) { return 30.0f; })});
    std::vector<Needle> needles;
    for (std::size_t i = 0; i < skin.positions.size(); i += 3)
        needles.push_back(needle_at(skin.positions[i]));
    constexpr std::uint32_t left = 20, width = 24;  // needles reach in from its right
    Camera narrow = camera;
    narrow.axis_px.x -= left;
    for (const float spacing_mm : {8.0f, 1.0f}) {  // the second: so dense that marks are specks
        renderer->show_needles(needles, {.spacing_mm = spacing_mm});
        const Picture wide = draw();
        const Picture part = renderer->picture(narrow, {width, size.height});
        std::size_t differ = 0;
        for (std::uint32_t y = 0; y < size.height; ++y)
            for (std::uint32_t x = 0; x < width; ++x)
                differ += std::abs(part.at(x, y)[0] - wide.at(x + left, y)[0]) > 24;
        EXPECT_LT(differ, 5u) << spacing_mm;
    }
}

TEST_F(SceneTest, TheOverlayLiesOverEverything)
{
    Canvas canvas(size.width, size.height);
    canvas.rectangle({100, 80, 40, 40}, 0, {0.2f, 0.4f, 0.6f, 1});
    renderer->show_overlay(&canvas);
    const Picture covered = draw();
    const std::uint8_t* inside = covered.at(120, 100);
    EXPECT_THAT(std::vector(inside, inside + 3), testing::ElementsAre(51, 102, 153));
    renderer->show_overlay(nullptr);
    EXPECT_TRUE(is_skin(at(draw(), {120, 100})));
}

TEST_F(SceneTest, PicturesOfAnySizeCanFollowEachOther)
{
    const Picture first = draw();
    const Picture odd = renderer->picture(camera, {333, 17});
    EXPECT_EQ(odd.rgba.size(), 333u * 17 * 4);
    EXPECT_EQ(draw(), first);
}

TEST_F(SceneTest, ALargePictureIsDrawnInTilesWhoseSeamsDoNotShow)
{
    renderer->show_background(false);
    Camera far = camera;
    far.axis_px.x += 1950;  // the ball lies across the seam at 2048
    const Picture large = renderer->picture(far, {2150, size.height});
    const Picture whole = draw();
    std::size_t differ = 0;
    for (std::uint32_t y = 0; y < size.height; ++y)
        for (std::uint32_t x = 20; x < 200; ++x)
            for (int colour = 0; colour < 4; ++colour)
                differ += std::abs(large.at(x + 1950, y)[colour] - whole.at(x, y)[colour]) > 3;
    EXPECT_LT(differ, 60u);
}

TEST_F(SceneTest, WithoutAStudioThereIsNothingBehindTheScene)
{
    renderer->show_background(false);
    const Picture picture = draw();
    EXPECT_TRUE(picture.has_opacity);
    EXPECT_EQ(picture.at(2, 2)[3], 0);
    EXPECT_EQ(picture.at(120, 100)[3], 255);
}

TEST_F(SceneTest, WithoutSkinThereIsACalmWall)
{
    SceneRenderer empty(device());
    const Picture wall = empty.picture(camera, size);
    for (std::uint32_t x = 1; x < size.width; ++x)
        ASSERT_NEAR(wall.at(x, 100)[0], wall.at(x - 1, 100)[0], 4);
}

}  // namespace

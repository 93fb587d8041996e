// SPDX-License-Identifier: MIT
// The pictures of a window: in steps, with less detail while the view moves, and with zones that
// are being painted.
#include "gpu_test.h"
#include "render/scene_renderer.h"
#include "shapes.h"
#include "zones/zone_field.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace {

using namespace render;

constexpr gpu::Extent size{240, 200};
constexpr float radius_mm = 80;

/// A ball of skin with a dab of a zone in the middle of the picture.
class MovingTest : public test::GpuTest {
protected:
    void SetUp() override
    {
        test::GpuTest::SetUp();
        if (IsSkipped()) return;
        camera = framed(View::front, whole.positions, whole.positions, {20, 20, 200, 160});
        turned = framed(View::left, whole.positions, whole.positions, {20, 20, 200, 160});
        renderer.emplace(device());
        renderer->show_skin(whole);
    }
    void TearDown() override
    {
        renderer.reset();
        test::GpuTest::TearDown();
    }

    std::vector<std::int16_t> dab(float dab_mm) const
    {
        std::vector<std::int16_t> field;
        for (const glm::vec3 p : surface.mesh.positions) {
            const float mm = glm::length(p - glm::vec3(0, 0, radius_mm)) - dab_mm;
            field.push_back(mm > 2 ? zones::ZoneField::far_outside : std::int16_t(mm * 1024));
        }
        return field;
    }
    ZoneDraw draw_of(const PatchZone& zone) const { return zone.draw({zone_colour(0), 45}); }

    Picture fetched(const gpu::Image& image)
    {
        const std::size_t bytes = std::size_t(image.extent().width) * image.extent().height * 4;
        const gpu::Buffer pixels(device(),
                                 {.name = "pixels", .bytes = bytes, .home = gpu::Home::host});
        gpu::Commands commands(device());
        commands.copy(image, pixels);
        commands.submit_and_wait();
        return {.width = image.extent().width,
                .height = image.extent().height,
                .rgba = gpu::read<std::uint8_t>(device(), pixels)};
    }

    geometry::Mesh scan = test::sphere(radius_mm, 5);
    geometry::Surface surface = geometry::build_surface(scan, {.max_edge_mm = 3});
    Skin whole = skin_of(scan);
    SurfaceSkin on{whole, scan, surface};
    Camera camera, turned;
    std::optional<SceneRenderer> renderer;
};

/// The share of pixels that differ by more than `tolerance` in a colour.
double share_that_differs(const Picture& a, const Picture& b, int tolerance)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < a.rgba.size(); i += 4)
        for (std::size_t colour = 0; colour < 3; ++colour)
            if (std::abs(a.rgba[i + colour] - b.rgba[i + colour]) > tolerance) {
                ++count;
                break;
            }
    return double(count) / double(a.rgba.size() / 4);
}

TEST_F(MovingTest, ThePictureInStepsIsThatAtOnce)
{
    PatchZone zone(device(), on);
    zone.follow(dab(30));
    renderer->show_layers(std::vector{draw_of(zone)});
    const Picture at_once = fetched(renderer->draw(camera, size));
    int steps = 1;
    while (!renderer->draw_skin(camera, size, 700))
        ++steps;
    EXPECT_GT(steps, 10);
    EXPECT_EQ(fetched(renderer->draw_layers()), at_once);
}

TEST_F(MovingTest, LayersChangeOverASkinThatStays)
{
    PatchZone zone(device(), on);
    renderer->draw_skin(camera, size, SIZE_MAX);
    renderer->show_layers({});
    const Picture bare = fetched(renderer->draw_layers());
    zone.follow(dab(20));
    renderer->show_layers(std::vector{draw_of(zone)});
    const Picture small = fetched(renderer->draw_layers());
    zone.follow(dab(40));
    renderer->show_layers(std::vector{draw_of(zone)});
    const Picture large = fetched(renderer->draw_layers());
    EXPECT_EQ(large, fetched(renderer->draw(camera, size)));
    EXPECT_GT(share_that_differs(small, bare, 10), 0.02);
    EXPECT_GT(share_that_differs(large, bare, 10), 3 * share_that_differs(small, bare, 10));
    zone.follow(dab(20));  // undone
    renderer->show_layers(std::vector{draw_of(zone)});
    EXPECT_LT(share_that_differs(fetched(renderer->draw_layers()), small, 3), 0.001);
}

TEST_F(MovingTest, WhereSomethingChangedIsDrawnAgainAsIfAllWere)
{
    PatchZone zone(device(), on);
    std::mt19937 random(7);
    std::uniform_real_distribution<float> aside(-25, 25), mm(4, 9);
    std::vector<std::int16_t> field = dab(30), undone = field;
    std::vector<Needle> needles, before;
    zone.follow(field);
    renderer->draw_skin(camera, size, SIZE_MAX);
    renderer->show_layers(std::vector{draw_of(zone)});
    renderer->draw_layers();
    std::uint64_t drawn_px = 0;
    for (int step = 0; step < 40; ++step) {
        // A dab at the zone's border, which adds or takes away, or the last but one comes back; and
        // a needle comes or goes.
        const bool adds = step % 3 != 0;
        const glm::vec3 middle =
            radius_mm * glm::normalize(glm::vec3(aside(random), aside(random), 72));
        const float dab_mm = mm(random);
        const bool takes_back = step % 5 == 4;
        if (takes_back)
            std::swap(field, undone);
        else
            undone = field;
        for (std::size_t i = 0; i < field.size() && !takes_back; ++i) {
            const float away = glm::length(surface.mesh.positions[i] - middle) - dab_mm;
            const auto value = std::int16_t(std::clamp(away, -20.0f, 20.0f) * 1024);
            if (away < 2)
                field[i] =
                    adds ? std::min(field[i], value) : std::max(field[i], std::int16_t(-value));
        }
        needles = before;
        if (step % 4 == 3)
            needles.erase(needles.begin());
        else
            needles.push_back({.position = middle,
                               .normal = glm::normalize(middle),
                               .direction = -glm::normalize(middle + 20.0f * glm::vec3(1, 0, 0)),
                               .length_mm = mm(random),
                               .inserted_mm = 2});
        Changed changed = zone.follow(field);
        changed.include(changed_needles(before, needles));
        renderer->show_layers(std::vector{draw_of(zone)});
        renderer->show_needles(needles);
        before = needles;
        const Picture part = fetched(renderer->draw_layers(changed));
        ASSERT_EQ(part, fetched(renderer->draw_layers())) << "in step " << step;
        const VkRect2D pixels = pixels_of(changed, camera, size, 0);
        drawn_px += std::uint64_t(pixels.extent.width) * pixels.extent.height;
    }
    EXPECT_LT(drawn_px, 40 * size.width * size.height / 3);
    EXPECT_EQ(fetched(renderer->draw_layers(Changed{})), fetched(renderer->draw_layers()));
}

TEST_F(MovingTest, AfterAnotherPictureAllIsDrawn)
{
    PatchZone zone(device(), on);
    renderer->draw_skin(camera, size, SIZE_MAX);
    renderer->draw_layers();
    zone.follow(dab(20));
    renderer->show_layers(std::vector{draw_of(zone)});
    renderer->draw(turned, size);  // into the same images
    const Picture part = fetched(renderer->draw_layers(Changed{}));
    EXPECT_EQ(part, fetched(renderer->draw_layers()));
}

TEST_F(MovingTest, TheHatchStaysWhileTheZoneGrowsALittle)
{
    PatchZone zone(device(), on);
    zone.follow(dab(20));
    const glm::vec3 across = draw_of(zone).across;
    std::vector<std::int16_t> field = dab(20);
    const auto add = [&](glm::vec3 middle, float dab_mm) {
        for (std::size_t i = 0; i < field.size(); ++i) {
            const float away = glm::length(surface.mesh.positions[i] - middle) - dab_mm;
            if (away < 2)
                field[i] = std::min(field[i], std::int16_t(std::max(away, -30.0f) * 1024));
        }
        zone.follow(field);
    };
    add({radius_mm * 0.26f, 0, radius_mm * 0.966f}, 15);
    EXPECT_EQ(draw_of(zone).across, across);
    add({radius_mm, 0, 0}, 60);
    EXPECT_NE(draw_of(zone).across, across);
}

TEST_F(MovingTest, AnotherViewStartsAgain)
{
    EXPECT_FALSE(renderer->draw_skin(camera, size, 1000));
    while (!renderer->draw_skin(turned, size, 1000)) {
    }
    EXPECT_EQ(fetched(renderer->draw_layers()), fetched(renderer->draw(turned, size)));
}

TEST_F(MovingTest, APaintedZoneLooksAsInAFinishedPicture)
{
    const auto field = dab(30);
    const Skin refined = skin_of(scan, surface, std::vector{Field(field)});
    const auto on_skin = field_on(refined, field);
    SceneRenderer other(device());
    other.show_skin(refined);
    other.show_zones(std::vector{SceneZone{.name = "zone",
                                           .colour = zone_colour(0),
                                           .facing = mean_normal_inside(refined, on_skin),
                                           .field = on_skin,
                                           .details = {}}});
    PatchZone zone(device(), on);
    zone.follow(field);
    renderer->show_layers(std::vector{draw_of(zone)});
    EXPECT_LT(share_that_differs(
                  fetched(renderer->draw(camera, size)), fetched(other.draw(camera, size)), 6),
              0.002);
}

TEST_F(MovingTest, ASkinThatIsLargerThanABufferLooksTheSame)
{
    gpu::DeviceSettings settings = gpu::settings_from_environment();
    settings.most_buffer_bytes = 256 << 10;
    gpu::Device lesser(settings);
    const Skin fine = skin_of(test::sphere(radius_mm, 6));
    ASSERT_GT(device_bytes_of(fine), 5 * settings.most_buffer_bytes);
    SceneZone zone{.name = "zone", .colour = zone_colour(0), .field = {}, .details = {}};
    for (const glm::vec3 p : fine.positions)
        zone.field.push_back(std::int16_t(256 * p.y));
    const auto picture_on = [&](gpu::Device& one) {
        SceneRenderer other(one);
        other.show_skin(fine);
        other.show_zones(std::vector{zone});
        return other.picture(camera, size);
    };
    EXPECT_EQ(picture_on(lesser), picture_on(device()));
    EXPECT_EQ(lesser.validation_messages(), std::vector<std::string>());
}

TEST_F(MovingTest, WithLessDetailTheSameIsSeen)
{
    scan = test::sphere(radius_mm, 7);
    surface = geometry::build_surface(scan, {.max_edge_mm = 3});
    whole = skin_of(scan);
    renderer->show_skin(whole);
    const auto coarser = coarser_skins(whole);
    renderer->show_coarser_skins(coarser);
    PatchZone zone(device(), on);
    zone.follow(dab(30));
    renderer->show_layers(std::vector{draw_of(zone)});
    const Picture full = fetched(renderer->draw(camera, size));
    for (const Detail& detail : MovingDetail(coarser.size()).steps()) {
        const Picture moving = fetched(renderer->draw_moving(camera, size, detail));
        ASSERT_EQ(moving.width, size.width);
        // Only edges are others, of ball, border and hatch: rougher, then softer.
        const double at_edges = detail.pixel > 1 ? 0.04 : detail.smooth_edges ? 0.002 : 0.01;
        EXPECT_LT(share_that_differs(moving, full, 24), at_edges) << detail.coarseness;
        EXPECT_LT(share_that_differs(moving, full, 90), at_edges / 10) << detail.coarseness;
    }
}

}  // namespace

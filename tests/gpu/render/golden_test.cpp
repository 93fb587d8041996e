// SPDX-License-Identifier: MIT
// A handful of small pictures that people have looked at and found good (tests/golden). A change
// that is meant is renewed by `./dev golden`, and looked at again.
//
// Measured on the software driver: 0 apart for the same scene; the two closest different scenes are
// 1.8 apart.
#include "golden.h"
#include "gpu_test.h"
#include "render/labels.h"
#include "render/photographer.h"
#include "shapes.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>

#include <cmath>

namespace {

using namespace render;

constexpr gpu::Extent size{320, 240};
constexpr double most_difference = 0.2;

/// A head of sorts: a ball with a nose, brows and a chin.
PlanScene somebody()
{
    geometry::Mesh mesh = test::sphere(80, 5);
    for (glm::vec3& p : mesh.positions) {
        const glm::vec3 d = glm::normalize(p);
        const auto bump = [&](glm::vec3 at, float sharp, float mm) {
            p += d * mm * std::exp(sharp * (glm::dot(d, glm::normalize(at)) - 1));
        };
        bump({0, -0.1f, 1}, 90, 22);
        bump({0, 0.35f, 1}, 30, 8);
        bump({0.35f, 0.1f, 1}, 60, -9);
        bump({-0.35f, 0.1f, 1}, 60, -9);
        bump({0, -0.9f, 0.8f}, 20, 14);
        p.x *= 0.82f;
    }
    PlanScene scene;
    scene.skin = skin_of(mesh);
    scene.bvh = std::make_shared<const geometry::Bvh>(mesh);
    scene.legend.footer = "Golden";
    return scene;
}

/// The same as a scan in colours: fair, with reddish cheeks and dark hair.
PlanScene somebody_in_colours()
{
    PlanScene scene = somebody();
    for (const glm::vec3 p : scene.skin.positions) {
        const bool hair = p.y > 45 || p.z < -20;
        const bool cheek = std::abs(p.x) > 25 && std::abs(p.y) < 25;
        scene.skin.colours.push_back(hair    ? glm::u8vec3(70, 52, 44)
                                     : cheek ? glm::u8vec3(225, 150, 135)
                                             : glm::u8vec3(228, 190, 168));
    }
    return scene;
}

void add_zone(PlanScene& scene, glm::vec3 toward, float radius_mm)
{
    const std::size_t n = scene.zones.size();
    SceneZone zone{.name = "zone",
                   .colour = zone_colour(n),
                   .hatch_deg = zone_hatch_deg(n),
                   .facing = glm::normalize(toward),
                   .field = {},
                   .details = {"detail"}};
    for (const glm::vec3 p : scene.skin.positions) {
        const float angle = std::acos(glm::dot(glm::normalize(p), glm::normalize(toward)));
        zone.field.push_back(std::int16_t(std::lround((80 * angle - radius_mm) * 100)));
    }
    scene.zones.push_back(std::move(zone));
}

void add_points(PlanScene& scene, std::size_t every)
{
    for (std::size_t i = 0; i < scene.skin.positions.size(); ++i)
        if (scene.zones[0].field[i] < 0 && i % every == 0)
            scene.needles.push_back({.position = scene.skin.positions[i],
                                     .normal = scene.skin.normals[i],
                                     .direction = -scene.skin.normals[i] + glm::vec3(0, -0.8f, 0),
                                     .length_mm = 13,
                                     .inserted_mm = 4,
                                     .number = std::uint32_t(scene.needles.size() + 1)});
}

PlanScene with_zones()
{
    PlanScene scene = somebody();
    add_zone(scene, {0.5f, -0.2f, 0.8f}, 24);
    add_zone(scene, {-0.5f, -0.2f, 0.8f}, 24);
    add_zone(scene, {0, 0.6f, 0.8f}, 22);
    return scene;
}

PlanScene with_points(std::size_t every)
{
    PlanScene scene = with_zones();
    add_points(scene, every);
    return scene;
}

struct Golden {
    std::string name;
    std::function<Picture(gpu::Device&)> make;
};

Picture view_of(gpu::Device& device, PlanScene scene, View view)
{
    const PhotoSettings settings{.size = size, .frames_zones = false};
    Photographer photographer(SceneRenderer(device), std::move(scene), settings);
    const Camera camera = photographer.camera(outlook_of(view), size);
    return photographer.captioned(camera, size, {"", "", edge_words(view)});
}

const std::vector<Golden>& goldens()
{
    static const std::vector<Golden> all{
        {"skin", [](gpu::Device& d) { return view_of(d, somebody(), View::three_quarter); }},
        {"coloured",
         [](gpu::Device& d) { return view_of(d, somebody_in_colours(), View::three_quarter); }},
        {"profile", [](gpu::Device& d) { return view_of(d, somebody(), View::left); }},
        {"zones", [](gpu::Device& d) { return view_of(d, with_zones(), View::front); }},
        {"needles", [](gpu::Device& d) { return view_of(d, with_points(7), View::left_45); }},
        {"crowd", [](gpu::Device& d) { return view_of(d, with_points(1), View::left_45); }},
        {"sheet",
         [](gpu::Device& d) {
             const PhotoSettings settings{.size = size, .frames_zones = false};
             Photographer photographer(SceneRenderer(d), with_zones(), settings);
             return clinical_sheet(photographer, settings);
         }},
    };
    return all;
}

class GoldenTest : public test::GpuTest {};

TEST_F(GoldenTest, PicturesAreAsTheyWereFoundGoodAndLikeNoOther)
{
    if (test::renews_goldens())
        for (const Golden& golden : goldens())
            write_png(test::golden_file(golden.name), golden.make(device()));
    ASSERT_LE(goldens().size(), 12u);
    for (const Golden& golden : goldens()) {
        const Picture now = golden.make(device());
        for (const Golden& other : goldens()) {
            const double apart = test::difference(now, test::golden(other.name)).mean;
            if (other.name == golden.name) {
                EXPECT_LE(apart, most_difference) << golden.name;
                if (apart > most_difference)
                    write_png(golden.name + "-now.png", now);  // beside the test's log
            } else {
                EXPECT_GT(apart, 2 * most_difference) << golden.name << " and " << other.name;
            }
        }
    }
}

}  // namespace

// SPDX-License-Identifier: MIT
#include "render/labels.h"

#include "shapes.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace {

using namespace render;

constexpr float radius_mm = 80;

/// A ball seen from the front with points all around it.
struct BallWithPoints {
    geometry::Mesh ball = test::sphere(radius_mm, 5);
    geometry::Bvh bvh{ball};
    Camera camera = framed(View::front, ball.positions, ball.positions, {0, 0, 800, 800});
    LabelRoom room{.area = {0, 0, 800, 800}, .blocked = {{0, 0, 300, 200}}};
    std::vector<Needle> needles;

    explicit BallWithPoints(std::uint32_t count)
    {
        std::mt19937 random(3);
        std::normal_distribution<float> anywhere;
        for (std::uint32_t i = 1; i <= count; ++i) {
            const glm::vec3 normal =
                glm::normalize(glm::vec3(anywhere(random), anywhere(random), anywhere(random)));
            needles.push_back({.position = radius_mm * normal,
                               .normal = normal,
                               .direction = -normal,
                               .number = i});
        }
    }
    std::vector<Label> labels() const
    {
        return placed_labels(camera, needles, seen_needles(camera, needles, bvh), room);
    }
};

bool overlap(const Area& a, const Area& b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

TEST(Labels, OnlyPointsOnTheNearSideAreSeen)
{
    const BallWithPoints scene(500);
    const auto seen = seen_needles(scene.camera, scene.needles, scene.bvh);
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const float toward = scene.needles[i].normal.z;
        if (toward > 0.35f) {
            EXPECT_TRUE(seen[i]) << toward;
        }
        if (toward < 0.05f) {
            EXPECT_FALSE(seen[i]) << toward;
        }
    }
}

TEST(Labels, APlaceOfThePicturePointsAtTheNearestSeenPoint)
{
    BallWithPoints scene(0);
    const auto add = [&](glm::vec3 toward) {
        const glm::vec3 normal = glm::normalize(toward);
        scene.needles.push_back(
            {.position = radius_mm * normal, .normal = normal, .direction = -normal});
    };
    add({0, 0, -1});  // behind, in the middle of the picture
    add({0.02f, 0, 1});
    add({0.06f, 0, 1});
    const auto at = [&](std::size_t needle, double right_px) {
        const glm::dvec2 pixel = scene.camera.pixel_of(scene.needles[needle].position);
        return needle_at(
            pixel + glm::dvec2(right_px, 0), 9, scene.camera, scene.needles, scene.bvh);
    };
    EXPECT_EQ(at(1, 0), 1u);
    EXPECT_EQ(at(1, 2), 1u);
    EXPECT_EQ(at(2, -2), 2u);
    EXPECT_EQ(at(2, 12), std::nullopt);
}

TEST(Labels, APointBehindOtherSkinIsHidden)
{
    const BallWithPoints scene(0);
    geometry::Mesh two = scene.ball;
    const auto first = std::uint32_t(two.positions.size());
    for (const glm::vec3 p : scene.ball.positions)
        two.positions.push_back(0.2f * p + glm::vec3(0, 0, 150));
    for (const glm::uvec3 t : scene.ball.triangles)
        two.triangles.push_back(t + first);
    const Needle front{.position = {0, 0, radius_mm}, .normal = {0, 0, 1}, .direction = {0, 0, -1}};
    EXPECT_TRUE(seen_needles(scene.camera, {{front}}, scene.bvh)[0]);
    EXPECT_FALSE(seen_needles(scene.camera, {{front}}, geometry::Bvh(two))[0]);
}

TEST(Labels, NeverLieOverEachOtherOrOverBlockedPlacesOrOverMarks)
{
    const BallWithPoints scene(300);
    const auto labels = scene.labels();
    EXPECT_GT(labels.size(), 60u);
    const auto seen = seen_needles(scene.camera, scene.needles, scene.bvh);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        EXPECT_FALSE(overlap(labels[i].area, scene.room.blocked[0]));
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_FALSE(overlap(labels[i].area, labels[j].area));
        for (std::size_t n = 0; n < seen.size() && !labels[i].covers; ++n) {
            const glm::vec2 at = scene.camera.pixel_of(scene.needles[n].position);
            const Area mark{at.x - 3, at.y - 3, 6, 6};
            if (seen[n] && !overlap(mark, scene.room.blocked[0])) {
                EXPECT_FALSE(overlap(labels[i].area, mark));
            }
        }
    }
}

TEST(Labels, WhereThereIsRoomEachPointHasItsNumber)
{
    BallWithPoints scene(0);
    for (std::uint32_t i = 1; i <= 5; ++i)
        scene.needles.push_back({.position = {10.0f * float(i) - 30, 0, 70},
                                 .normal = {0, 0, 1},
                                 .direction = {0, 0, -1},
                                 .number = 7 * i});
    std::vector<std::string> numbers;
    const std::vector<bool> all(5, true);
    for (const Label& label : placed_labels(scene.camera, scene.needles, all, scene.room)) {
        numbers.push_back(label.text);
        EXPECT_FALSE(label.led);
    }
    EXPECT_THAT(numbers, testing::UnorderedElementsAre("7", "14", "21", "28", "35"));
}

TEST(Labels, InACrowdRoundNumbersRemainAndMoreOfThemFromNearer)
{
    BallWithPoints scene(40'000);
    const auto far = scene.labels();
    EXPECT_GT(far.size(), 10u);
    EXPECT_LT(far.size(), 1000u);
    for (const Label& label : far)
        if (label.covers) {
            EXPECT_TRUE(label.text == "1" || label.text.ends_with("00")) << label.text;
        }
    const std::vector<glm::vec3> patch{{-8, -8, 79}, {8, 8, 79}};
    scene.camera = framed(View::front, patch, scene.ball.positions, {0, 0, 800, 800});
    const auto near = scene.labels();
    const auto unround =
        std::ranges::count_if(near, [](const Label& label) { return !label.text.ends_with("0"); });
    EXPECT_GT(unround, 20);
}

TEST(Labels, TheSamePictureHasTheSameLabels)
{
    const BallWithPoints scene(2000);
    const auto first = scene.labels(), second = scene.labels();
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(first[i].text, second[i].text);
        EXPECT_EQ(first[i].area.x, second[i].area.x);
        EXPECT_EQ(first[i].area.y, second[i].area.y);
    }
}

}  // namespace

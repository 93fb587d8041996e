// SPDX-License-Identifier: MIT
#include "render/camera.h"

#include "base/error.h"
#include "shapes.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/vec4.hpp>
#include <gmock/gmock.h>

#include <algorithm>

namespace {

using namespace render;

const Area area{300, 50, 900, 700};

Camera camera_of(View view, const std::vector<glm::vec3>& places)
{
    return framed(view, places, places, area);
}

std::vector<glm::vec3> ball()
{
    return test::sphere(100, 3).positions;
}

TEST(Camera, AViewShowsTheSideThatItIsNamedAfter)
{
    const std::vector<std::pair<View, glm::dvec3>> sides{{View::front, {0, 0, 1}},
                                                         {View::back, {0, 0, -1}},
                                                         {View::left, {1, 0, 0}},
                                                         {View::right, {-1, 0, 0}},
                                                         {View::top, {0, 1, 0}}};
    for (const auto& [view, side] : sides)
        EXPECT_EQ(camera_of(view, ball()).toward, side) << name_of(view);
}

TEST(Camera, ObliqueViewsLieHalfwayBetweenTheirNeighbours)
{
    const auto toward = [](View view) { return camera_of(view, ball()).toward; };
    const auto halfway = [&](View a, View b) { return glm::normalize(toward(a) + toward(b)); };
    for (const auto& [between, expected] :
         {std::pair(toward(View::left_45), halfway(View::front, View::left)),
          {toward(View::right_45), halfway(View::front, View::right)},
          {toward(View::crown), halfway(View::top, View::back)}})
        EXPECT_NEAR(glm::dot(between, expected), 1, 1e-12);
}

TEST(Camera, FromTheFrontThePatientsLeftIsOnTheRight)
{
    const Camera camera = camera_of(View::front, ball());
    EXPECT_GT(camera.pixel_of({50, 0, 0}).x, camera.pixel_of({-50, 0, 0}).x);
    EXPECT_EQ(edge_words(View::front).right, "Patient's left");
    const Camera left = camera_of(View::left, ball());
    EXPECT_GT(left.pixel_of({0, 0, -50}).x, left.pixel_of({0, 0, 50}).x);
    EXPECT_EQ(edge_words(View::left).right, "Back");
}

TEST(Camera, UpIsUp)
{
    for (const View view : all_views) {
        if (view == View::top) continue;
        const Camera camera = camera_of(view, ball());
        EXPECT_LT(camera.pixel_of({0, 50, 0}).y, camera.pixel_of({0, -50, 0}).y) << name_of(view);
    }
}

TEST(Camera, FramingFillsTheAreaAndStaysInside)
{
    const std::vector<glm::vec3> box{{-30, -200, -60}, {90, 150, 80}, {10, 20, 300}};
    for (const View view : all_views) {
        const Camera camera = camera_of(view, box);
        glm::dvec2 low(1e9), high(-1e9);
        for (const glm::vec3 place : box) {
            low = glm::min(low, camera.pixel_of(place));
            high = glm::max(high, camera.pixel_of(place));
        }
        EXPECT_GE(low.x, area.x - 1e-6);
        EXPECT_GE(low.y, area.y - 1e-6);
        EXPECT_LE(high.x, area.x + area.width + 1e-6);
        EXPECT_LE(high.y, area.y + area.height + 1e-6);
        const double filled =
            std::max((high.x - low.x) / area.width, (high.y - low.y) / area.height);
        EXPECT_NEAR(filled, 1, 1e-6) << name_of(view);
    }
}

TEST(Camera, ClipSpaceAgreesWithPixelsAndCutsNothing)
{
    const std::vector<glm::vec3> everything = ball();
    const std::vector<glm::vec3> subject{{-20, 0, 95}, {20, 30, 90}};
    for (const View view : all_views) {
        const Camera camera = framed(view, subject, everything, area);
        const glm::mat4 clip = camera.clip_from_world(1600, 1200);
        for (const glm::vec3 place : everything) {
            const glm::vec4 c = clip * glm::vec4(place, 1);
            const glm::dvec2 pixel = camera.pixel_of(place);
            EXPECT_NEAR((c.x / c.w + 1) * 800, pixel.x, 0.05);
            EXPECT_NEAR((c.y / c.w + 1) * 600, pixel.y, 0.05);
            EXPECT_GT(c.z, 0);
            EXPECT_LT(c.z, c.w);
        }
    }
}

TEST(Camera, TheScaleHoldsInThePlaneOfFocus)
{
    const Camera camera = camera_of(View::front, ball());
    const double z = camera.eye.z - camera.focus_mm;
    const double pixels = camera.pixel_of({10, 0, z}).x - camera.pixel_of({0, 0, z}).x;
    EXPECT_NEAR(pixels, 10 * camera.pixels_per_mm(), 1e-9);
}

TEST(Camera, AnUnknownViewIsRefusedWithTheNamesOfAll)
{
    EXPECT_EQ(view_named("three-quarter"), View::three_quarter);
    try {
        view_named("below");
        FAIL();
    } catch (const base::Error& refusal) {
        EXPECT_STREQ(refusal.what(),
                     "There is no view \"below\"; the views are front, left, right, back, top, "
                     "three-quarter, left-45, right-45, crown.");
    }
}

}  // namespace

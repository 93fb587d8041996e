// SPDX-License-Identifier: MIT
#include "tools/turntable.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

namespace {

const geometry::Box head{{-80, -120, -100}, {80, 120, 100}};

tools::Turntable turned()
{
    tools::Turntable turntable(head);
    turntable.resize({900, 700});
    turntable.frame(head);
    turntable.orbit({130, 40});
    return turntable;
}

TEST(Turntable, ZoomingKeepsThePlaceUnderTheCursorWhereItIs)
{
    tools::Turntable turntable = turned();
    const glm::dvec3 place(30, 50, 70);
    const glm::dvec2 before = turntable.camera().pixel_of(place);
    const double scale = turntable.camera().pixels_per_mm();
    turntable.zoom(0.5, place);
    EXPECT_LT(glm::distance(turntable.camera().pixel_of(place), before), 1e-6);
    EXPECT_NEAR(turntable.camera().pixels_per_mm(), 2 * scale, 1e-9);
}

TEST(Turntable, RayThroughAPixelMeetsWhatThePixelShows)
{
    const tools::Turntable turntable = turned();
    const glm::dvec3 place(-20, 35, 60);
    const geometry::Ray ray = turntable.ray(turntable.camera().pixel_of(place));
    const glm::dvec3 nearest =
        ray.origin + glm::dot(place - ray.origin, ray.direction) * ray.direction;
    EXPECT_LT(glm::distance(nearest, place), 1e-9);
}

TEST(Turntable, ShowsThePatientsLeftAtTheRightFromTheFront)
{
    tools::Turntable turntable(head);
    turntable.look_from(render::View::front);
    const render::Camera camera = turntable.camera();
    EXPECT_GT(camera.pixel_of({50, 0, 0}).x, camera.pixel_of({-50, 0, 0}).x);
    EXPECT_LT(camera.pixel_of({0, 50, 0}).y, camera.pixel_of({0, -50, 0}).y);
}

TEST(Turntable, LooksAtTheSideThatTheViewNames)
{
    tools::Turntable turntable(head);
    const auto toward = [&](render::View view) {
        turntable.look_from(view);
        return turntable.camera().toward;
    };
    EXPECT_LT(glm::distance(toward(render::View::left), {1, 0, 0}), 1e-12);
    EXPECT_LT(glm::distance(toward(render::View::right), {-1, 0, 0}), 1e-12);
    EXPECT_LT(glm::distance(toward(render::View::back), {0, 0, -1}), 1e-12);
    EXPECT_LT(glm::distance(toward(render::View::top), {0, 1, 0}), 1e-12);
}

TEST(Turntable, FramesEverythingInsideThePictureAndTheClipping)
{
    for (const render::View view : render::all_views) {
        tools::Turntable turntable(head);
        turntable.resize({500, 800});
        turntable.look_from(view);
        const render::Camera camera = turntable.camera();
        for (int corner = 0; corner < 8; ++corner) {
            const glm::dvec3 p(
                corner & 1 ? 80 : -80, corner & 2 ? 120 : -120, corner & 4 ? 100 : -100);
            const glm::dvec2 pixel = camera.pixel_of(p);
            EXPECT_TRUE(pixel.x > 0 && pixel.x < 500 && pixel.y > 0 && pixel.y < 800)
                << name_of(view) << ": " << pixel.x << " " << pixel.y;
            const double depth = glm::dot(camera.eye - p, camera.toward);
            EXPECT_TRUE(depth > camera.near_mm && depth < camera.far_mm) << name_of(view);
        }
    }
}

TEST(Turntable, DraggingDownNeverTurnsTheHeadOver)
{
    tools::Turntable turntable(head);
    for (int i = 0; i < 50; ++i)
        turntable.orbit({0, 100});
    EXPECT_GT(turntable.camera().toward.y, 0.999);
    EXPECT_GE(turntable.camera().up.y, -1e-9);
}

}  // namespace

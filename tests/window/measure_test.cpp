// SPDX-License-Identifier: MIT
#include "sampling/cpu_sampler.h"
#include "shapes.h"
#include "tools/measure.h"

#include <GLFW/glfw3.h>
#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <future>

namespace tools {
namespace {

using shell::PointerAction;

/// A measure before a flat piece of skin of 100 x 100 mm.
struct Desk {
    sampling::CpuSampler sampler;
    session::Workspace workspace{sampler, skin()};
    Turntable turntable{geometry::bounds(workspace.scan().mesh)};
    Kit kit;
    std::promise<void> done;
    SkinRuler ruler{workspace.scan(), [this] { done.set_value(); }};
    Measure measure{ruler};

    static std::shared_ptr<const geometry::Scan> skin()
    {
        auto scan = std::make_shared<geometry::Scan>();
        scan->mesh = test::grid_plane(50, 2);
        return scan;
    }

    Desk()
    {
        turntable.resize({800, 800});
        turntable.look_from(render::View::front);
        measure.start();
    }

    void event(PointerAction action, glm::dvec2 at)
    {
        measure.handle({.action = action, .at = at, .button = GLFW_MOUSE_BUTTON_LEFT},
                       true,
                       {workspace,
                        {workspace.surface(), workspace.bvh()},
                        turntable,
                        kit,
                        session::ZoneId::none()});
    }
    void click(glm::dvec2 at)
    {
        event(PointerAction::press, at);
        event(PointerAction::release, at);
    }
};

TEST(Measure, OnFlatSkinTheWayAlongItIsTheStraightOne)
{
    Desk desk;
    desk.click({300, 300});
    EXPECT_FALSE(desk.measure.straight_mm());
    desk.click({500, 420});
    desk.done.get_future().wait();
    const double straight = *desk.measure.straight_mm();
    EXPECT_GT(straight, 10);
    while (desk.ruler.works())
        desk.measure.along_mm();
    EXPECT_NEAR(*desk.measure.along_mm(), straight, 1e-9);
}

TEST(Measure, TheThirdClickGivesTheAngleAndTheFourthBeginsAnew)
{
    Desk desk;
    desk.click({300, 300});
    desk.click({300, 500});
    desk.click({500, 500});
    EXPECT_NEAR(*desk.measure.angle_deg(), 90, 1e-6);
    desk.click({400, 400});
    EXPECT_EQ(desk.measure.places().size(), 1u);
    EXPECT_FALSE(desk.measure.angle_deg());
}

TEST(Measure, ADragIsNoClickAndBesideTheSkinThereIsNothingToMeasure)
{
    Desk desk;
    desk.event(PointerAction::press, {300, 300});
    desk.event(PointerAction::release, {330, 300});
    desk.click({2, 2});
    EXPECT_TRUE(desk.measure.places().empty());
}

TEST(SkinRuler, GoesAroundABallAndNotThroughIt)
{
    geometry::Scan scan;
    scan.mesh = test::sphere(30, 4);
    std::promise<void> done;
    SkinRuler ruler(scan, [&] { done.set_value(); });
    const auto at = [](std::uint32_t triangle) {
        return geometry::SurfacePoint{geometry::TriangleId(triangle), glm::dvec3(1.0 / 3)};
    };
    const auto last = std::uint32_t(scan.mesh.triangles.size() - 1);
    const glm::dvec3 a = glm::normalize(geometry::position(scan.mesh, at(0)));
    const glm::dvec3 b = glm::normalize(geometry::position(scan.mesh, at(last)));
    ruler.measure(at(0), at(last));
    done.get_future().wait();
    while (ruler.works())
        ruler.along_mm();
    EXPECT_NEAR(*ruler.along_mm(), 30 * std::acos(glm::dot(a, b)), 0.3);
}

}  // namespace
}  // namespace tools

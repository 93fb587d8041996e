// SPDX-License-Identifier: MIT
#include "render/plan_scene.h"

#include "base/error.h"
#include "shapes.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>

#include <cmath>

namespace {

using namespace render;
using testing::ElementsAre;

geometry::Scan ball()
{
    geometry::Scan scan;
    scan.mesh = test::sphere(40, 3);
    scan.sha256 = std::string(64, 'a');
    return scan;
}

session::SessionMap map_of_ball()
{
    session::MapZone zone;
    zone.name = "front";
    zone.technique = "skin_booster";
    zone.spacing_mm = 6.5;
    zone.depth_mm = 1.2;
    zone.needle_length_mm = 13;
    zone.strokes = {zones::Stroke{zones::StrokeMode::add, 12, {{0, 0, 40}}}};
    zone.points = 1;
    zone.volume_ml = 0.02;
    zone.area_cm2 = 4.6;
    session::MapPoint point;
    point.position_mm = {0, 0, 40};
    point.normal = {0, 0, 1};
    point.direction = {0, 0, -1};
    point.inserted_mm = 1.2;
    session::SessionMap map;
    map.scan.sha256 = std::string(64, 'a');
    map.zones = {zone};
    map.points = {point};
    map.totals = {.zones = 1, .points = 1, .volume_ml = 0.02, .area_cm2 = 4.6};
    return map;
}

TEST(PlanScene, PaintsTheZonesFromTheirStrokes)
{
    const PlanScene scene = scene_of(ball(), map_of_ball(), "ball.ply");
    ASSERT_EQ(scene.zones.size(), 1u);
    const auto& field = scene.zones[0].field;
    ASSERT_EQ(field.size(), scene.skin.positions.size());
    for (std::size_t i = 0; i < field.size(); ++i) {
        const float mm = glm::length(scene.skin.positions[i] - glm::vec3(0, 0, 40));
        if (std::abs(mm - 12) > 1) {
            ASSERT_EQ(field[i] < 0, mm < 12) << mm;
        }
    }
}

TEST(PlanScene, GivesEachPointTheNeedleOfItsZone)
{
    const PlanScene scene = scene_of(ball(), map_of_ball(), "ball.ply");
    ASSERT_EQ(scene.needles.size(), 1u);
    EXPECT_EQ(scene.needles[0].position, glm::vec3(0, 0, 40));
    EXPECT_EQ(scene.needles[0].length_mm, 13);
    EXPECT_FLOAT_EQ(scene.needles[0].inserted_mm, 1.2f);
}

TEST(PlanScene, SaysWhatIsPlannedInWords)
{
    const PlanScene scene = scene_of(ball(), map_of_ball(), "ball.ply");
    EXPECT_THAT(scene.zones[0].details,
                ElementsAre("1 point, 6.5 mm apart",
                            "1.2 mm deep, 0.02 ml on 4.6 cm\u00b2",
                            "Micro-depot of hyaluronic acid"));
    EXPECT_THAT(scene.legend.summary, ElementsAre("1 point in 1 zone", "0.02 ml on 4.6 cm\u00b2"));
    EXPECT_THAT(scene.legend.key, testing::Contains("(13 mm), to scale as it stands"));
}

TEST(PlanScene, WarningsOfTheMapAreNotHidden)
{
    session::SessionMap map = map_of_ball();
    session::Check warning;
    warning.result = session::CheckResult::warn;
    map.checks = {warning, warning};
    EXPECT_THAT(scene_of(ball(), map, "ball.ply").legend.summary,
                testing::Contains("2 warnings, listed in the map"));
}

TEST(PlanScene, AMapOfAnotherScanIsRefused)
{
    session::SessionMap map = map_of_ball();
    map.scan.sha256 = std::string(64, 'b');
    EXPECT_THROW(scene_of(ball(), map, "ball.ply"), base::Error);
}

}  // namespace

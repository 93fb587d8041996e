// SPDX-License-Identifier: MIT
#include "exporters/dial_settings.h"

#include "exporters/settings_card.h"

#include <gtest/gtest.h>

namespace exporters {
namespace {

struct Shot {
    std::uint32_t zone;
    double inserted_mm, volume_ml;
};

session::SessionMap map_of(std::initializer_list<Shot> shots)
{
    session::SessionMap map;
    map.scan.sha256 = std::string(64, 'a');
    for (const char* name : {"forehead", "left cheek"}) {
        session::MapZone zone;
        zone.name = name;
        zone.needle = "n30_4";
        map.zones.push_back(zone);
    }
    for (const Shot& shot : shots) {
        session::MapPoint point;
        point.id = point.order = std::uint32_t(map.points.size() + 1);
        point.zone = shot.zone;
        point.inserted_mm = point.depth_mm = shot.inserted_mm;
        point.volume_ml = shot.volume_ml;
        map.points.push_back(point);
    }
    return map;
}

TEST(DialPlan, PutsShotsOfOneSettingTogetherAcrossZones)
{
    const session::SessionMap map =
        map_of({{0, 1, 0.02}, {0, 2, 0.02}, {1, 1, 0.02}, {1, 1, 0.02}});
    const DialPlan plan = dial_plan(map);
    ASSERT_EQ(plan.settings.size(), 2u);
    EXPECT_EQ(plan.settings[0].points.size(), 3u);
    EXPECT_EQ(plan.settings[1].points.size(), 1u);
    EXPECT_EQ(plan.changes, 1);
    EXPECT_NEAR(plan.settings[0].total_ml(), 0.06, 1e-12);
    EXPECT_EQ(plan.settings[0].needle, "30G, 4 mm");
}

TEST(DialPlan, TurnsOneDialAtATimeWhereThatIsPossible)
{
    // In the order of work 2 + 2 + 2 changes; around the square, 3.
    const session::SessionMap map =
        map_of({{0, 1, 0.02}, {0, 2, 0.04}, {1, 1, 0.04}, {1, 2, 0.02}});
    const DialPlan plan = dial_plan(map);
    ASSERT_EQ(plan.settings.size(), 4u);
    EXPECT_EQ(plan.changes, 3);
    EXPECT_EQ(plan.settings[0].points[0]->order, 1u);
}

TEST(DialPlan, NeverDialsDeeperThanPlanned)
{
    const session::SessionMap map = map_of({{0, 1.28, 0.02}, {0, 1.2, 0.02}, {1, 1.9999, 0.02}});
    const DialPlan plan = dial_plan(map);
    for (const DialSetting& setting : plan.settings)
        for (const session::MapPoint* point : setting.points)
            EXPECT_LE(setting.inserted_mm, point->inserted_mm + 1e-9);
    ASSERT_EQ(plan.settings.size(), 2u);
    EXPECT_NEAR(plan.most_shallower_mm, 0.0999, 1e-9);
}

TEST(DialPlan, KeepsADevicesOwnSteps)
{
    session::SessionMap map = map_of({{0, 1.25, 0.02}});
    map.clinic.device.emplace().depth_step_mm = 0.25;
    EXPECT_EQ(dial_plan(map).settings[0].inserted_mm, 1.25);
}

TEST(DialSetting, FillsSyringesWhole)
{
    DialSetting setting;
    session::MapPoint point;
    point.volume_ml = 0.1;
    setting.points.assign(10, &point);
    EXPECT_EQ(setting.fills(1), 1);
    setting.points.push_back(&point);
    EXPECT_EQ(setting.fills(1), 2);
}

TEST(Ranges, AreShort)
{
    EXPECT_EQ(ranges_of({1, 2, 3, 5, 7, 8}), "1-3, 5, 7, 8");
    EXPECT_EQ(ranges_of({}), "");
}

TEST(SettingsCard, IsAPdfTheSameEachTime)
{
    const session::SessionMap map = map_of({{0, 1, 0.02}, {1, 2, 0.04}});
    const Ink colours[2] = {};
    const SettingsCard card{map, std::string(64, 'b'), colours};
    const std::string pdf = settings_card_of(card);
    EXPECT_TRUE(pdf.starts_with("%PDF-"));
    EXPECT_EQ(settings_card_of(card), pdf);
}

}  // namespace
}  // namespace exporters

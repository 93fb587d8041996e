// SPDX-License-Identifier: MIT
#include "panels/point_card.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using session::CheckResult;
using testing::ElementsAre;

/// Four points of a cheek in a row of 3 mm steps, injected from the right, and one of the chin.
session::SessionMap map_of_five()
{
    session::SessionMap map;
    map.zones.resize(2);
    map.zones[0].name = "cheek";
    map.zones[0].target_layer = "superficial dermis";
    map.zones[0].points = 4;
    map.zones[1].name = "chin";
    map.zones[1].points = 1;
    for (std::uint32_t i = 0; i < 5; ++i) {
        session::MapPoint point;
        point.id = i + 1;
        point.zone = i == 4;
        point.order = 5 - i;
        point.position_mm = {3.0 * i, 0, 0};
        point.depth_mm = 1.2;
        point.inserted_mm = 1.7;
        point.angle_deg = 45;
        point.volume_ml = 0.02;
        map.points.push_back(point);
    }
    map.points[1].pinned = true;
    map.points[4].angle_deg = 90;
    return map;
}

TEST(PointCard, TellsDepthLayerVolumeNeedleAndNeighbours)
{
    const session::SessionMap map = map_of_five();
    const panels::PointWords words = panels::words_of_point(map, 1);
    EXPECT_EQ(words.title, "cheek  ·  point 3 of 4");
    EXPECT_THAT(words.facts,
                ElementsAre("1.2 mm deep, into: superficial dermis",
                            "0.02 mL",
                            "Needle at 45° to the skin, 1.7 mm of it in",
                            "Nearest points 3.0 · 3.0 · 6.0 mm away",
                            "Placed by hand"));
    EXPECT_THAT(panels::words_of_point(map, 4).facts, testing::SizeIs(3))
        << "straight, not by hand";
}

TEST(PointCard, TellsWhatIsDoubtfulInItsZoneTheWorstFirst)
{
    session::SessionMap map = map_of_five();
    const auto add = [&map](const char* zone, CheckResult result, const char* message) {
        session::Check check;
        check.zone = zone;
        check.result = result;
        check.message = message;
        map.checks.push_back(check);
    };
    add("cheek", CheckResult::warn, "Zone \"cheek\": the depth is small.");
    add("cheek", CheckResult::pass, "Zone \"cheek\": all is well.");
    add("chin", CheckResult::warn, "Zone \"chin\": a nerve is near.");
    add("cheek", CheckResult::fail, "Zone \"cheek\": an artery is near.");
    add("cheek", CheckResult::warn, "Zone \"cheek\": one.");
    add("cheek", CheckResult::warn, "Zone \"cheek\": two.");
    const panels::PointWords words = panels::words_of_point(map, 0);
    EXPECT_THAT(words.doubts, ElementsAre("An artery is near.", "The depth is small.", "One."));
    EXPECT_EQ(words.more_doubts, 1u);
}

TEST(PointCard, OfAPointAloneNamesNoNeighbour)
{
    session::SessionMap map = map_of_five();
    map.points.erase(map.points.begin(), map.points.end() - 1);
    EXPECT_THAT(panels::words_of_point(map, 0).facts, testing::Contains("No other point"));
}

}  // namespace

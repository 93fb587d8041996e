// SPDX-License-Identifier: MIT
#include "render/inset.h"

#include "base/error.h"
#include "clinic/areas.h"

#include <gmock/gmock.h>

namespace {

using namespace render;

session::SessionMap map_with(const std::string& zone_name)
{
    session::SessionMap map;
    session::MapZone zone;
    zone.name = zone_name;
    zone.needle = "n30_4";
    map.zones = {zone};
    session::MapPoint point;
    point.order = 3;
    point.depth_mm = 1.2;
    point.inserted_mm = 2.4;
    point.angle_deg = 30;
    map.points = {point};
    return map;
}

TEST(Inset, TellsOfThePointAndOfTheSkinThatItsZoneIsNamedAfter)
{
    const Inset inset = inset_of(map_with("left forehead"), 3, std::nullopt);
    EXPECT_EQ(inset.title, "Point 3, left forehead");
    EXPECT_EQ(inset.layers.region, "forehead");
    EXPECT_EQ(inset.depth_mm, 1.2);
    EXPECT_EQ(inset.inserted_mm, 2.4);
    EXPECT_EQ(inset.needle_mm, 0.3);
    EXPECT_EQ(inset_of(map_with("left forehead"), 3, "scalp").layers.region, "scalp");
}

TEST(Inset, TellsOfTheSkinOfItsZonesAreaWhateverTheZoneIsCalled)
{
    session::SessionMap map = map_with("zone 1");
    map.zones[0].aim.area = "malar";
    EXPECT_EQ(inset_of(map, 3, std::nullopt).layers.region, clinic::area("malar").skin);
}

TEST(Inset, IsLetteredInTheWordsThatItIsGiven)
{
    Inset inset = inset_of(map_with("forehead"), 3, std::nullopt);
    const auto drawn = [&inset] {
        Canvas canvas(404, 390);
        draw_inset(canvas, inset, {0, 0, 404, 390}, 1);
        return canvas.rgba();
    };
    const auto before = drawn();
    inset.words.tip = "Spitze {:g} mm tief";
    EXPECT_NE(drawn(), before);
}

TEST(Inset, RefusesWhatItCannotKnow)
{
    EXPECT_THROW(inset_of(map_with("forehead"), 4, std::nullopt), base::Error);
    EXPECT_THROW(inset_of(map_with("zone 1"), 3, std::nullopt), base::Error);
    EXPECT_THROW(inset_of(map_with("forehead"), 3, "elbow"), base::Error);
}

TEST(Inset, HasAPlaceThatTouchesNeitherThePanelNorTheScene)
{
    const LegendText text{.title = "Plan", .subtitle = "x", .summary = {}, .key = {}, .footer = {}};
    for (const auto& [width, height] :
         {std::pair(1600.f, 1200.f), {800.f, 1200.f}, {640.f, 480.f}, {230.f, 230.f}}) {
        Layout layout = layout_of(width, height, text, {});
        make_room_for_inset(layout);
        const Area &inset = layout.inset, &scene = layout.scene, &panel = layout.panel;
        EXPECT_TRUE(inset.x + inset.width <= scene.x || scene.x + scene.width <= inset.x ||
                    inset.y + inset.height <= scene.y);
        EXPECT_TRUE(panel.width == 0 || panel.y + panel.height <= inset.y ||
                    inset.y + inset.height <= panel.y);
        EXPECT_GT(inset.width * inset.height, 0);
    }
}

TEST(Inset, TheNeedleEndsAtItsDepth)
{
    // Dark blue is the tip's colour alone.
    const auto lowest_tip_row = [](double depth_mm) {
        Inset inset = inset_of(map_with("forehead"), 3, std::nullopt);
        inset.angle_deg = 90;
        inset.depth_mm = inset.inserted_mm = depth_mm;
        Canvas canvas(500, 500);
        draw_inset(canvas, inset, {0, 0, 404, 390}, 1);
        std::uint32_t lowest = 0;
        for (std::uint32_t i = 0; i < 500 * 500; ++i) {
            const std::uint8_t* pixel = &canvas.rgba()[std::size_t(i) * 4];
            if (pixel[2] > pixel[0] + 90) lowest = i / 500;
        }
        return lowest;
    };
    EXPECT_GT(lowest_tip_row(1.6), lowest_tip_row(0.8) + 40);
}

}  // namespace

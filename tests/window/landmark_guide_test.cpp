// SPDX-License-Identifier: MIT
#include "tools/landmark_guide.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace tools {
namespace {

TEST(LandmarkGuide, AsksForAHeadsLandmarksEachOnceWithoutTurningBackAndForth)
{
    const std::vector<AskedLandmark> all = asked_landmarks("head");
    EXPECT_GE(all.size(), 20u);
    std::set<std::string> names;
    for (const AskedLandmark& one : all) {
        EXPECT_TRUE(anatomy::is_landmark(one.name)) << one.name;
        EXPECT_TRUE(names.insert(one.name).second) << one.name;
    }
    const auto from_the_side = [](const AskedLandmark& one) {
        return one.facts->seen_from == clinic::LandmarkView::side;
    };
    const auto first_right = std::ranges::find_if(all, [&](const AskedLandmark& one) {
        return from_the_side(one) && one.name.starts_with("right_");
    });
    EXPECT_TRUE(std::none_of(first_right, all.end(), [&](const AskedLandmark& one) {
        return from_the_side(one) && one.name.starts_with("left_");
    }));
}

TEST(LandmarkGuide, BeginsWithTheFirstThatIsMissingAndTurnsTheViewToIt)
{
    Turntable turntable;
    LandmarkGuide guide;
    anatomy::Landmarks placed;
    for (const AskedLandmark& one : asked_landmarks("head"))
        if (one.name != "left_tragion" && one.name != "vertex") placed.set(one.name, {});
    guide.start("head", placed, turntable);
    ASSERT_TRUE(guide.asks());
    EXPECT_EQ(guide.asked().name, "left_tragion");
    EXPECT_EQ(guide.asked().title(), "Patient's left: notch above the ear flap");
    EXPECT_LT(turntable.camera().right.z, -0.9) << "seen from the patient's left, front is left";
    guide.back(turntable);
    EXPECT_EQ(guide.asked().facts->seen_from, clinic::LandmarkView::front);
    EXPECT_GT(turntable.camera().right.x, 0.9);
}

TEST(LandmarkGuide, EndsAfterTheLast)
{
    Turntable turntable;
    LandmarkGuide guide;
    guide.start("body", {}, turntable);
    for (std::size_t left = guide.all().size(); left > 0; --left) {
        ASSERT_TRUE(guide.asks());
        guide.next(turntable);
    }
    EXPECT_FALSE(guide.asks());
}

}  // namespace
}  // namespace tools

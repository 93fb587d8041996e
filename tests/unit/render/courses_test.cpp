// SPDX-License-Identifier: MIT
#include "render/courses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace {

using render::MarginName;
using render::SeenCourse;

constexpr render::Area scene{100, 0, 800, 600};
constexpr float step_px = 20;

std::vector<SeenCourse> anchored_at(const std::vector<glm::vec2>& anchors)
{
    std::vector<SeenCourse> courses;
    for (const glm::vec2 anchor : anchors)
        courses.push_back({{true}, anchor});
    return courses;
}

std::vector<float> heights(const std::vector<MarginName>& names)
{
    std::vector<float> all;
    for (const MarginName& name : names)
        all.push_back(name.y_px);
    return all;
}

TEST(MarginNames, StandAtTheirAnchorsHeightOnTheNearerSide)
{
    const auto names = names_in_margins(anchored_at({{200, 300}, {700, 120}}), scene, step_px);
    ASSERT_EQ(names.size(), 2u);
    EXPECT_TRUE(names[0].on_left);
    EXPECT_FALSE(names[1].on_left);
    EXPECT_THAT(heights(names), testing::ElementsAre(300, 120));
}

TEST(MarginNames, OfOneHeightAreSpreadAroundIt)
{
    const auto names =
        names_in_margins(anchored_at({{200, 300}, {210, 300}, {220, 300}}), scene, step_px);
    EXPECT_THAT(heights(names), testing::UnorderedElementsAre(280, 300, 320));
}

TEST(MarginNames, StayInTheScene)
{
    const auto names =
        names_in_margins(anchored_at({{200, 1}, {210, 2}, {220, 599}, {230, 599}}), scene, step_px);
    for (const MarginName& name : names) {
        EXPECT_GE(name.y_px, step_px);
        EXPECT_LE(name.y_px, 600 - step_px / 2);
    }
}

TEST(MarginNames, LeaveOutCoursesThatAreNotSeen)
{
    std::vector<SeenCourse> courses = anchored_at({{200, 300}, {210, 400}});
    courses[0].anchor.reset();
    const auto names = names_in_margins(courses, scene, step_px);
    ASSERT_EQ(names.size(), 1u);
    EXPECT_EQ(names[0].course, 1u);
}

double squares(const std::vector<MarginName>& names)
{
    double sum = 0;
    for (const MarginName& name : names)
        sum += double(name.y_px - name.anchor.y) * (name.y_px - name.anchor.y);
    return sum;
}

TEST(MarginNames, NeverTouchAndCouldNotBeNearer)
{
    std::mt19937 random(7);
    std::uniform_real_distribution<float> height(100, 500);
    for (int trial = 0; trial < 200; ++trial) {
        std::vector<glm::vec2> anchors;
        for (int i = 0; i < 14; ++i)
            anchors.emplace_back(200, height(random));
        auto names = names_in_margins(anchored_at(anchors), scene, step_px);
        std::ranges::sort(names, {}, &MarginName::y_px);
        EXPECT_TRUE(
            std::ranges::is_sorted(names, {}, [](const auto& one) { return one.anchor.y; }));
        for (std::size_t i = 1; i < names.size(); ++i)
            EXPECT_GE(names[i].y_px - names[i - 1].y_px, step_px - 1e-3);
        // The sum of squares is convex: if no run of lines can move a little and keep its
        // distances, it is the least there is.
        const double least = squares(names);
        for (std::size_t begin = 0; begin < names.size(); ++begin)
            for (std::size_t end = begin + 1; end <= names.size(); ++end)
                for (const float move : {-0.5f, 0.5f}) {
                    auto moved = names;
                    for (std::size_t i = begin; i < end; ++i)
                        moved[i].y_px += move;
                    const bool apart = (begin == 0 || moved[begin].y_px - moved[begin - 1].y_px >=
                                                          step_px - 1e-3) &&
                                       (end == names.size() ||
                                        moved[end].y_px - moved[end - 1].y_px >= step_px - 1e-3) &&
                                       moved.front().y_px >= step_px &&
                                       moved.back().y_px <= 600 - step_px / 2;
                    if (apart) {
                        EXPECT_GE(squares(moved), least - 1e-2);
                    }
                }
    }
}

}  // namespace

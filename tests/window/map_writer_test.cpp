// SPDX-License-Identifier: MIT
#include "shell/map_writer.h"

#include "plans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

namespace {

using testing::HasSubstr;

/// What became of a map that is to be written, and how often it was.
struct Written {
    explicit Written(session::SessionMap map)
    {
        auto plan = std::make_shared<shell::Plan>();
        plan->map = std::move(map);
        std::promise<void> done;
        shell::MapWriter writer(
            *test::ball_scan(),
            [this](const auto&, const auto&, const auto&) { ++times; },
            [&done] { done.set_value(); });
        writer.write({plan, "map.json", {}});
        EXPECT_TRUE(writer.works());
        done.get_future().wait();
        outcome = writer.take();
        EXPECT_FALSE(writer.works());
    }

    int times = 0;
    std::optional<shell::MapWriter::Outcome> outcome;
};

TEST(MapWriter, WritesAMapThatKeepsItsPromises)
{
    const Written written(test::ball_map());
    ASSERT_TRUE(written.outcome);
    EXPECT_EQ(written.outcome->problem, "");
    EXPECT_EQ(written.times, 1);
}

TEST(MapWriter, WritesNoMapOfWhichAPointIsNotWhereItShouldBe)
{
    session::SessionMap map = test::ball_map();
    map.points[3].depth_mm += 1;
    const Written written(map);
    ASSERT_TRUE(written.outcome);
    EXPECT_THAT(written.outcome->problem, HasSubstr("depth"));
    EXPECT_EQ(written.times, 0);
}

TEST(MapWriter, WritesNoMapWithAFailedCheck)
{
    session::SessionMap map = test::ball_map();
    map.checks[0].result = session::CheckResult::fail;
    const Written written(map);
    ASSERT_TRUE(written.outcome);
    EXPECT_EQ(written.outcome->problem, map.checks[0].message);
    EXPECT_EQ(written.times, 0);
}

}  // namespace

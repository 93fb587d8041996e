// SPDX-License-Identifier: MIT
#include "panels/check_groups.h"

#include <gtest/gtest.h>

namespace {

using session::Check;
using session::CheckResult;

Check check(const std::string& rule, const std::string& zone, CheckResult result)
{
    Check made;
    made.rule = rule;
    made.zone = zone;
    made.result = result;
    made.message = "Zone \"" + zone + "\": the depth is 3 mm.";
    return made;
}

TEST(CheckGroups, PutAlikeChecksTogetherAndTheWorstFirst)
{
    const std::vector<Check> checks{check("depth.published.max", "a", CheckResult::pass),
                                    check("structure.caution", "a", CheckResult::warn),
                                    check("structure.caution", "b", CheckResult::warn),
                                    check("depth.published.max", "b", CheckResult::fail),
                                    check("structure.caution", "b", CheckResult::warn)};
    const auto groups = panels::groups_of(checks);
    ASSERT_EQ(groups.size(), 3u);
    EXPECT_EQ(groups[0].result, CheckResult::fail);
    EXPECT_STREQ(groups[0].title, "Depth");
    EXPECT_EQ(groups[1].checks.size(), 3u);
    EXPECT_STREQ(groups[1].title, "Points over vessels, nerves or ducts");
    EXPECT_EQ(groups[2].result, CheckResult::pass);
}

TEST(CheckGroups, LoseNoCheckAndNameEveryRule)
{
    const std::vector<Check> checks{check("never.heard.of", "a", CheckResult::warn),
                                    check("region.cover", "a", CheckResult::pass)};
    const auto groups = panels::groups_of(checks);
    ASSERT_EQ(groups.size(), 2u);
    EXPECT_STREQ(groups[0].title, "Further rules");
}

}  // namespace

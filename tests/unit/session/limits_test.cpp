// SPDX-License-Identifier: MIT
#include "session/limits.h"

#include <gtest/gtest.h>

namespace {

using session::limits_of;

TEST(Limits, AreTheRequestsOwn)
{
    EXPECT_TRUE(limits_of("patient/age_years").allow(0));
    EXPECT_TRUE(limits_of("patient/age_years").allow(130));
    EXPECT_FALSE(limits_of("patient/age_years").allow(131));
    EXPECT_FALSE(limits_of("patient/age_years").allow(-1));
    EXPECT_FALSE(limits_of("zone/depth_mm").allow(0));
    EXPECT_TRUE(limits_of("zone/depth_mm").allow(0.1));
    EXPECT_TRUE(limits_of("zone/volume_ml").allow(0));
    EXPECT_TRUE(limits_of("zone/points").allow(12));
    EXPECT_FALSE(limits_of("zone/points").allow(12.5));
}

TEST(Limits, AreFoundWithinListsAndParts)
{
    EXPECT_EQ(limits_of("patient/measured/total_mm").most, 10);
    EXPECT_EQ(limits_of("clinic/device/depth_stop_mm").most, 50);
    EXPECT_EQ(limits_of("zone/head/pins").least, 3);
    EXPECT_EQ(limits_of("clinic/patient/age_years").most, 130);
    EXPECT_EQ(limits_of("mixture/ingredients/volume_ml").least, 0);
}

}  // namespace

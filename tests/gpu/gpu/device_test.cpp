// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "gpu_test.h"

#include <gmock/gmock.h>

#include <cstdlib>

namespace {

using DeviceTest = test::GpuTest;

TEST_F(DeviceTest, HasANameAndWhatTheProgramNeeds)
{
    EXPECT_NE(device().name(), "");
    EXPECT_GE(device().limits().storage_range_bytes, 128u << 20);
    EXPECT_GE(device().limits().push_bytes, 128u);
}

TEST_F(DeviceTest, AWishThatNoDeviceMeetsIsRefusedWithAllReasons)
{
    try {
        const gpu::Device other({.name_part = "no such device"});
        FAIL() << "a device was made";
    } catch (const base::Error& refusal) {
        EXPECT_THAT(refusal.what(), testing::StartsWith("No Vulkan device fits: "));
        EXPECT_THAT(refusal.what(), testing::HasSubstr("lacks \"no such device\" in its name"));
    }
}

TEST_F(DeviceTest, ItsOwnNameFindsItAgain)
{
    const gpu::Device again({.name_part = device().name()});
    EXPECT_EQ(again.name(), device().name());
}

TEST(DeviceTestOfTheSuite, ValidationIsOnWhereCTestRunsIt)
{
    if (!std::getenv("MESOMAP_VALIDATION")) GTEST_SKIP() << "MESOMAP_VALIDATION is not set";
    EXPECT_NE(gpu::settings_from_environment().validation, gpu::Validation::off);
}

}  // namespace

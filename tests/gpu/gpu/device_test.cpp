// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "gpu/buffer.h"
#include "gpu/image.h"
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

TEST_F(DeviceTest, CountsTheMemoryThatIsTakenByItsUse)
{
    const gpu::MemoryReport before = device().memory();
    {
        const gpu::Buffer buffer(device(), {.name = "buffer", .bytes = 3 << 20});
        const gpu::Buffer staging(
            device(), {.name = "staging", .bytes = 2 << 20, .home = gpu::Home::host, .use = 0});
        const gpu::Image image(device(), {.name = "image", .extent = {512, 512}});
        const gpu::MemoryReport now = device().memory();
        EXPECT_GE(now.buffers, before.buffers + (3 << 20));
        EXPECT_GE(now.transfers, before.transfers + (2 << 20));
        EXPECT_GE(now.images, before.images + 512 * 512 * 4);
        EXPECT_EQ(now.most, now.held());
    }
    const gpu::MemoryReport after = device().memory();
    EXPECT_EQ(after.held(), before.held());
    EXPECT_GE(after.most, before.held() + (6 << 20));
    EXPECT_GT(after.size, 0u);
    EXPECT_LE(after.left(), after.budget);
}

TEST_F(DeviceTest, WhatDoesNotFitIsRefusedInASentenceAndNothingIsHeld)
{
    gpu::DeviceSettings settings = gpu::settings_from_environment();
    settings.most_memory_bytes = 4 << 20;
    settings.most_buffer_bytes = 3 << 20;
    gpu::Device lesser(settings);
    const gpu::Buffer held(lesser, {.name = "held", .bytes = 2 << 20});
    const auto refusal = [&](std::size_t bytes) -> std::string {
        try {
            const gpu::Buffer buffer(lesser, {.name = "skin", .bytes = bytes});
        } catch (const base::Error& problem) {
            return problem.what();
        }
        return {};
    };
    EXPECT_EQ(refusal(3 << 20),
              "The graphics device " + lesser.name() +
                  " has no memory left for \"skin\", which needs 3 MiB; this program holds 2 MiB "
                  "of it.");
    EXPECT_THAT(refusal(4 << 20), testing::HasSubstr("allows 3.0 MB"));
    EXPECT_EQ(lesser.memory().held(), std::size_t(2) << 20);
    EXPECT_EQ(refusal(1 << 20), "");
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

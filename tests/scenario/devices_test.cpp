// SPDX-License-Identifier: MIT
#include "program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

TEST(DevicesCommand, TellsTheMemoryOfEachDeviceAndWhichIsInUse)
{
    const auto result = test::run_program({"devices", "--json"});
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    const auto facts = nlohmann::json::parse(result.output);
    int in_use = 0;
    for (const auto& device : facts["devices"]) {
        in_use += device["in_use"].get<bool>();
        EXPECT_GT(device["memory_bytes"].get<std::size_t>(), 0u);
        EXPECT_GT(device["budget_bytes"].get<std::size_t>(), 0u);
    }
    EXPECT_EQ(in_use, facts["devices"].empty() ? 0 : 1);
}

}  // namespace

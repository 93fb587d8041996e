// SPDX-License-Identifier: MIT
#include "gpu_test.h"

#include "base/error.h"

#include <gmock/gmock.h>

namespace test {

void GpuTest::SetUp()
{
    try {
        device_.emplace();
    } catch (const base::Error& reason) {
        GTEST_SKIP() << reason.what();
    }
}

void GpuTest::TearDown()
{
    if (!device_) return;
    EXPECT_THAT(device_->validation_messages(), testing::IsEmpty());
}

}  // namespace test

// SPDX-License-Identifier: MIT
// The fixture of every GPU test: a device, or a printed reason to skip; and at the end silence of
// the validation layer, which CTest switches on for these tests.
#pragma once

#include "gpu/device.h"

#include <gtest/gtest.h>

#include <optional>

namespace test {

class GpuTest : public testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;
    gpu::Device& device() { return *device_; }

private:
    std::optional<gpu::Device> device_;
};

}  // namespace test

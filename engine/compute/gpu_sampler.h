// SPDX-License-Identifier: MIT
// The compute room: the host side of kernels. GpuSampler gives the points of sampling::CpuSampler,
// byte for byte.
#pragma once

#include "gpu/device.h"
#include "sampling/sampler.h"

#include <memory>

namespace compute {

struct GpuKernels;

class GpuSampler : public sampling::Sampler {
public:
    /// Compiles the kernels. The device must outlive this.
    explicit GpuSampler(gpu::Device& device);
    ~GpuSampler() override;

    /// Where a scan outgrows the device's memory or a kernel's work limit, the processor does the
    /// work: the points are the same, and fell_back() tells.
    sampling::SampleSet sample(const sampling::SampleRequest& request,
                               const base::Progress& progress) override;

    /// True if the last sample() was done by the processor.
    bool fell_back() const { return fell_back_; }

private:
    gpu::Device& device_;
    std::unique_ptr<GpuKernels> kernels_;
    bool fell_back_ = false;
};

}  // namespace compute

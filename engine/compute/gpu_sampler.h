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

    /// True if the last sample() was done by the processor, since the scan outgrew the device's
    /// memory or a kernel its work limit. The points are the same.
    bool fell_back() const { return fell_back_; }

private:
    std::vector<sampling::Chosen> fill(const sampling::Domain& domain,
                                       const base::Progress& progress) override;

    gpu::Device& device_;
    std::unique_ptr<GpuKernels> kernels_;
    bool fell_back_ = false;
};

}  // namespace compute

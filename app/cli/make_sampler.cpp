// SPDX-License-Identifier: MIT
#include "cli/make_sampler.h"

#include "compute/gpu_sampler.h"
#include "gpu/device.h"
#include "sampling/cpu_sampler.h"

#include <cstdio>

namespace cli {
namespace {

struct OwnDevice {
    gpu::Device device;
};

/// A sampler that brings its device along.
class OwnDeviceSampler : private OwnDevice, public compute::GpuSampler {
public:
    OwnDeviceSampler()
        : compute::GpuSampler(device)
    {
    }
};

}  // namespace

void device_option(Options& options, std::string& device)
{
    options.choice("--device",
                   device,
                   {"auto", "gpu", "cpu"},
                   "Where the sampler runs; the points are the same, and auto is the processor");
}

std::unique_ptr<sampling::Sampler> make_sampler(const std::string& device)
{
    if (device == "gpu") return std::make_unique<OwnDeviceSampler>();
    return std::make_unique<sampling::CpuSampler>();
}

void say_if_it_fell_back(const sampling::Sampler& sampler)
{
    const auto* gpu = dynamic_cast<const compute::GpuSampler*>(&sampler);
    if (gpu && gpu->fell_back())
        std::fputs("mesomap: The GPU could not hold this scan; the processor placed the same "
                   "points.\n",
                   stderr);
}

}  // namespace cli

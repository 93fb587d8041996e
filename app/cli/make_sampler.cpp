// SPDX-License-Identifier: MIT
#include "cli/make_sampler.h"

#include "base/error.h"
#include "compute/gpu_sampler.h"
#include "gpu/device.h"
#include "sampling/cpu_sampler.h"

namespace cli {
namespace {

/// A sampler that brings its device along.
class OwnDeviceSampler : public sampling::Sampler {
public:
    sampling::SampleSet sample(const sampling::SampleRequest& request,
                               const base::Progress& progress) override
    {
        return sampler_.sample(request, progress);
    }
    bool device_is_cpu() const { return device_.is_cpu(); }

private:
    gpu::Device device_;
    compute::GpuSampler sampler_{device_};
};

/// A real GPU's sampler, or nothing: a software driver costs more than our own code.
std::unique_ptr<sampling::Sampler> hardware_sampler()
{
    try {
        auto sampler = std::make_unique<OwnDeviceSampler>();
        if (!sampler->device_is_cpu()) return sampler;
    } catch (const base::Error&) {
        // No Vulkan here: not needed.
    }
    return nullptr;
}

}  // namespace

std::unique_ptr<sampling::Sampler> make_sampler(const std::string& device)
{
    if (device == "gpu") return std::make_unique<OwnDeviceSampler>();
    if (device == "auto")
        if (auto sampler = hardware_sampler()) return sampler;
    return std::make_unique<sampling::CpuSampler>();
}

}  // namespace cli

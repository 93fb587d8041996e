// SPDX-License-Identifier: MIT
// The compute room: the host side of kernels. GpuSampler gives the points of sampling::CpuSampler,
// byte for byte.
//
// The device leads itself through the level scheme (shared/sampler_interface.h); the host submits
// some levels at a time and looks whether they are done, so that a run takes a handful of round
// trips. What the kernels need to know of a skin stays on the device from run to run.
#pragma once

#include "gpu/device.h"
#include "sampling/sampler.h"
#include "shared/sampler_interface.h"

#include <memory>

namespace compute {

struct GpuKernels;
class SkinOnDevice;
class RunMemory;

/// How much room a run has at first, and how much work at a time. Tests make it grow or shrink, or
/// keep what a large job would have.
struct FirstRoom {
    std::size_t most = SIZE_MAX;       // items of any kind
    std::size_t windows_in_front = 0;  // left unused
    int disc_budget = shared::first_disc_budget;
};

class GpuSampler : public sampling::Sampler {
public:
    /// Compiles the kernels. The device must outlive this.
    explicit GpuSampler(gpu::Device& device, const FirstRoom& first_room = {});
    ~GpuSampler() override;

    /// True if the last sample() was done by the processor, since the scan outgrew the device's
    /// memory or a kernel its work limit. The points are the same.
    bool fell_back() const { return fell_back_; }
    /// How often the last sample() waited for the device.
    int round_trips() const { return round_trips_; }
    /// How often it had to repeat a phase, with more room or with less work at a time.
    int repeats() const { return repeats_; }

private:
    static constexpr std::int32_t unknown = -1;

    std::vector<sampling::Chosen> fill(const sampling::Domain& domain,
                                       const base::Progress& progress) override;

    gpu::Device& device_;
    FirstRoom first_room_;
    std::unique_ptr<GpuKernels> kernels_;
    std::unique_ptr<SkinOnDevice> skin_;
    std::unique_ptr<RunMemory> memory_;
    std::int32_t discs_so_far_ = unknown;  // whose arrivals the memory still has
    bool fell_back_ = false;
    int round_trips_ = 0;
    int repeats_ = 0;
};

}  // namespace compute

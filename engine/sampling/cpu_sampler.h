// SPDX-License-Identifier: MIT
// The sampler on the processor: the readable specification, the oracle of the GPU's, and the one
// that is used where the Vulkan device is a processor itself.
#pragma once

#include "sampling/sampler.h"

namespace sampling {

class CpuSampler : public Sampler {
public:
    /// `threads` = 0 means one per core. The points do not depend on it.
    explicit CpuSampler(unsigned threads = 0)
        : threads_(threads)
    {
    }

private:
    std::vector<Chosen> fill(const Domain& domain, const base::Progress& progress) override;

    unsigned threads_;
};

/// What CpuSampler does, for another sampler that cannot do it.
std::vector<Chosen>
fill_on_processor(const Domain& domain, unsigned threads, const base::Progress& progress);

}  // namespace sampling

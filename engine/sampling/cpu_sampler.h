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
    SampleSet sample(const SampleRequest& request, const base::Progress& progress) override;

private:
    unsigned threads_;
};

}  // namespace sampling

// SPDX-License-Identifier: MIT
// The sampler on the processor: the readable specification, the oracle of the GPU's, and the one
// that is used where the Vulkan device is a processor itself.
#pragma once

#include "sampling/sampler.h"

#include <cstddef>

namespace sampling {

/// Windows (shared/windows.h) that are kept at once: 2 GB, and as much again while they are filed.
inline constexpr std::size_t usual_most_windows = std::size_t(1) << 25;

class CpuSampler : public Sampler {
public:
    /// `threads` = 0 means one per core. The points do not depend on it. A request that needs more
    /// windows is refused with a sentence.
    explicit CpuSampler(unsigned threads = 0, std::size_t most_windows = usual_most_windows)
        : threads_(threads)
        , most_windows_(most_windows)
    {
    }

private:
    std::vector<Chosen> fill(const Domain& domain, const base::Progress& progress) override;

    unsigned threads_;
    std::size_t most_windows_;
};

/// What CpuSampler does, for another sampler that cannot do it.
std::vector<Chosen> fill_on_processor(const Domain& domain,
                                      unsigned threads,
                                      const base::Progress& progress,
                                      std::size_t most_windows = usual_most_windows);

}  // namespace sampling

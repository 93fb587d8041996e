// SPDX-License-Identifier: MIT
// The last sample and what it was made of: while somebody paints, each request differs from the one
// before by a stroke, and only the skin around the stroke need be sampled again.
#pragma once

#include "sampling/sampler.h"

#include <vector>

namespace sampling {

class LastSample {
public:
    /// What sampler.sample(request) gives. The skin that was sampled last must still live.
    const SampleSet&
    sample(Sampler& sampler, const SampleRequest& request, const base::Progress& progress);

private:
    bool differs_by_strokes_only(const SampleRequest& request) const;

    SampleRequest request_;  // its fields and spacings are gone; fields_ has copies
    std::vector<zones::ZoneField> fields_;
    SampleSet points_;
};

}  // namespace sampling

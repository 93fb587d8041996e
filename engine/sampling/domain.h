// SPDX-License-Identifier: MIT
// What is to be sampled, as integers: the zones' skin cut into roots and first cells, and the rule
// of each zone.
#pragma once

#include "sampling/sampler.h"
#include "sampling/skin_metric.h"
#include "shared/cells.h"

#include <vector>

namespace sampling {

struct Domain {
    SkinMetric skin;
    std::vector<shared::Root> roots;
    std::vector<shared::ZoneRule> rules;  // one per zone of the request
    std::vector<shared::Cell> cells;      // at level 0
    std::vector<std::uint32_t>
        is_wanted;  // per triangle of the scan: wanted if a root lies on it, unfit, or 0
    std::int32_t cube_size_um = 0;  // of the grid that finds near candidates
    std::uint32_t seed = 1;
    double expected_points = 0;  // a maximal set has about 0.7 points per spacing squared
};

/// Throws base::Error with a sentence where a zone cannot be sampled.
Domain build_domain(const SampleRequest& request);

}  // namespace sampling

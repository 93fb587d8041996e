// SPDX-License-Identifier: MIT
// What is to be sampled, as integers: the zones' skin cut into roots and first cells, and the
// points that are there already.
#pragma once

#include "sampling/sampler.h"
#include "shared/cells.h"

#include <vector>

namespace sampling {

struct Domain {
    const Skin* skin = nullptr;
    std::vector<shared::Root> roots;       // in the order of the skin's triangles
    std::vector<shared::Cell> cells;       // at level 0, in the order of their roots
    std::vector<shared::Candidate> given;  // points that are there before level 0: pinned or laid
    std::vector<std::int32_t> reach;       // per zone: how far its discs must go, units
    std::vector<std::int32_t> live;        // per triangle of the skin: see shared/windows.h
    std::int32_t cube_size_um = 0;         // of the grid that finds near candidates
    std::uint32_t seed = 1;
    double expected_points = 0;  // a maximal set has about 0.7 points per spacing squared
};

/// Throws base::Error with a sentence where a zone cannot be sampled.
Domain build_domain(const SampleRequest& request);

}  // namespace sampling

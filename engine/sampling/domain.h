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
    std::uint32_t seed = 1;
    double expected_points = 0;  // a maximal set has about 0.7 points per spacing squared

    /// Of the grid that finds near candidates (shared/choose.h): twice as far as any disc goes.
    std::int32_t cube_size_um() const;
};

/// A part of the skin that is sampled alone.
struct Part {
    std::vector<bool> region;             // per triangle of the skin: does it belong to the part
    std::vector<shared::Candidate> ring;  // points outside that may block places inside
};

/// The domain of a request, or of a part of it; pinned points and then the ring are given. Throws
/// base::Error with a sentence where a zone cannot be sampled.
Domain build_domain(const SampleRequest& request,
                    const base::Progress& progress = {},
                    const Part* part = nullptr);

/// A zone's inset in steps of its field.
std::int32_t inset_steps(const SampleZone& zone);

/// The spacing that a point of a zone must keep at a place of the scan, units.
std::int32_t
spacing_at(const SampleRequest& request, std::uint32_t zone, const geometry::SurfacePoint& on_scan);

}  // namespace sampling

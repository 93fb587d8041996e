// SPDX-License-Identifier: MIT
#include "sampling/sampler.h"

#include "sampling/domain.h"
#include "sampling/lay.h"
#include "sampling/level_scheme.h"

#include <algorithm>
#include <tuple>

namespace sampling {
SampleSet in_order(std::vector<Chosen> chosen, const Domain& domain)
{
    for (const shared::Candidate& given : domain.given)
        chosen.push_back({given, -1});
    const auto before = [](const Chosen& a, const Chosen& b) {
        const auto key = [](const Chosen& c) {
            const bool given = c.level < 0;
            return std::tuple(c.candidate.zone,
                              !given,
                              given ? c.candidate.hash : c.candidate.triangle,
                              c.candidate.weights.x,
                              c.candidate.weights.y);
        };
        return key(a) < key(b);
    };
    std::ranges::sort(chosen, before);
    SampleSet set;
    set.points.reserve(chosen.size());
    for (const auto& [candidate, level] : chosen) {
        const SkinPlace place = domain.skin->on_scan({candidate.triangle, candidate.weights});
        set.points.push_back({candidate.zone, place.triangle, place.weights, level < 0});
    }
    return set;
}

SampleSet Sampler::sample(const SampleRequest& request, const base::Progress& progress)
{
    Domain domain = build_domain(request, progress);
    lay_patterns(request, domain, progress.part(0, 0.3f));
    return in_order(fill(domain, progress.part(0.3f, 1)), domain);
}

}  // namespace sampling

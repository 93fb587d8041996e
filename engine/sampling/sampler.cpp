// SPDX-License-Identifier: MIT
#include "sampling/sampler.h"

#include "sampling/domain.h"
#include "sampling/lay.h"
#include "sampling/level_scheme.h"

#include <algorithm>
#include <tuple>

namespace sampling {
namespace {

/// Zone by zone, in order of acceptance: the same on every device.
SampleSet in_order(std::vector<Chosen> chosen, const Domain& domain)
{
    for (const shared::Candidate& given : domain.given)
        chosen.push_back({given, -1});
    std::ranges::sort(chosen, [](const Chosen& a, const Chosen& b) {
        const auto key = [](const Chosen& c) {
            return std::tie(
                c.candidate.zone, c.level, c.candidate.hash, c.candidate.name, c.candidate.place);
        };
        return key(a) < key(b);
    });
    SampleSet set;
    set.points.reserve(chosen.size());
    for (const auto& [candidate, level] : chosen) {
        const SkinPlace place = domain.skin->on_scan({candidate.triangle, candidate.weights});
        set.points.push_back({candidate.zone, place.triangle, place.weights});
    }
    return set;
}

}  // namespace

SampleSet Sampler::sample(const SampleRequest& request, const base::Progress& progress)
{
    Domain domain = build_domain(request);
    lay_patterns(request, domain, progress.part(0, 0.3f));
    return in_order(fill(domain, progress), domain);
}

}  // namespace sampling

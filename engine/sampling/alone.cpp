// SPDX-License-Identifier: MIT
#include "sampling/alone.h"

#include "sampling/cpu_sampler.h"
#include "sampling/level_scheme.h"

#include <algorithm>
#include <tuple>

namespace sampling {

std::vector<shared::Root> roots_of(const Ground& ground)
{
    std::vector<shared::Root> roots;
    for (const shared::Root& root : ground.domain.roots)
        if (root.zone == ground.zone) roots.push_back(root);
    return roots;
}

Domain domain_alone(const Ground& ground,
                    double factor,
                    std::vector<shared::Candidate> given,
                    const base::Progress& progress)
{
    const auto scaled = [factor](double spacing_mm) {
        return std::clamp(spacing_mm * factor, least_spacing_mm, most_spacing_mm);
    };
    SampleZone zone = ground.request.zones[ground.zone];
    std::vector<float> spacing_mm_at;
    for (const float mm : zone.spacing_mm_at)
        spacing_mm_at.push_back(static_cast<float>(scaled(double(mm))));
    zone.spacing_mm = scaled(zone.spacing_mm);
    zone.spacing_mm_at = spacing_mm_at;
    zone.pattern = BlueNoise{};
    Domain domain = build_domain({ground.request.skin, {zone}, ground.request.seed}, progress);
    domain.given = std::move(given);
    for (shared::Candidate& point : domain.given) {
        point.zone = 0;
        domain.reach[0] = std::max(domain.reach[0], point.spacing);
    }
    return domain;
}

std::vector<shared::Candidate> filled(const Domain& domain, const base::Progress& progress)
{
    std::vector<Chosen> chosen = fill_on_processor(domain, 0, progress);
    std::ranges::sort(chosen, [](const Chosen& a, const Chosen& b) {
        const auto key = [](const Chosen& c) {
            return std::tie(c.level, c.candidate.hash, c.candidate.name, c.candidate.place);
        };
        return key(a) < key(b);
    });
    std::vector<shared::Candidate> points;
    points.reserve(chosen.size());
    for (const Chosen& c : chosen)
        points.push_back(c.candidate);
    return points;
}

}  // namespace sampling

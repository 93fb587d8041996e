// SPDX-License-Identifier: MIT
#include "sampling/last_sample.h"

#include <algorithm>

namespace sampling {
namespace {

bool same_place(const geometry::SurfacePoint& a, const geometry::SurfacePoint& b)
{
    return a.triangle == b.triangle && a.weights == b.weights;
}

bool same_pin(const PinnedPoint& a, const PinnedPoint& b)
{
    return a.zone == b.zone && same_place(a.place, b.place);
}

/// Zones of which nothing is known but that they are sampled alike. Those that more depends on are
/// sampled whole anyway.
bool same_settings(const SampleZone& a, const SampleZone& b)
{
    const auto plain = [](const SampleZone& zone) {
        return std::holds_alternative<BlueNoise>(zone.pattern) && zone.spacing_mm_at.empty() &&
               zone.border == Border::natural && !zone.mirror;
    };
    return plain(a) && plain(b) && a.spacing_mm == b.spacing_mm && a.inset_mm == b.inset_mm;
}

}  // namespace

bool LastSample::differs_by_strokes_only(const SampleRequest& request) const
{
    return request.skin == request_.skin && request.seed == request_.seed &&
           std::ranges::equal(request.zones, request_.zones, same_settings) &&
           std::ranges::equal(request.pinned, request_.pinned, same_pin);
}

const SampleSet&
LastSample::sample(Sampler& sampler, const SampleRequest& request, const base::Progress& progress)
{
    if (differs_by_strokes_only(request)) {
        std::vector<const zones::ZoneField*> before;
        for (const zones::ZoneField& field : fields_)
            before.push_back(&field);
        points_ = sampler.update(request, before, points_, progress);
    } else {
        points_ = sampler.sample(request, progress);
    }
    request_ = request;
    fields_.clear();
    for (SampleZone& zone : request_.zones) {
        fields_.push_back(*zone.field);
        zone.field = nullptr;
    }
    return points_;
}

}  // namespace sampling

// SPDX-License-Identifier: MIT
// Sampling again after an edit, only around it.
//
// The points are a function of the zones and the seed. A change of the zones can change a point far
// away only through a chain of points that each blocked the next, and such chains are short
// (algorithms, 4.4: 3.04 spacings at most in 180 edits). So the skin within a margin of the change
// is sampled anew, with all points outside it given: they would be there in the full run as well,
// and whoever they block is blocked there too. If a point changed near the margin's end after all,
// the margin is doubled.
#include "base/parallel.h"
#include "sampling/domain.h"
#include "sampling/lay.h"
#include "sampling/level_scheme.h"
#include "sampling/placer.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <deque>
#include <limits>

namespace sampling {
namespace {

constexpr double first_margin = 6;  // spacings around the change that are sampled anew
constexpr double guard = 2;         // no change may come so near to the margin's end

/// How a triangle's skin lies to a zone.
struct Lie {
    bool inside = false, outside = false;
    bool operator==(const Lie&) const = default;
};

Lie lie_of(const Skin& skin, std::uint32_t triangle, const zones::ZoneField& field, int inset)
{
    Lie lie;
    for (const std::uint32_t vertex : skin.vertices_of(triangle))
        (field.values()[vertex] + inset < 0 ? lie.inside : lie.outside) = true;
    return lie;
}

bool values_differ(const Skin& skin,
                   std::uint32_t triangle,
                   const zones::ZoneField& a,
                   const zones::ZoneField& b)
{
    return std::ranges::any_of(skin.vertices_of(triangle), [&](std::uint32_t vertex) {
        return a.values()[vertex] != b.values()[vertex];
    });
}

bool is_changed(const SampleRequest& request,
                std::span<const zones::ZoneField* const> fields_before,
                std::uint32_t triangle)
{
    const Skin& skin = *request.skin;
    for (std::size_t z = 0; z < request.zones.size(); ++z) {
        const zones::ZoneField& now = *request.zones[z].field;
        const zones::ZoneField& before = *fields_before[z];
        if (!values_differ(skin, triangle, now, before)) continue;
        const int inset = inset_steps(request.zones[z]);
        const Lie lie = lie_of(skin, triangle, now, inset);
        const bool crossed = lie.inside && lie.outside;
        if (crossed || lie != lie_of(skin, triangle, before, inset)) return true;
    }
    return false;
}

/// The triangles on which other skin belongs to a zone than before.
std::vector<std::uint32_t> changed_triangles(const SampleRequest& request,
                                             std::span<const zones::ZoneField* const> fields_before)
{
    constexpr std::size_t grain = 4096;
    const std::size_t triangles = request.skin->metric().triangle_count();
    std::vector<std::vector<std::uint32_t>> found((triangles + grain - 1) / grain);
    base::parallel_for(triangles, grain, 0, [&](std::size_t begin, std::size_t end, unsigned) {
        for (auto t = static_cast<std::uint32_t>(begin); t < end; ++t)
            if (is_changed(request, fields_before, t)) found[begin / grain].push_back(t);
    });
    std::vector<std::uint32_t> changed;
    for (const auto& some : found)
        changed.insert(changed.end(), some.begin(), some.end());
    return changed;
}

/// How far each triangle is from the change, along the skin: from the corner of the changed
/// triangle that it was reached from, on the straight line. Infinity beyond `most_um`.
std::vector<float>
distances_from(const std::vector<std::uint32_t>& changed, const SkinMetric& metric, double most_um)
{
    struct Reached {
        std::uint32_t triangle;
        glm::dvec3 from_um;
    };
    constexpr float far_away = std::numeric_limits<float>::infinity();
    std::vector<float> distance(metric.triangle_count(), far_away);
    std::deque<Reached> open;
    const auto corner_um = [&](std::uint32_t triangle, int k) {
        return glm::dvec3(metric.positions_um[metric.corner_vertices[3 * triangle + k]]);
    };
    for (const std::uint32_t t : changed) {
        distance[t] = 0;
        open.push_back({t, corner_um(t, 0)});
    }
    for (; !open.empty(); open.pop_front()) {
        const auto [t, from_um] = open.front();
        for (std::uint32_t edge = 3 * t; edge < 3 * t + 3; ++edge) {
            if (metric.twins[edge] < 0) continue;
            const auto next = static_cast<std::uint32_t>(metric.twins[edge]) / 3;
            double nearest = std::numeric_limits<double>::infinity();
            for (int k = 0; k < 3; ++k)
                nearest = std::min(nearest, glm::distance(corner_um(next, k), from_um));
            if (nearest > most_um || float(nearest) >= 0.9f * distance[next]) continue;
            distance[next] = static_cast<float>(nearest);
            open.push_back({next, from_um});
        }
    }
    return distance;
}

class Resampling {
public:
    Resampling(const SampleRequest& request,
               const SampleSet& before,
               std::vector<float> distances_um,
               double margin_um,
               double reach_um)
        : request_(request)
        , before_(before)
        , distances_um_(std::move(distances_um))
        , margin_um_(margin_um)
        , reach_um_(reach_um)
        , region_(distances_um_.size())
    {
        for (std::size_t t = 0; t < region_.size(); ++t)
            region_[t] = double(distances_um_[t]) <= margin_um_;
    }

    /// The part of the skin around the change.
    Part part() const
    {
        Part part{region_, {}};
        for (const SampledPoint& point : before_.points) {
            const SkinPlace place = place_of(point);
            const double beyond = double(distances_um_[place.triangle]) - margin_um_;
            if (point.given || beyond <= 0 || beyond > 2 * reach_um_) continue;
            part.ring.push_back(
                candidate_at(*request_.skin,
                             place,
                             point.zone,
                             spacing_at(request_, point.zone, point.place()),
                             static_cast<std::uint32_t>(before_.points.size() + part.ring.size())));
        }
        return part;
    }

    /// The points outside the region and the new ones inside.
    SampleSet joined(std::vector<Chosen> inside, const Domain& with_pinned) const
    {
        for (const SampledPoint& point : before_.points) {
            const SkinPlace place = place_of(point);
            if (point.given || region_[place.triangle]) continue;
            Chosen kept;
            kept.candidate.zone = point.zone;
            kept.candidate.triangle = place.triangle;
            kept.candidate.weights = place.weights;
            inside.push_back(kept);
        }
        return in_order(std::move(inside), with_pinned);
    }

    /// True if no point changed near the region's end.
    bool died_out(const std::vector<Chosen>& inside) const
    {
        const auto key = [](std::uint32_t zone, const SkinPlace& place) {
            return std::tuple(zone, place.triangle, place.weights.x, place.weights.y);
        };
        using Key = std::tuple<std::uint32_t, std::uint32_t, int, int>;
        const auto near_the_end = [&](std::uint32_t triangle) {
            return region_[triangle] &&
                   double(distances_um_[triangle]) > margin_um_ - guard * reach_um_;
        };
        std::vector<Key> now, then;
        for (const auto& [candidate, level] : inside)
            if (near_the_end(candidate.triangle))
                now.push_back(key(candidate.zone, {candidate.triangle, candidate.weights}));
        for (const SampledPoint& point : before_.points)
            if (const SkinPlace place = place_of(point);
                !point.given && near_the_end(place.triangle))
                then.push_back(key(point.zone, place));
        std::ranges::sort(now);
        std::ranges::sort(then);
        return now == then;
    }

private:
    SkinPlace place_of(const SampledPoint& point) const
    {
        return request_.skin->from_scan(SkinPlace{point.triangle, point.weights});
    }

    const SampleRequest& request_;
    const SampleSet& before_;
    std::vector<float> distances_um_;
    double margin_um_;
    double reach_um_;
    std::vector<bool> region_;
};

bool only_blue_noise(const SampleRequest& request)
{
    return std::ranges::none_of(request.zones, lays);
}

double largest_spacing_um(const SampleRequest& request)
{
    double most = 0;
    for (const SampleZone& zone : request.zones) {
        most = std::max(most, zone.spacing_mm);
        for (const float mm : zone.spacing_mm_at)
            most = std::max(most, double(mm));
    }
    return most * 1000;
}

}  // namespace

SampleSet Sampler::update(const SampleRequest& request,
                          std::span<const zones::ZoneField* const> fields_before,
                          const SampleSet& before,
                          const base::Progress& progress)
{
    if (!only_blue_noise(request)) return sample(request, progress);
    const std::vector<std::uint32_t> changed = changed_triangles(request, fields_before);
    if (changed.empty()) return before;
    const double reach_um = largest_spacing_um(request);
    const std::size_t all = request.skin->metric().triangle_count();
    for (double margin_um = first_margin * reach_um;; margin_um *= 2) {
        const Resampling around(
            request,
            before,
            distances_from(changed, request.skin->metric(), margin_um + 3 * reach_um),
            margin_um,
            reach_um);
        const Part part = around.part();
        if (std::size_t(std::ranges::count(part.region, true)) > all / 2)
            return sample(request, progress);
        Domain domain = build_domain(request, progress, &part);
        std::vector<Chosen> inside = fill(domain, progress);
        if (!around.died_out(inside)) continue;
        domain.given.resize(request.pinned.size());
        return around.joined(std::move(inside), domain);
    }
}

}  // namespace sampling

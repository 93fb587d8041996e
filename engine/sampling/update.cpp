// SPDX-License-Identifier: MIT
// Sampling again after an edit, only around it.
//
// The points are a function of the zones and the seed. A change of the zones can change a point far
// away only through a chain of points that each blocked the next, and such chains are short
// (measured over 1,000 edits: 99.9 % of the changed points within three spacings of the edit, the
// farthest at 4.44). So the skin within a margin of the change is sampled anew, with all points
// outside it given.
//
// That gives the full run's points if no point changed within two spacings of the margin's end;
// else the margin is doubled. For let c be the first candidate, in the order of choosing, about
// which the two runs disagree. If it lies outside the region, then a candidate that blocks it in
// one run and not in the other went before it, less than a spacing from it: outside, or inside and
// unchanged, so both runs agree about that one. If it lies inside, then a given point that goes
// after it blocks it here. So it lies within a spacing of the end and did not change: it was
// blocked before, by a point that goes before it, is within two spacings of the end, did not
// change, and blocks it in both.
#include "base/error.h"
#include "sampling/domain.h"
#include "sampling/lay.h"
#include "sampling/level_scheme.h"
#include "sampling/placer.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <deque>
#include <iterator>
#include <limits>
#include <tuple>

namespace sampling {
namespace {

constexpr double guard = 2;  // spacings to the margin's end that no change may come near

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

/// The triangles of the skin that have such a vertex of the surface, in rising order.
std::vector<std::uint32_t> triangles_with(const std::vector<std::uint32_t>& vertices,
                                          const Skin& skin)
{
    const geometry::Surface& surface = skin.surface();
    std::vector<std::uint32_t> triangles;
    for (const std::uint32_t vertex : vertices)
        for (const std::uint32_t piece : surface.topology.triangles_at(geometry::VertexId(vertex)))
            triangles.push_back(
                surface.order.canonical_triangle[surface.source[piece].value].value);
    std::ranges::sort(triangles);
    const auto repeated = std::ranges::unique(triangles);
    triangles.erase(repeated.begin(), repeated.end());
    return triangles;
}

/// The triangles on which other skin belongs to a zone than before.
std::vector<std::uint32_t> changed_triangles(const SampleRequest& request,
                                             std::span<const zones::ZoneField* const> fields_before)
{
    std::vector<std::uint32_t> vertices;
    for (std::size_t z = 0; z < request.zones.size(); ++z) {
        const auto now = request.zones[z].field->values(), before = fields_before[z]->values();
        for (std::size_t v = 0; v < now.size(); ++v)
            if (now[v] != before[v]) vertices.push_back(static_cast<std::uint32_t>(v));
    }
    std::vector<std::uint32_t> changed = triangles_with(vertices, *request.skin);
    std::erase_if(changed, [&](std::uint32_t triangle) {
        return !is_changed(request, fields_before, triangle);
    });
    return changed;
}

/// A ball that holds a triangle: triangles may be larger than spacings.
struct Ball {
    glm::dvec3 centre_um;
    double radius_um;

    bool is_within(double um, glm::dvec3 place_um) const
    {
        return glm::distance(centre_um, place_um) <= um + radius_um;
    }
};

Ball ball_around(std::uint32_t triangle, const SkinMetric& metric)
{
    std::array<glm::dvec3, 3> corners;
    for (std::uint32_t k = 0; k < 3; ++k)
        corners[k] = metric.positions_um[metric.corner_vertices[3 * triangle + k]];
    Ball ball{(corners[0] + corners[1] + corners[2]) / 3.0, 0};
    for (const glm::dvec3& corner : corners)
        ball.radius_um = std::max(ball.radius_um, glm::distance(ball.centre_um, corner));
    return ball;
}

/// The triangles that are reached over the skin within `margin_um` of a changed one.
std::vector<bool>
region_around(const std::vector<std::uint32_t>& changed, const SkinMetric& metric, double margin_um)
{
    struct Reached {
        std::uint32_t triangle;
        Ball from;
    };
    std::vector<float> distance(metric.triangle_count(), std::numeric_limits<float>::infinity());
    std::vector<bool> region(metric.triangle_count());
    std::deque<Reached> open;
    for (const std::uint32_t t : changed) {
        distance[t] = 0;
        region[t] = true;
        open.push_back({t, ball_around(t, metric)});
    }
    for (; !open.empty(); open.pop_front()) {
        const auto [t, from] = open.front();
        for (std::uint32_t edge = 3 * t; edge < 3 * t + 3; ++edge) {
            if (metric.twins[edge] < 0) continue;
            const auto next = static_cast<std::uint32_t>(metric.twins[edge]) / 3;
            const Ball ball = ball_around(next, metric);
            const double away = glm::distance(ball.centre_um, from.centre_um) - ball.radius_um;
            const double beyond = std::max(0.0, away - from.radius_um);
            if (beyond > margin_um || float(beyond) >= 0.9f * distance[next]) continue;
            distance[next] = static_cast<float>(beyond);
            region[next] = true;
            open.push_back({next, from});
        }
    }
    return region;
}

/// The triangles of a region over whose edges one comes out of it. Whoever is near to skin on the
/// other side of the region's end is near to one of them.
class RegionEnd {
public:
    RegionEnd(const std::vector<bool>& region, const SkinMetric& metric)
    {
        for (std::uint32_t t = 0; t < region.size(); ++t) {
            const auto leads_out = [&](std::uint32_t edge) {
                const std::int32_t twin = metric.twins[edge];
                return twin >= 0 && !region[static_cast<std::uint32_t>(twin) / 3];
            };
            if (region[t] && (leads_out(3 * t) || leads_out(3 * t + 1) || leads_out(3 * t + 2)))
                add(ball_around(t, metric));
        }
    }

    bool is_within(double um, glm::dvec3 place_um) const
    {
        const glm::dvec3 past = glm::max(box_.low - place_um, place_um - box_.high);
        if (std::max({past.x, past.y, past.z}) > um) return false;
        return std::ranges::any_of(balls_,
                                   [&](const Ball& ball) { return ball.is_within(um, place_um); });
    }

private:
    void add(const Ball& ball)
    {
        balls_.push_back(ball);
        box_.include(ball.centre_um - ball.radius_um);
        box_.include(ball.centre_um + ball.radius_um);
    }

    std::vector<Ball> balls_;
    geometry::Box box_;
};

class Resampling {
public:
    Resampling(const SampleRequest& request,
               const SampleSet& before,
               std::vector<bool> region,
               double reach_um)
        : request_(request)
        , before_(before)
        , region_(std::move(region))
        , end_(region_, request.skin->metric())
        , reach_um_(reach_um)
    {
    }

    /// The part of the skin around the change.
    Part part() const
    {
        Part part{region_, {}};
        for (const SampledPoint& point : before_.points) {
            const SkinPlace place = place_of(point);
            if (point.given || region_[place.triangle] || !is_near_end(place, 1)) continue;
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
        std::vector<Key> now, then, changed;
        for (const auto& [candidate, level] : inside)
            now.push_back(key(candidate.zone, {candidate.triangle, candidate.weights}));
        for (const SampledPoint& point : before_.points)
            if (const SkinPlace place = place_of(point); !point.given && region_[place.triangle])
                then.push_back(key(point.zone, place));
        std::ranges::sort(now);
        std::ranges::sort(then);
        std::ranges::set_symmetric_difference(now, then, std::back_inserter(changed));
        return std::ranges::none_of(changed, [&](const Key& point) {
            const auto [zone, triangle, x, y] = point;
            return is_near_end({triangle, {x, y, shared::weight_one - x - y}}, guard);
        });
    }

private:
    using Key = std::tuple<std::uint32_t, std::uint32_t, int, int>;
    static Key key(std::uint32_t zone, const SkinPlace& place)
    {
        return {zone, place.triangle, place.weights.x, place.weights.y};
    }

    SkinPlace place_of(const SampledPoint& point) const
    {
        return request_.skin->from_scan(SkinPlace{point.triangle, point.weights});
    }

    bool is_near_end(const SkinPlace& place, double spacings) const
    {
        const SkinMetric& metric = request_.skin->metric();
        return end_.is_within(spacings * reach_um_ + 2,
                              metric.position_um(place.triangle, place.weights));
    }

    const SampleRequest& request_;
    const SampleSet& before_;
    std::vector<bool> region_;
    RegionEnd end_;
    double reach_um_;
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
                          const base::Progress& progress,
                          double first_margin)
{
    base::check(first_margin > 0, "the margin of an update is above zero");
    if (!only_blue_noise(request)) return sample(request, progress);
    const std::vector<std::uint32_t> changed = changed_triangles(request, fields_before);
    if (changed.empty()) return before;
    const double reach_um = largest_spacing_um(request);
    const std::size_t all = request.skin->metric().triangle_count();
    for (double margin_um = first_margin * reach_um;; margin_um *= 2) {
        const Resampling around(
            request, before, region_around(changed, request.skin->metric(), margin_um), reach_um);
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

// SPDX-License-Identifier: MIT
#include "session/measure.h"

#include "base/zeroed_array.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace session {
namespace {

using geometry::VertexId;

constexpr double infinity = std::numeric_limits<double>::infinity();

// Where a first look at 1.2 spacings finds no neighbour, the look is widened, up to 19 spacings.
constexpr double first_reach = 1.2, last_reach = 20;

/// How well a vertex is covered by the points seen so far. Minima, so the order does not matter.
struct Cover {
    double distance_mm = infinity;
    double ratio = infinity;  // of distance to allowed spacing

    void see(double distance, double spacing)
    {
        distance_mm = std::min(distance_mm, distance);
        ratio = std::min(ratio, distance / spacing);
    }
};

/// A vertex of the surface inside a zone.
struct ZoneVertex {
    std::uint32_t vertex = 0;
    std::uint32_t zone = 0;
    Cover cover;
};

class Measurement {
public:
    explicit Measurement(const MeasureInput& input)
        : input_(input)
        , slots_(surface().mesh.positions.size())
        , largest_spacings_(largest_spacings())
        , spacings_(spacings_at_points())
        , numbers_(numbers_by_place())
    {
        for (std::uint32_t number = 0; number < input.zones.size(); ++number)
            add_vertices(number);
    }

    PlanMeasure run(const base::Progress& progress)
    {
        for (double reach = first_reach; reach < last_reach; reach *= 2) {
            look_around_points(reach, progress);
            if (complete()) break;
        }
        return summary();
    }

private:
    const geometry::Surface& surface() const { return input_.spreads.surface(); }
    const MeasuredZone& of_zone(std::uint32_t number) const { return input_.zones[number]; }

    /// How far the discs of a zone's points must go.
    std::vector<double> largest_spacings() const
    {
        std::vector<double> largest;
        for (const MeasuredZone& of : input_.zones)
            largest.push_back(of.spacing_mm_at.empty()
                                  ? of.spacing_mm
                                  : double(std::ranges::max(of.spacing_mm_at)));
        return largest;
    }
    double largest_spacing(std::size_t point) const
    {
        return largest_spacings_[input_.points[point].zone];
    }

    double spacing_at(const MeasuredPoint& point) const
    {
        const MeasuredZone& of = of_zone(point.zone);
        if (of.spacing_mm_at.empty()) return of.spacing_mm;
        const geometry::SurfacePoint p = geometry::on_surface(surface(), point.place);
        const glm::uvec3 v = surface().mesh.triangles[p.triangle.value];
        return p.weights.x * double(of.spacing_mm_at[v.x]) +
               p.weights.y * double(of.spacing_mm_at[v.y]) +
               p.weights.z * double(of.spacing_mm_at[v.z]);
    }

    double spacing_at(const ZoneVertex& at) const
    {
        const MeasuredZone& of = of_zone(at.zone);
        return of.spacing_mm_at.empty() ? of.spacing_mm : double(of.spacing_mm_at[at.vertex]);
    }

    /// What two points must keep: nothing, where neither zone keeps a spacing.
    double promised(std::size_t point) const
    {
        return of_zone(input_.points[point].zone).keeps_spacing ? spacings_[point] : 0;
    }
    double promised(const PointPair& pair) const
    {
        return std::max(promised(pair.a), promised(pair.b));
    }

    std::vector<double> spacings_at_points() const
    {
        std::vector<double> spacings;
        for (const MeasuredPoint& point : input_.points)
            spacings.push_back(spacing_at(point));
        return spacings;
    }

    /// Those of the zone that no zone before it has.
    void add_vertices(std::uint32_t number)
    {
        const MeasuredZone& of = of_zone(number);
        const double rim = std::floor(-of.inset_mm * zones::ZoneField::steps_per_mm);
        const auto values = of.field->values();
        for (std::uint32_t v = 0; v < values.size(); ++v) {
            if (values[v] > rim || slots_[v] != 0) continue;
            vertices_.push_back({v, number, {}});
            slots_[v] = static_cast<std::uint32_t>(vertices_.size());
        }
    }

    /// The numbers of the points, in the order of their places.
    std::vector<std::uint32_t> numbers_by_place() const
    {
        std::vector<std::uint32_t> numbers(input_.points.size());
        std::iota(numbers.begin(), numbers.end(), 0);
        std::ranges::stable_sort(
            numbers, {}, [&](std::uint32_t i) { return key(input_.points[i].place); });
        return numbers;
    }

    void look_around_points(double reach, const base::Progress& progress)
    {
        pairs_.clear();
        std::vector<SpreadWish> wishes;
        for (std::size_t i = 0; i < input_.points.size(); ++i)
            wishes.push_back({input_.points[i].place, reach * largest_spacing(i)});
        const auto see = [this](std::size_t i, const Spread& spread) { see_spread(i, spread); };
        // Wider looks reach so much that they are not worth keeping.
        if (reach == first_reach)
            input_.spreads.follow(wishes, see, progress);
        else
            input_.spreads.make(wishes, see, progress);
    }

    void see_spread(std::size_t i, const Spread& spread)
    {
        const auto place_of = [this](std::uint32_t j) { return key(input_.points[j].place); };
        for (const auto& [place, distance_mm] : spread.points)
            for (const std::uint32_t j :
                 std::ranges::equal_range(numbers_, key(place), {}, place_of))
                if (j != i) see_pair(i, j, distance_mm);
        for (const auto& [v, distance_mm] : spread.vertices) {
            if (slots_[v] == 0) continue;
            ZoneVertex& at = vertices_[slots_[v] - 1];
            at.cover.see(distance_mm, std::max(spacing_at(at), spacings_[i]));
        }
    }

    /// From the point with the larger spacing, since its spread reaches farther.
    void see_pair(std::size_t i, std::size_t j, double distance_mm)
    {
        if (largest_spacing(j) > largest_spacing(i)) return;
        pairs_.push_back({std::min(i, j), std::max(i, j), distance_mm});
    }

    /// True if each vertex has a point, and each zone of two points and more a pair.
    bool complete() const
    {
        if (std::ranges::any_of(
                vertices_, [](const ZoneVertex& at) { return at.cover.distance_mm == infinity; }))
            return false;
        std::vector<std::size_t> points(input_.zones.size(), 0), pairs(input_.zones.size(), 0);
        for (const MeasuredPoint& point : input_.points)
            ++points[point.zone];
        for (const PointPair& pair : pairs_)
            if (same_zone(pair)) ++pairs[input_.points[pair.a].zone];
        for (std::size_t zone = 0; zone < points.size(); ++zone)
            if (points[zone] > 1 && pairs[zone] == 0) return false;
        return true;
    }

    bool same_zone(const PointPair& pair) const
    {
        return input_.points[pair.a].zone == input_.points[pair.b].zone;
    }

    PlanMeasure summary()
    {
        PlanMeasure result;
        result.zones.resize(input_.zones.size());
        keep_nearest_of_twins();
        for (const PointPair& pair : pairs_)
            see_measured(pair, result);
        for (std::uint32_t number = 0; number < result.zones.size(); ++number)
            result.zones[number].mirrored_share = mirrored_share(number);
        for (const ZoneVertex& at : vertices_)
            see_vertex(at, result.zones[at.zone]);
        return result;
    }

    bool both_pinned(const PointPair& pair) const
    {
        return input_.points[pair.a].pinned && input_.points[pair.b].pinned;
    }

    void see_measured(const PointPair& pair, PlanMeasure& result) const
    {
        const double least = promised(pair);
        const bool by_hand = both_pinned(pair);
        ZoneMeasure& a = result.zones[input_.points[pair.a].zone];
        ZoneMeasure& b = result.zones[input_.points[pair.b].zone];
        if (!by_hand) {
            if (pair.distance_mm < least - spacing_tolerance_mm) result.too_close.push_back(pair);
            for (ZoneMeasure* zone : {&a, &b})
                zone->least_to_any_mm =
                    std::min(zone->least_to_any_mm.value_or(infinity), pair.distance_mm);
        }
        if (!same_zone(pair)) return;
        if (!a.closest || pair.distance_mm < a.closest->distance_mm) a.closest = pair;
        auto& kept = by_hand ? a.pinned : a.tightest;
        double& spacing = by_hand ? a.pinned_spacing_mm : a.tightest_spacing_mm;
        if (kept && pair.distance_mm * spacing >= kept->distance_mm * least) return;  // by ratio
        kept = pair;
        spacing = least;
    }

    /// A pair is seen from both ends: the smaller of the two roundings stays.
    void keep_nearest_of_twins()
    {
        std::ranges::sort(pairs_, [](const PointPair& p, const PointPair& q) {
            return std::tie(p.a, p.b, p.distance_mm) < std::tie(q.a, q.b, q.distance_mm);
        });
        const auto repeated =
            std::ranges::unique(pairs_, [](const PointPair& p, const PointPair& q) {
                return p.a == q.a && p.b == q.b;
            });
        pairs_.erase(repeated.begin(), repeated.end());
    }

    /// By brute force, straight through the air.
    std::optional<double> mirrored_share(std::uint32_t number) const
    {
        const auto& mirror = of_zone(number).mirror;
        if (!mirror) return std::nullopt;
        const glm::dvec3 normal = glm::normalize(mirror->normal);
        std::vector<glm::dvec3> places;
        for (const MeasuredPoint& point : input_.points)
            if (point.zone == number)
                places.push_back(geometry::position(input_.spreads.scan(), point.place));
        const auto has_partner = [&](glm::dvec3 place) {
            const glm::dvec3 image =
                place - 2 * glm::dot(place - mirror->point_mm, normal) * normal;
            return std::ranges::any_of(places, [&](glm::dvec3 other) {
                return glm::distance(other, image) <= mirror_tolerance_mm;
            });
        };
        if (places.empty()) return std::nullopt;
        return double(std::ranges::count_if(places, has_partner)) / double(places.size());
    }

    static void see_vertex(const ZoneVertex& at, ZoneMeasure& zone)
    {
        const Cover& cover = at.cover;
        const VertexId vertex(at.vertex);
        if (!zone.largest.vertex.valid() || cover.distance_mm > zone.largest.distance_mm)
            zone.largest = {vertex, cover.distance_mm};
        if (!zone.worst.vertex.valid() || cover.ratio > zone.worst_ratio) {
            zone.worst = {vertex, cover.distance_mm};
            zone.worst_ratio = cover.ratio;
        }
    }

    const MeasureInput& input_;
    std::vector<ZoneVertex> vertices_;        // zone by zone, in rising order
    base::ZeroedArray<std::uint32_t> slots_;  // per vertex: 1 + its place in vertices_, or 0
    std::vector<double> largest_spacings_;    // per zone
    std::vector<double> spacings_;            // per point
    std::vector<std::uint32_t> numbers_;      // of the points, in the order of their places
    std::vector<PointPair> pairs_;
};

}  // namespace

PlanMeasure measure(const MeasureInput& input, const base::Progress& progress)
{
    return Measurement(input).run(progress);
}

}  // namespace session

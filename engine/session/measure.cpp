// SPDX-License-Identifier: MIT
#include "session/measure.h"

#include "base/parallel.h"
#include "geometry/skin_distance.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <tuple>

namespace session {
namespace {

using geometry::SurfacePoint;
using geometry::TriangleId;
using geometry::VertexId;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::uint32_t in_no_zone = UINT32_MAX;

// Where a first look at 1.2 spacings finds no neighbour, the look is widened, up to 19 spacings.
constexpr double first_reach = 1.2, last_reach = 20;

/// What lies on each triangle of the scan: indices of points and of vertices inside zones.
class OnTriangles {
public:
    explicit OnTriangles(std::size_t triangles)
        : first_(triangles + 1, 0)
    {
    }
    void count(std::uint32_t triangle) { ++first_[triangle + 1]; }
    void end_counting()
    {
        for (std::size_t t = 1; t < first_.size(); ++t)
            first_[t] += first_[t - 1];
        items_.resize(first_.back());
        next_.assign(first_.begin(), first_.end() - 1);
    }
    void put(std::uint32_t triangle, std::uint32_t item) { items_[next_[triangle]++] = item; }
    std::span<const std::uint32_t> at(TriangleId triangle) const
    {
        return std::span(items_).subspan(first_[triangle.value],
                                         first_[triangle.value + 1] - first_[triangle.value]);
    }

private:
    std::vector<std::uint32_t> first_, next_, items_;
};

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

class Measurement {
public:
    explicit Measurement(const MeasureInput& input)
        : input_(input)
        , vertex_places_(geometry::vertices_on_scan(input.surface))
        , zone_of_vertex_(zones_of_vertices())
        , vertices_(vertices_on_triangles())
        , points_(points_on_triangles())
        , spacings_(spacings_at_points())
        , covers_(zone_of_vertex_.size())
    {
    }

    PlanMeasure run(const base::Progress& progress)
    {
        for (double reach = first_reach; reach < last_reach; reach *= 2) {
            spread_from_all_points(reach, progress);
            if (complete()) break;
        }
        return summary();
    }

private:
    const MeasuredZone& of_zone(std::uint32_t number) const { return input_.zones[number]; }

    /// How far the discs of a zone's points must go.
    double largest_spacing(std::uint32_t number) const
    {
        const MeasuredZone& of = of_zone(number);
        return of.spacing_mm_at.empty() ? of.spacing_mm
                                        : double(std::ranges::max(of.spacing_mm_at));
    }

    double spacing_at(const MeasuredPoint& point) const
    {
        const MeasuredZone& of = of_zone(point.zone);
        if (of.spacing_mm_at.empty()) return of.spacing_mm;
        const geometry::SurfacePoint p = geometry::on_surface(input_.surface, point.place);
        const glm::uvec3 v = input_.surface.mesh.triangles[p.triangle.value];
        return p.weights.x * double(of.spacing_mm_at[v.x]) +
               p.weights.y * double(of.spacing_mm_at[v.y]) +
               p.weights.z * double(of.spacing_mm_at[v.z]);
    }

    double spacing_at_vertex(std::uint32_t vertex) const
    {
        const MeasuredZone& of = of_zone(zone_of_vertex_[vertex]);
        return of.spacing_mm_at.empty() ? of.spacing_mm : double(of.spacing_mm_at[vertex]);
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

    std::vector<std::uint32_t> zones_of_vertices() const
    {
        std::vector<std::uint32_t> zone_of(vertex_places_.size(), in_no_zone);
        for (std::size_t number = 0; number < input_.zones.size(); ++number) {
            const MeasuredZone& of = input_.zones[number];
            const double rim = -of.inset_mm * zones::ZoneField::steps_per_mm;
            for (std::size_t v = 0; v < zone_of.size(); ++v)
                if (zone_of[v] == in_no_zone && double((*of.field)[VertexId(v)]) <= rim)
                    zone_of[v] = static_cast<std::uint32_t>(number);
        }
        return zone_of;
    }

    OnTriangles vertices_on_triangles() const
    {
        OnTriangles on(input_.scan.triangles.size());
        for (std::size_t v = 0; v < zone_of_vertex_.size(); ++v)
            if (zone_of_vertex_[v] != in_no_zone) on.count(vertex_places_[v].triangle.value);
        on.end_counting();
        for (std::size_t v = 0; v < zone_of_vertex_.size(); ++v)
            if (zone_of_vertex_[v] != in_no_zone)
                on.put(vertex_places_[v].triangle.value, static_cast<std::uint32_t>(v));
        return on;
    }

    OnTriangles points_on_triangles() const
    {
        OnTriangles on(input_.scan.triangles.size());
        for (const MeasuredPoint& point : input_.points)
            on.count(point.place.triangle.value);
        on.end_counting();
        for (std::size_t i = 0; i < input_.points.size(); ++i)
            on.put(input_.points[i].place.triangle.value, static_cast<std::uint32_t>(i));
        return on;
    }

    /// What one worker finds; merged afterwards by minima, so that nothing depends on who did what.
    struct Worker {
        std::unique_ptr<geometry::SkinDistance> distance;
        std::vector<Cover> covers;
        std::vector<PointPair> pairs;
    };

    void spread_from_all_points(double reach, const base::Progress& progress)
    {
        pairs_.clear();
        std::vector<Worker> workers(base::thread_count(0));
        base::parallel_for(
            input_.points.size(),
            4,
            0,
            [&](std::size_t begin, std::size_t end, unsigned number) {
                Worker& worker = workers[number];
                if (!worker.distance) {
                    worker.distance =
                        std::make_unique<geometry::SkinDistance>(input_.scan, input_.topology);
                    worker.covers.resize(covers_.size());
                }
                for (std::size_t i = begin; i < end; ++i)
                    spread_from(i, reach, worker);
            },
            [&] { progress.report(0); });
        for (const Worker& worker : workers)
            merge(worker);
        progress.report(1);
    }

    void spread_from(std::size_t i, double reach, Worker& worker) const
    {
        const MeasuredPoint& source = input_.points[i];
        worker.distance->spread(source.place, reach * largest_spacing(source.zone));
        for (const TriangleId triangle : worker.distance->reached()) {
            for (const std::uint32_t j : points_.at(triangle))
                if (j != i) see_pair(i, j, worker);
            for (const std::uint32_t v : vertices_.at(triangle)) {
                const double distance = worker.distance->to(vertex_places_[v]);
                worker.covers[v].see(distance, std::max(spacing_at_vertex(v), spacings_[i]));
            }
        }
    }

    /// From the point with the larger spacing, since its spread reaches farther.
    void see_pair(std::size_t i, std::size_t j, Worker& worker) const
    {
        if (largest_spacing(input_.points[j].zone) > largest_spacing(input_.points[i].zone)) return;
        const double distance = worker.distance->to(input_.points[j].place);
        if (distance < infinity) worker.pairs.push_back({std::min(i, j), std::max(i, j), distance});
    }

    void merge(const Worker& worker)
    {
        for (std::size_t v = 0; v < worker.covers.size(); ++v) {
            covers_[v].distance_mm = std::min(covers_[v].distance_mm, worker.covers[v].distance_mm);
            covers_[v].ratio = std::min(covers_[v].ratio, worker.covers[v].ratio);
        }
        pairs_.insert(pairs_.end(), worker.pairs.begin(), worker.pairs.end());
    }

    /// True if each vertex has a point, and each zone of two points and more a pair.
    bool complete() const
    {
        for (std::size_t v = 0; v < covers_.size(); ++v)
            if (zone_of_vertex_[v] != in_no_zone && covers_[v].distance_mm == infinity)
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
        for (std::size_t v = 0; v < covers_.size(); ++v)
            if (zone_of_vertex_[v] != in_no_zone)
                see_vertex(VertexId(v), result.zones[zone_of_vertex_[v]]);
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
                places.push_back(geometry::position(input_.scan, point.place));
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

    void see_vertex(VertexId vertex, ZoneMeasure& zone) const
    {
        const Cover& cover = covers_[vertex.value];
        if (!zone.largest.vertex.valid() || cover.distance_mm > zone.largest.distance_mm)
            zone.largest = {vertex, cover.distance_mm};
        if (!zone.worst.vertex.valid() || cover.ratio > zone.worst_ratio) {
            zone.worst = {vertex, cover.distance_mm};
            zone.worst_ratio = cover.ratio;
        }
    }

    const MeasureInput& input_;
    std::vector<SurfacePoint> vertex_places_;  // on the scan
    std::vector<std::uint32_t> zone_of_vertex_;
    OnTriangles vertices_, points_;
    std::vector<double> spacings_;  // per point
    std::vector<Cover> covers_;     // per vertex
    std::vector<PointPair> pairs_;
};

}  // namespace

PlanMeasure measure(const MeasureInput& input, const base::Progress& progress)
{
    return Measurement(input).run(progress);
}

}  // namespace session

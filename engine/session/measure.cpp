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
    double spacing_of(std::uint32_t zone) const { return input_.zones[zone].spacing_mm; }
    double spacing_between(std::uint32_t a, std::uint32_t b) const
    {
        return std::max(spacing_of(a), spacing_of(b));
    }

    std::vector<std::uint32_t> zones_of_vertices() const
    {
        std::vector<std::uint32_t> zone_of(vertex_places_.size(), in_no_zone);
        for (std::size_t zone = 0; zone < input_.zones.size(); ++zone)
            for (std::size_t v = 0; v < zone_of.size(); ++v)
                if (zone_of[v] == in_no_zone && (*input_.zones[zone].field)[VertexId(v)] <= 0)
                    zone_of[v] = static_cast<std::uint32_t>(zone);
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
            input_.points.size(), 4, 0, [&](std::size_t begin, std::size_t end, unsigned number) {
                Worker& worker = workers[number];
                if (!worker.distance) {
                    worker.distance =
                        std::make_unique<geometry::SkinDistance>(input_.scan, input_.topology);
                    worker.covers.resize(covers_.size());
                }
                for (std::size_t i = begin; i < end; ++i)
                    spread_from(i, reach, worker);
            });
        for (const Worker& worker : workers)
            merge(worker);
        progress.report(1);
    }

    void spread_from(std::size_t i, double reach, Worker& worker) const
    {
        const MeasuredPoint& source = input_.points[i];
        worker.distance->spread(source.place, reach * spacing_of(source.zone));
        for (const TriangleId triangle : worker.distance->reached()) {
            for (const std::uint32_t j : points_.at(triangle))
                if (j != i) see_pair(i, j, worker);
            for (const std::uint32_t v : vertices_.at(triangle)) {
                const double distance = worker.distance->to(vertex_places_[v]);
                worker.covers[v].see(distance, spacing_between(zone_of_vertex_[v], source.zone));
            }
        }
    }

    /// From the point with the larger spacing, since its spread reaches farther.
    void see_pair(std::size_t i, std::size_t j, Worker& worker) const
    {
        if (spacing_of(input_.points[j].zone) > spacing_of(input_.points[i].zone)) return;
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
        for (const PointPair& pair : pairs_) {
            const std::uint32_t zone = input_.points[pair.a].zone;
            auto& closest = result.zones[zone].closest;
            if (same_zone(pair) && (!closest || pair.distance_mm < closest->distance_mm))
                closest = pair;
            const double least = spacing_between(zone, input_.points[pair.b].zone);
            if (pair.distance_mm < least - spacing_tolerance_mm) result.too_close.push_back(pair);
        }
        for (std::size_t v = 0; v < covers_.size(); ++v)
            if (zone_of_vertex_[v] != in_no_zone)
                see_vertex(VertexId(v), result.zones[zone_of_vertex_[v]]);
        return result;
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
    std::vector<Cover> covers_;  // per vertex
    std::vector<PointPair> pairs_;
};

}  // namespace

PlanMeasure measure(const MeasureInput& input, const base::Progress& progress)
{
    return Measurement(input).run(progress);
}

}  // namespace session

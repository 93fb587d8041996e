// SPDX-License-Identifier: MIT
#include "session/spreads.h"

#include "base/parallel.h"
#include "geometry/skin_distance.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <ranges>
#include <tuple>

namespace session {
namespace {

using geometry::SurfacePoint;
using geometry::TriangleId;

// 16 bytes each. A plan with more does without keeping the rest.
constexpr std::size_t most_kept_vertices = std::size_t(4) << 20;
// Spreads that are held at once where they are not kept.
constexpr std::size_t block = 512;

auto wish_key(const SpreadWish& wish)
{
    return std::tuple_cat(key(wish.place), std::tuple(wish.radius_mm));
}

/// The new points, by x, so that those near a place are found quickly.
class NewPoints {
public:
    void add(glm::dvec3 position) { positions_.push_back(position); }
    void end_adding()
    {
        std::ranges::sort(positions_, {}, [](glm::dvec3 p) { return p.x; });
    }
    bool any_within(double radius_mm, glm::dvec3 of) const
    {
        const double reach = radius_mm + 1e-6;  // a path is never shorter than the straight line
        auto at = std::ranges::lower_bound(
            positions_, of.x - reach, {}, [](glm::dvec3 p) { return p.x; });
        for (; at != positions_.end() && at->x <= of.x + reach; ++at)
            if (glm::distance(*at, of) <= reach) return true;
        return false;
    }

private:
    std::vector<glm::dvec3> positions_;
};

}  // namespace

/// Makes spreads among points, on one thread.
class Spreads::Maker {
public:
    Maker(const Spreads& on, std::span<const SurfacePoint> points)
        : on_(on)
        , points_(points)
        , distance_(on.scan_, on.topology_)
    {
    }

    Spread made(const SpreadWish& wish)
    {
        Spread spread;
        distance_.spread(wish.place, wish.radius_mm);
        for (const TriangleId triangle : distance_.reached()) {
            for (const SurfacePoint& point : points_on(triangle))
                if (const double mm = distance_.to(point); std::isfinite(mm))
                    spread.points.push_back({point, mm});
            for (const std::uint32_t v : vertices_on(triangle))
                if (const double mm = distance_.to(on_.vertices_[v]); std::isfinite(mm))
                    spread.vertices.push_back({v, mm});
        }
        return spread;
    }

private:
    std::span<const SurfacePoint> points_on(TriangleId triangle) const
    {
        return std::ranges::equal_range(
            points_, triangle.value, {}, [](const SurfacePoint& p) { return p.triangle.value; });
    }
    std::span<const std::uint32_t> vertices_on(TriangleId triangle) const
    {
        const std::uint32_t begin = on_.first_vertex_[triangle.value];
        return std::span(on_.on_triangle_)
            .subspan(begin, on_.first_vertex_[triangle.value + 1] - begin);
    }

    const Spreads& on_;
    std::span<const SurfacePoint> points_;  // in order
    geometry::SkinDistance distance_;
};

Spreads::Spreads(const geometry::Mesh& scan,
                 const geometry::Topology& topology,
                 const geometry::Surface& surface)
    : scan_(scan)
    , topology_(topology)
    , surface_(surface)
    , vertices_(geometry::vertices_on_scan(surface))
    , first_vertex_(scan.triangles.size() + 1, 0)
    , on_triangle_(vertices_.size())
{
    for (const SurfacePoint& vertex : vertices_)
        ++first_vertex_[vertex.triangle.value + 1];
    for (std::size_t t = 1; t < first_vertex_.size(); ++t)
        first_vertex_[t] += first_vertex_[t - 1];
    std::vector<std::uint32_t> next(first_vertex_.begin(), first_vertex_.end() - 1);
    for (std::size_t v = 0; v < vertices_.size(); ++v)
        on_triangle_[next[vertices_[v].triangle.value]++] = static_cast<std::uint32_t>(v);
}

void Spreads::make(std::span<const SpreadWish> wishes,
                   const See& see,
                   const base::Progress& progress) const
{
    std::vector<std::shared_ptr<const Spread>> none(wishes.size());
    make_missing(none, wishes, 0, see, progress);
}

void Spreads::follow(std::span<const SpreadWish> wishes,
                     const See& see,
                     const base::Progress& progress)
{
    std::vector<std::shared_ptr<const Spread>> spreads = still_true(wishes);
    make_missing(spreads, wishes, most_kept_vertices, see, progress);

    kept_.clear();
    for (std::size_t i = 0; i < wishes.size(); ++i)
        kept_.push_back({wishes[i], std::move(spreads[i])});
    std::ranges::sort(kept_, {}, [](const Kept& one) { return wish_key(one.wish); });
}

/// Of those kept, what holds for these points too: of each point that was there, with the same
/// reach and no new point in it. Whoever left is only not looked for.
std::vector<std::shared_ptr<const Spread>>
Spreads::still_true(std::span<const SpreadWish> now) const
{
    std::vector<std::shared_ptr<const Spread>> spreads(now.size());
    const auto place_of = [](const Kept& one) { return key(one.wish.place); };
    NewPoints fresh;
    for (const SpreadWish& wish : now)
        if (!std::ranges::binary_search(kept_, key(wish.place), {}, place_of))
            fresh.add(geometry::position(scan_, wish.place));
    fresh.end_adding();
    for (std::size_t i = 0; i < now.size(); ++i) {
        const auto found = std::ranges::lower_bound(
            kept_, wish_key(now[i]), {}, [](const Kept& one) { return wish_key(one.wish); });
        if (found == kept_.end() || wish_key(found->wish) != wish_key(now[i])) continue;
        if (!fresh.any_within(now[i].radius_mm, geometry::position(scan_, now[i].place)))
            spreads[i] = found->spread;
    }
    return spreads;
}

/// Makes those that are none, and shows all. Behind so many vertices they are dropped when seen.
void Spreads::make_missing(std::vector<std::shared_ptr<const Spread>>& spreads,
                           std::span<const SpreadWish> wishes,
                           std::size_t most_vertices,
                           const See& see,
                           const base::Progress& progress) const
{
    std::size_t vertices = 0;
    std::vector<SurfacePoint> points;
    for (const SpreadWish& wish : wishes)
        points.push_back(wish.place);
    std::ranges::sort(points, {}, [](const SurfacePoint& place) { return key(place); });

    std::vector<std::unique_ptr<Maker>> makers(base::thread_count(0));
    for (std::size_t begin = 0; begin < wishes.size(); begin += block) {
        const std::size_t end = std::min(begin + block, wishes.size());
        base::parallel_for(
            end - begin,
            4,
            0,
            [&](std::size_t from, std::size_t to, unsigned number) {
                for (std::size_t i = begin + from; i < begin + to; ++i) {
                    if (spreads[i]) continue;
                    if (!makers[number]) makers[number] = std::make_unique<Maker>(*this, points);
                    spreads[i] = std::make_shared<const Spread>(makers[number]->made(wishes[i]));
                }
            },
            [&] { progress.report(float(begin) / float(wishes.size())); });
        for (std::size_t i = begin; i < end; ++i) {
            see(i, *spreads[i]);
            vertices += spreads[i]->vertices.size();
            if (vertices > most_vertices) spreads[i] = nullptr;
        }
    }
    progress.report(1);
}

}  // namespace session

// SPDX-License-Identifier: MIT
// The widest gap is found by branch and bound. Distance to the nearest point changes by no more
// than the way walked, so over a cell (a piece of a triangle) it exceeds the distance at the cell's
// centre by no more than the centre's distance to the cell's corners. Cells that may hold a wider
// gap than the widest seen are cut in four, the most promising first.
#include "judge.h"

#include "base/error.h"
#include "base/parallel.h"
#include "geometry/bvh.h"
#include "geometry/skin_distance.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <vector>

namespace bench {
namespace {

using geometry::SurfacePoint;
using geometry::TriangleId;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double off_skin_limit_mm = 1;
constexpr double too_close_tolerance_mm = 1e-3;
// In spacings.
constexpr double first_reach = 1.5, last_reach = 4;
constexpr double first_cell_edge = 0.25;
constexpr std::size_t batch = 512;  // fixed, so that the result does not depend on the threads

/// A piece of a triangle.
struct Cell {
    TriangleId triangle;
    std::array<glm::dvec3, 3> corners;  // barycentric
    double radius_mm = 0;               // from the centre to the farthest corner
    double distance_mm = infinity;      // from the centre to the nearest point

    SurfacePoint centre() const { return {triangle, (corners[0] + corners[1] + corners[2]) / 3.0}; }
    double at_most_mm() const { return distance_mm + radius_mm; }
};

std::array<Cell, 4> quarters(const Cell& cell)
{
    const auto& [a, b, c] = cell.corners;
    const glm::dvec3 ab = 0.5 * (a + b), bc = 0.5 * (b + c), ca = 0.5 * (c + a);
    const auto piece = [&](glm::dvec3 p, glm::dvec3 q, glm::dvec3 r) {
        return Cell{cell.triangle, {p, q, r}, 0.5 * cell.radius_mm, infinity};
    };
    return {piece(a, ab, ca), piece(ab, b, bc), piece(ca, bc, c), piece(bc, ca, ab)};
}

class Judge {
public:
    Judge(const geometry::Mesh& mesh,
          std::span<const glm::dvec3> places,
          const JudgeSettings& settings)
        : mesh_(mesh)
        , settings_(settings)
        , topology_(mesh)
        , distances_(base::thread_count(settings.threads))
    {
        lay_on_skin(places);
        sort_by_triangle();
    }

    Judgement run()
    {
        result_.filling = double(points_.size()) * settings_.spacing_mm * settings_.spacing_mm /
                          geometry::area_mm2(mesh_);
        cut_first_cells();
        spread_from_all_points();
        find_widest_gap();
        return result_;
    }

private:
    double reach_mm(double spacings) const { return spacings * settings_.spacing_mm; }

    geometry::SkinDistance& distance_of(unsigned worker)
    {
        if (!distances_[worker])
            distances_[worker] = std::make_unique<geometry::SkinDistance>(mesh_, topology_);
        return *distances_[worker];
    }

    void lay_on_skin(std::span<const glm::dvec3> places)
    {
        const geometry::Bvh bvh(mesh_);
        for (const glm::dvec3 place : places) {
            const auto hit = bvh.nearest(place, off_skin_limit_mm);
            if (!hit)
                throw base::Error(
                    fmt::format("The place ({}, {}, {}) is farther than {} mm from the skin.",
                                place.x,
                                place.y,
                                place.z,
                                off_skin_limit_mm));
            points_.push_back(hit->place);
            result_.farthest_off_skin_mm = std::max(result_.farthest_off_skin_mm, hit->distance_mm);
        }
    }

    /// So that those of one triangle are found by its number.
    void sort_by_triangle()
    {
        std::ranges::stable_sort(points_, {}, [](const SurfacePoint& p) { return p.triangle; });
        first_point_.assign(mesh_.triangles.size() + 1, 0);
        for (const SurfacePoint& point : points_)
            ++first_point_[point.triangle.value + 1];
        for (std::size_t t = 1; t < first_point_.size(); ++t)
            first_point_[t] += first_point_[t - 1];
    }

    void cut_first_cells()
    {
        first_cell_.push_back(0);
        for (std::size_t t = 0; t < mesh_.triangles.size(); ++t) {
            cut_triangle(TriangleId(t));
            first_cell_.push_back(cells_.size());
        }
    }

    /// Into n rows of equal cells, similar to the triangle.
    void cut_triangle(TriangleId triangle)
    {
        const auto [a, b, c] = mesh_.corners(triangle);
        const double longest =
            std::max({glm::distance(a, b), glm::distance(b, c), glm::distance(c, a)});
        const int n = std::max(1, int(std::ceil(longest / reach_mm(first_cell_edge))));
        const glm::dvec3 middle = (a + b + c) / 3.0;
        const double radius =
            std::max(
                {glm::distance(a, middle), glm::distance(b, middle), glm::distance(c, middle)}) /
            n;
        const auto corner = [n](int i, int j) { return glm::dvec3(n - i - j, i, j) / double(n); };
        for (int i = 0; i < n; ++i)
            for (int j = 0; i + j < n; ++j) {
                cells_.push_back(
                    {triangle, {corner(i, j), corner(i + 1, j), corner(i, j + 1)}, radius});
                if (i + j + 1 < n)
                    cells_.push_back({triangle,
                                      {corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)},
                                      radius});
            }
    }

    /// What one worker sees; merged by minima and sums.
    struct Sight {
        std::vector<double> cells_mm;  // per first cell: to the nearest point
        double least_mm = infinity;
        std::size_t pairs_too_close = 0;
    };

    void spread_from_all_points()
    {
        std::vector<Sight> sights(distances_.size());
        base::parallel_for(points_.size(),
                           8,
                           settings_.threads,
                           [&](std::size_t begin, std::size_t end, unsigned worker) {
                               Sight& sight = sights[worker];
                               sight.cells_mm.resize(cells_.size(), infinity);
                               for (std::size_t i = begin; i < end; ++i)
                                   spread_from(i, distance_of(worker), sight);
                           });
        result_.least_mm = infinity;
        for (const Sight& sight : sights) {
            result_.least_mm = std::min(result_.least_mm, sight.least_mm);
            result_.pairs_too_close += sight.pairs_too_close;
            for (std::size_t c = 0; c < sight.cells_mm.size(); ++c)
                cells_[c].distance_mm = std::min(cells_[c].distance_mm, sight.cells_mm[c]);
        }
    }

    void spread_from(std::size_t i, geometry::SkinDistance& distance, Sight& sight) const
    {
        distance.spread(points_[i], reach_mm(first_reach));
        for (const TriangleId t : distance.reached()) {
            const std::size_t end = first_point_[t.value + 1];
            for (std::size_t j = std::max(first_point_[t.value], i + 1); j < end; ++j)
                see_pair(distance.to(points_[j]), sight);
            for (std::size_t c = first_cell_[t.value]; c < first_cell_[t.value + 1]; ++c)
                sight.cells_mm[c] = std::min(sight.cells_mm[c], distance.to(cells_[c].centre()));
        }
    }

    void see_pair(double distance_mm, Sight& sight) const
    {
        sight.least_mm = std::min(sight.least_mm, distance_mm);
        if (distance_mm < settings_.spacing_mm - too_close_tolerance_mm) ++sight.pairs_too_close;
    }

    void find_widest_gap()
    {
        look_farther();
        for (const Cell& cell : cells_)
            result_.gap_at_least_mm = std::max(result_.gap_at_least_mm, cell.distance_mm);
        std::erase_if(cells_, [this](const Cell& cell) { return is_settled(cell); });
        std::ranges::make_heap(cells_, {}, &Cell::at_most_mm);
        while (!cells_.empty() && std::isfinite(result_.gap_at_least_mm))
            cut_most_promising();
        result_.gap_at_most_mm = std::max(result_.gap_at_most_mm, result_.gap_at_least_mm);
    }

    /// For cells that the first look from the points did not reach. One cell without end is enough.
    void look_farther()
    {
        std::vector<Cell*> far;
        for (Cell& cell : cells_)
            if (cell.distance_mm == infinity) far.push_back(&cell);
        bool bare = false;
        for (std::size_t first = 0; first < far.size() && !bare; first += batch) {
            const auto some = std::span(far).subspan(first, std::min(batch, far.size() - first));
            base::parallel_for(some.size(),
                               1,
                               settings_.threads,
                               [&](std::size_t begin, std::size_t end, unsigned worker) {
                                   for (std::size_t i = begin; i < end; ++i)
                                       measure(*some[i], reach_mm(last_reach), worker);
                               });
            bare = std::ranges::any_of(some, [](Cell* c) { return c->distance_mm == infinity; });
        }
    }

    /// True if the cell's gap is known well enough; that is noted then.
    bool is_settled(const Cell& cell)
    {
        const double tolerance_mm = reach_mm(settings_.gap_tolerance);
        if (cell.at_most_mm() > result_.gap_at_least_mm + tolerance_mm) return false;
        result_.gap_at_most_mm = std::max(result_.gap_at_most_mm, cell.at_most_mm());
        return true;
    }

    void cut_most_promising()
    {
        std::vector<Cell> pieces;
        while (!cells_.empty() && pieces.size() < 4 * batch) {
            std::ranges::pop_heap(cells_, {}, &Cell::at_most_mm);
            const Cell cell = cells_.back();
            cells_.pop_back();
            if (is_settled(cell)) continue;
            for (Cell piece : quarters(cell)) {
                piece.distance_mm = cell.at_most_mm();  // for measure: no farther than this
                pieces.push_back(piece);
            }
        }
        base::parallel_for(pieces.size(),
                           4,
                           settings_.threads,
                           [&](std::size_t begin, std::size_t end, unsigned worker) {
                               for (std::size_t i = begin; i < end; ++i)
                                   measure(pieces[i], pieces[i].distance_mm, worker);
                           });
        for (const Cell& piece : pieces)
            result_.gap_at_least_mm = std::max(result_.gap_at_least_mm, piece.distance_mm);
        for (const Cell& piece : pieces) {
            if (is_settled(piece)) continue;
            cells_.push_back(piece);
            std::ranges::push_heap(cells_, {}, &Cell::at_most_mm);
        }
    }

    void measure(Cell& cell, double at_most_mm, unsigned worker)
    {
        geometry::SkinDistance& distance = distance_of(worker);
        distance.spread(cell.centre(), at_most_mm + too_close_tolerance_mm);
        cell.distance_mm = infinity;
        for (const TriangleId t : distance.reached())
            for (std::size_t i = first_point_[t.value]; i < first_point_[t.value + 1]; ++i)
                cell.distance_mm = std::min(cell.distance_mm, distance.to(points_[i]));
    }

    const geometry::Mesh& mesh_;
    const JudgeSettings settings_;
    geometry::Topology topology_;
    std::vector<std::unique_ptr<geometry::SkinDistance>> distances_;  // per worker
    std::vector<SurfacePoint> points_;                                // by triangle
    std::vector<std::size_t> first_point_;                            // per triangle, and the end
    std::vector<Cell> cells_;              // by triangle; then a heap of those to be cut
    std::vector<std::size_t> first_cell_;  // per triangle, and the end
    Judgement result_;
};

}  // namespace

Judgement
judge(const geometry::Mesh& mesh, std::span<const glm::dvec3> places, const JudgeSettings& settings)
{
    base::check(settings.spacing_mm > 0, "the judge is told a spacing above 0");
    return Judge(mesh, places, settings).run();
}

}  // namespace bench

// SPDX-License-Identifier: MIT
// The cover is proven by branch and bound. Distance along the skin cannot change by more than the
// way one goes, so a cell, a flat piece of a triangle, whose centre lies D from a point and whose
// corners lie at most `radius` from its centre is covered if D + radius is within the limit. What
// is not proven is split; a centre that lies in the zone and beyond the limit is a counterexample.
#include "promises.h"

#include "exact_geodesics.h"
#include "geometry/skin_distance.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <ranges>
#include <utility>

namespace test {
namespace {

using geometry::SurfacePoint;
using geometry::TriangleId;
using geometry::VertexId;

constexpr double infinity = std::numeric_limits<double>::infinity();
// A pair is too close only by more than what doubles do to lengths of some 100 mm.
constexpr double rounding_mm = 1e-9;
// Places are given in 2^-20 of a triangle and lie a hair off its edges.
constexpr double border_rounding_mm = 0.0005;
// A cell across the border whose centre is outside counts as outside once it is this small...
constexpr double tiny_at_border = 0.0005;
// ... and one that is neither proven nor disproven at this size never will be; once a gap is found,
// its rim is not looked at more closely than this. In spacings.
constexpr double tiny = 1e-6;
constexpr double tiny_at_gap = 0.01;
// Of a zone without cover some places are told; to look at all of them would take long.
constexpr std::size_t most_uncovered = 50;

/// A sub-triangle of the zone's skin, within one triangle of the scan.
struct Cell {
    std::uint32_t zone = 0;
    TriangleId triangle;
    std::array<glm::dvec3, 3> corners;  // weights in the triangle
    glm::dvec3 field{-1};               // at the corners; negative inside
    glm::dvec3 spacing_mm{0};           // at the corners

    glm::dvec3 position{0};  // of the centre
    double radius_mm = 0;    // to the farthest corner
    // Of the nearest point's distance from the centre over its limit; until measured, what follows
    // from the cell that this one was cut from.
    double excess_mm = infinity;
    double gap = infinity;  // the same distance, in spacings

    glm::dvec3 centre() const { return (corners[0] + corners[1] + corners[2]) / 3.0; }
    bool wholly_outside() const { return std::min({field.x, field.y, field.z}) >= 0; }
    bool centre_inside() const { return field.x + field.y + field.z < 0; }
    double most_spacing_mm() const { return std::max({spacing_mm.x, spacing_mm.y, spacing_mm.z}); }
    double least_spacing_mm() const { return std::min({spacing_mm.x, spacing_mm.y, spacing_mm.z}); }
    double centre_spacing_mm() const { return (spacing_mm.x + spacing_mm.y + spacing_mm.z) / 3; }
};

/// Which of many things lie on a triangle.
class OnTriangles {
public:
    template <typename Things, typename TriangleOf>
    OnTriangles(std::size_t triangles, const Things& things, TriangleOf triangle_of)
        : first_(triangles + 1, 0)
        , items_(things.size())
    {
        for (const auto& thing : things)
            ++first_[triangle_of(thing).value + 1];
        for (std::size_t t = 1; t < first_.size(); ++t)
            first_[t] += first_[t - 1];
        std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
        for (std::size_t i = 0; i < things.size(); ++i)
            items_[next[triangle_of(things[i]).value]++] = static_cast<std::uint32_t>(i);
    }
    std::span<const std::uint32_t> at(TriangleId triangle) const
    {
        return std::span(items_).subspan(first_[triangle.value],
                                         first_[triangle.value + 1] - first_[triangle.value]);
    }

private:
    std::vector<std::uint32_t> first_, items_;
};

class Judge {
public:
    Judge(const JudgedSkin& skin,
          std::span<const JudgedZone> zones,
          std::span<const JudgedPoint> points)
        : skin_(skin)
        , zones_(zones)
        , points_(points)
        , distance_(skin.scan, skin.topology)
        , on_triangles_(skin.scan.triangles.size(), points, [](const JudgedPoint& p) {
            return p.place.triangle;
        })
    {
        for (const JudgedPoint& point : points)
            look_up(point);
    }

    Judgement run()
    {
        std::vector<Cell> cells = first_cells();
        for (bool first = true; first || !cells.empty(); first = false) {
            judged_.cells += cells.size();
            measure(cells, Reach::own, first);
            std::erase_if(cells, [this](const Cell& cell) { return is_proven(cell); });
            measure(cells, Reach::farthest, first);
            cells = undecided(cells);
        }
        measure_gaps();
        std::ranges::sort(judged_.uncovered, std::greater(), &PlaceUncovered::gap);
        std::ranges::sort(judged_.too_close, {}, &PairTooClose::distance_mm);
        return std::move(judged_);
    }

private:
    /// Is the point in its zone, and which spacing holds there?
    void look_up(const JudgedPoint& point)
    {
        const JudgedZone& zone = zones_[point.zone];
        const SurfacePoint place = geometry::on_surface(skin_.surface, point.place);
        const double beyond_mm = zones::value_mm(skin_.surface, *zone.field, place) + zone.inset_mm;
        if (beyond_mm > border_rounding_mm && !point.is_given)
            judged_.outside.push_back(spacings_mm_.size());
        spacings_mm_.push_back(spacing_mm(point.zone, place));
        positions_.push_back(geometry::position(skin_.scan, point.place));
        farthest_mm_ = std::max(farthest_mm_, spacings_mm_.back());
    }

    glm::dvec3 spacings_at(std::size_t zone, glm::uvec3 vertices) const
    {
        const std::span<const float> varying = zones_[zone].spacings_mm;
        if (varying.empty()) return glm::dvec3(zones_[zone].spacing_mm);
        return {varying[vertices.x], varying[vertices.y], varying[vertices.z]};
    }

    double spacing_mm(std::uint32_t zone, const SurfacePoint& on_surface) const
    {
        return glm::dot(on_surface.weights,
                        spacings_at(zone, skin_.surface.mesh.triangles[on_surface.triangle.value]));
    }

    // ---- The zone's skin as cells ----

    std::vector<Cell> first_cells()
    {
        std::vector<Cell> cells;
        const std::vector<TriangleId>& source = skin_.surface.source;
        for (std::uint32_t zone = 0; zone < zones_.size(); ++zone)
            for (std::size_t begin = 0, end = 0; begin < source.size(); begin = end) {
                while (end < source.size() && source[end] == source[begin])
                    ++end;
                add_cells(zone, begin, end, cells);
            }
        for (const Cell& cell : cells)
            for (int corner = 0; corner < 3; ++corner)
                farthest_mm_ = std::max(farthest_mm_, cell.spacing_mm[corner]);
        return cells;
    }

    /// Of one triangle of the scan, the pieces of the surface that reach inside; or the triangle
    /// whole where nothing changes on it.
    void add_cells(std::uint32_t zone, std::size_t begin, std::size_t end, std::vector<Cell>& cells)
    {
        const std::size_t before = cells.size();
        const double inset = zones_[zone].inset_mm * zones::ZoneField::steps_per_mm;
        bool is_whole = zones_[zone].spacings_mm.empty();
        for (std::size_t piece = begin; piece < end; ++piece) {
            const glm::uvec3 vertices = skin_.surface.mesh.triangles[piece];
            const auto field = [&](int corner) {
                return inset + (*zones_[zone].field)[VertexId(vertices[corner])];
            };
            Cell cell = cell_on(skin_.surface.source[piece], zone);
            cell.field = {field(0), field(1), field(2)};
            is_whole &= std::max({cell.field.x, cell.field.y, cell.field.z}) < 0;
            if (cell.wholly_outside()) continue;
            for (std::size_t corner = 0; corner < 3; ++corner)
                cell.corners[corner] = glm::dvec3(skin_.surface.corner_weights[piece][corner]) /
                                       double(geometry::Surface::weight_one);
            cell.spacing_mm = spacings_at(zone, vertices);
            cells.push_back(placed(cell));
        }
        if (!is_whole) return;
        cells.resize(before);
        cells.push_back(placed(cell_on(skin_.surface.source[begin], zone)));
    }

    /// All of a triangle.
    Cell cell_on(TriangleId triangle, std::uint32_t zone) const
    {
        Cell cell;
        cell.zone = zone;
        cell.triangle = triangle;
        cell.corners = {glm::dvec3(1, 0, 0), glm::dvec3(0, 1, 0), glm::dvec3(0, 0, 1)};
        cell.spacing_mm = glm::dvec3(zones_[zone].spacing_mm);
        return cell;
    }

    Cell placed(Cell cell) const
    {
        const auto position = [&](glm::dvec3 weights) {
            return geometry::position(skin_.scan, {cell.triangle, weights});
        };
        cell.position = position(cell.centre());
        cell.radius_mm = 0;
        for (const glm::dvec3& corner : cell.corners)
            cell.radius_mm =
                std::max(cell.radius_mm, glm::distance(position(corner), cell.position));
        return cell;
    }

    // ---- Distances ----

    /// Most cells are covered by a point whose own spacing reaches them. To look as far as the
    /// largest spacing of all from every point would take long, so only cells of a larger spacing
    /// than the point's are looked at so.
    enum class Reach { own, farthest };

    void measure(std::vector<Cell>& cells, Reach reach, bool pairs_too)
    {
        const OnTriangles cells_on(
            skin_.scan.triangles.size(), cells, [](const Cell& cell) { return cell.triangle; });
        pairs_too &= reach == Reach::own;
        for (std::size_t i = 0; i < points_.size(); ++i) {
            const auto matters_here = [&](const Cell& cell) { return matters(i, cell, reach); };
            if (!pairs_too && std::ranges::none_of(cells, matters_here)) continue;
            const double mm = reach == Reach::own ? spacings_mm_[i] : farthest_mm_;
            distance_.spread(points_[i].place, mm * widest_gap_allowed * (1 + 1e-6));
            for (const TriangleId triangle : distance_.reached()) {
                for (const std::uint32_t c : cells_on.at(triangle))
                    see_cell(i, cells[c], reach);
                for (const std::uint32_t j : on_triangles_.at(triangle))
                    if (pairs_too && j != i) see_pair(i, j);
            }
        }
    }

    /// True if the point may be nearer than what is known: the straight line is never longer.
    bool matters(std::size_t i, const Cell& cell, Reach reach) const
    {
        if (reach == Reach::farthest && cell.most_spacing_mm() <= spacings_mm_[i]) return false;
        const double at_least = glm::distance(cell.position, positions_[i]);
        return at_least - limit_mm(i, cell) < cell.excess_mm ||
               at_least / spacing_mm(i, cell) < cell.gap;
    }

    double limit_mm(std::size_t i, const Cell& cell) const
    {
        return widest_gap_allowed * std::max(cell.least_spacing_mm(), spacings_mm_[i]);
    }
    double spacing_mm(std::size_t i, const Cell& cell) const
    {
        return std::max(cell.centre_spacing_mm(), spacings_mm_[i]);
    }

    void see_cell(std::size_t i, Cell& cell, Reach reach) const
    {
        if (!matters(i, cell, reach)) return;
        const double distance = distance_.to({cell.triangle, cell.centre()});
        cell.excess_mm = std::min(cell.excess_mm, distance - limit_mm(i, cell));
        cell.gap = std::min(cell.gap, distance / spacing_mm(i, cell));
    }

    /// The point with the larger spacing keeps the books, or the one with the smaller number.
    void see_pair(std::size_t i, std::size_t j)
    {
        if (std::pair(-spacings_mm_[j], j) < std::pair(-spacings_mm_[i], i)) return;
        if (points_[i].is_given && points_[j].is_given) return;
        const double distance = distance_.to(points_[j].place);
        const double least = spacings_mm_[i];
        judged_.closest_pair = std::min(judged_.closest_pair, distance / least);
        if (distance < least - rounding_mm)
            judged_.too_close.push_back({std::min(i, j), std::max(i, j), distance, least});
    }

    // ---- Verdicts ----

    std::vector<Cell> undecided(const std::vector<Cell>& cells)
    {
        std::vector<Cell> left;
        for (const Cell& cell : cells) {
            if (is_proven(cell)) continue;
            if (is_gap(cell))
                keep_gap({cell.zone, {cell.triangle, cell.centre()}, infinity});
            else if (cell.radius_mm > least_size(cell) * cell.centre_spacing_mm())
                split(cell, cell, cuts_for(cell), left);
        }
        return left;
    }

    bool is_proven(const Cell& cell)
    {
        if (cell.excess_mm + cell.radius_mm > 0) return false;
        if (cell.centre_inside()) judged_.widest_gap = std::max(judged_.widest_gap, cell.gap);
        return true;
    }

    static bool is_gap(const Cell& cell)
    {
        return cell.centre_inside() &&
               (cell.gap > widest_gap_allowed || cell.radius_mm < tiny * cell.centre_spacing_mm());
    }

    double least_size(const Cell& cell) const
    {
        if (!judged_.uncovered.empty()) return tiny_at_gap;
        return cell.centre_inside() ? 0 : tiny_at_border;
    }

    void keep_gap(const PlaceUncovered& place)
    {
        if (judged_.uncovered.size() < most_uncovered) judged_.uncovered.push_back(place);
    }

    /// Spreads ended at the limit, so a gap is known as one, but not how wide it is.
    void measure_gaps()
    {
        constexpr double look = 3;
        for (PlaceUncovered& place : judged_.uncovered) {
            distance_.spread(place.place, look * farthest_mm_);
            const double own =
                spacing_mm(place.zone, geometry::on_surface(skin_.surface, place.place));
            for (std::size_t i = 0; i < points_.size(); ++i) {
                const double spacing = std::max(own, spacings_mm_[i]);
                place.gap = std::min(place.gap, distance_.to(points_[i].place) / spacing);
            }
            judged_.widest_gap = std::max(judged_.widest_gap, place.gap);
        }
    }

    /// So small that the children would be proven if the distance were the same all over the cell.
    static int cuts_for(const Cell& cell)
    {
        const double room = std::max(-cell.excess_mm, cell.radius_mm / 8);
        return std::clamp(int(std::ceil(std::log2(cell.radius_mm / room) + 0.5)), 1, 3);
    }

    void split(const Cell& cell, const Cell& whole, int cuts, std::vector<Cell>& into) const
    {
        if (cell.wholly_outside()) return;
        if (cuts == 0) {
            into.push_back(with_bounds_of(whole, placed(cell)));
            return;
        }
        std::array<Cell, 4> quarters{cell, cell, cell, cell};
        for (int k = 0; k < 3; ++k) {
            const int next = (k + 1) % 3;
            const auto halve_edge = [&](Cell& quarter, int corner) {
                quarter.corners[corner] = 0.5 * (cell.corners[k] + cell.corners[next]);
                quarter.field[corner] = 0.5 * (cell.field[k] + cell.field[next]);
                quarter.spacing_mm[corner] = 0.5 * (cell.spacing_mm[k] + cell.spacing_mm[next]);
            };
            halve_edge(quarters[k], next);
            halve_edge(quarters[next], k);
            halve_edge(quarters[3], k);
        }
        for (const Cell& quarter : quarters)
            split(quarter, whole, cuts - 1, into);
    }

    Cell with_bounds_of(const Cell& whole, Cell part) const
    {
        const double way = glm::distance(whole.position, part.position);
        const bool same_spacing = zones_[part.zone].spacings_mm.empty();
        part.excess_mm = same_spacing ? whole.excess_mm + way : infinity;
        part.gap = same_spacing ? whole.gap + way / whole.centre_spacing_mm() : infinity;
        return part;
    }

    const JudgedSkin& skin_;
    std::span<const JudgedZone> zones_;
    std::span<const JudgedPoint> points_;
    geometry::SkinDistance distance_;
    OnTriangles on_triangles_;
    std::vector<double> spacings_mm_;  // per point
    std::vector<glm::dvec3> positions_;
    double farthest_mm_ = 0;  // the largest spacing anywhere
    Judgement judged_;
};

}  // namespace

Judgement judge(const JudgedSkin& skin,
                std::span<const JudgedZone> zones,
                std::span<const JudgedPoint> points)
{
    return Judge(skin, zones, points).run();
}

std::string told(const Judgement& judgement)
{
    constexpr std::size_t most = 3;
    std::string text;
    for (const PairTooClose& pair : judgement.too_close | std::views::take(most))
        text += fmt::format("points {} and {} lie {:.7f} mm apart, not {:.7f}\n",
                            pair.a,
                            pair.b,
                            pair.distance_mm,
                            pair.least_mm);
    for (const std::size_t point : judgement.outside | std::views::take(most))
        text += fmt::format("point {} lies outside its zone\n", point);
    for (const PlaceUncovered& place : judgement.uncovered | std::views::take(most))
        text += fmt::format("triangle {} at ({:.6f}, {:.6f}, {:.6f}) in zone {} is {:.6f} spacings "
                            "from any point\n",
                            place.place.triangle.value,
                            place.place.weights.x,
                            place.place.weights.y,
                            place.place.weights.z,
                            place.zone,
                            place.gap);
    if (!text.empty())
        text += fmt::format("in all {} pairs too close, {} points outside, {} uncovered places\n",
                            judgement.too_close.size(),
                            judgement.outside.size(),
                            judgement.uncovered.size());
    return text;
}

std::optional<double> disagreement_with_cgal(const JudgedSkin& skin,
                                             std::span<const JudgedPoint> points,
                                             std::size_t source,
                                             double radius_mm)
{
    constexpr std::size_t most_triangles = 1500;
    const SurfacePoint& from = points[source].place;
    const Patch patch = patch_around(skin.scan, skin.topology, from, radius_mm);
    if (patch.mesh.triangles.size() > most_triangles) return std::nullopt;
    const auto on_patch = [&](SurfacePoint p) {
        const auto at = std::ranges::lower_bound(patch.source, p.triangle);
        p.triangle = TriangleId(std::size_t(at - patch.source.begin()));
        return p;
    };

    std::vector<SurfacePoint> targets;
    for (const JudgedPoint& point : points)
        if (std::ranges::binary_search(patch.source, point.place.triangle))
            targets.push_back(point.place);
    for (std::size_t t = 0; t < patch.source.size(); t += 10)
        targets.push_back({patch.source[t], glm::dvec3(0.2, 0.3, 0.5)});

    geometry::SkinDistance ours(skin.scan, skin.topology);
    ours.spread(from, radius_mm);
    std::vector<SurfacePoint> same_targets(targets.size());
    std::ranges::transform(targets, same_targets.begin(), on_patch);
    const std::vector<double> theirs = exact_distances(patch.mesh, on_patch(from), same_targets);
    double worst = 0;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const double a = std::min(ours.to(targets[i]), radius_mm);
        const double b = std::min(theirs[i], radius_mm);
        worst = std::max(worst, std::abs(a - b) / radius_mm);
    }
    return worst;
}

}  // namespace test

// SPDX-License-Identifier: MIT
// An edge is split by looking at nothing but its own two ends, in exact corner weights, so that the
// pieces of one source triangle can be made without a look at the neighbours: both sides of an edge
// halve it equally often, and the vertices on it can be numbered before any triangle is cut.
#include "geometry/surface.h"

#include "base/error.h"
#include "base/parallel.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

namespace geometry {
namespace {

using Weights = glm::ivec3;
using Corners = std::array<Weights, 3>;

constexpr Corners whole_triangle{Weights(Surface::weight_one, 0, 0),
                                 Weights(0, Surface::weight_one, 0),
                                 Weights(0, 0, Surface::weight_one)};
constexpr int max_halvings = 20;
static_assert(Surface::weight_one == 1 << max_halvings);
constexpr std::size_t grain = 1 << 11;  // triangles that a thread takes at a time
constexpr double weight_unit = 1.0 / Surface::weight_one;

/// Cuts one source triangle; knows the squared lengths of its edges and nothing else.
class Cutter {
public:
    Cutter(const Mesh& scan, TriangleId triangle, double limit_mm)
        : limit_squared_(limit_mm * limit_mm)
    {
        const auto [a, b, c] = scan.corners(triangle);
        ab_ = glm::dot(b - a, b - a);
        bc_ = glm::dot(c - b, c - b);
        ca_ = glm::dot(a - c, a - c);
    }

    /// Between two places of the triangle, in mm2. Along a source edge only one term is not zero
    /// and its scaling by powers of two is exact, so the triangles on both sides get the same
    /// number.
    double squared_length(Weights from, Weights to) const
    {
        const glm::dvec3 d = glm::dvec3(to - from) * weight_unit;
        return -(d.x * d.y * ab_ + d.y * d.z * bc_ + d.z * d.x * ca_);
    }

    /// Calls emit(corners) for each piece, stops early when it answers false.
    template <typename Emit>
    bool cut(const Corners& c, const Emit& emit) const
    {
        const bool split[3] = {
            must_split(c[0], c[1]), must_split(c[1], c[2]), must_split(c[2], c[0])};
        switch (split[0] + split[1] + split[2]) {
        case 0:
            return emit(c);
        case 1:
            return cut_in_two(rotated(c, split[0] ? 0 : split[1] ? 1 : 2), emit);
        case 2:
            return cut_in_three(rotated(c, !split[2] ? 0 : !split[0] ? 1 : 2), emit);
        default:
            return cut_in_four(c, emit);
        }
    }

private:
    bool must_split(Weights from, Weights to) const
    {
        const Weights sum = from + to;
        const bool halves_exactly = ((sum.x | sum.y | sum.z) & 1) == 0;
        return halves_exactly && squared_length(from, to) > limit_squared_;
    }

    static Weights middle(Weights a, Weights b) { return (a + b) / 2; }
    static Corners rotated(const Corners& c, int first)
    {
        return {c[first], c[(first + 1) % 3], c[(first + 2) % 3]};
    }

    template <typename Emit>
    bool cut_in_two(const Corners& c, const Emit& emit) const  // the edge 0-1 is split
    {
        const Weights m = middle(c[0], c[1]);
        return cut({c[0], m, c[2]}, emit) && cut({m, c[1], c[2]}, emit);
    }

    template <typename Emit>
    bool cut_in_three(const Corners& c, const Emit& emit) const  // all but the edge 2-0 are split
    {
        const Weights m01 = middle(c[0], c[1]);
        const Weights m12 = middle(c[1], c[2]);
        if (!cut({m01, c[1], m12}, emit)) return false;
        if (squared_length(c[0], m12) <= squared_length(m01, c[2]))
            return cut({c[0], m01, m12}, emit) && cut({c[0], m12, c[2]}, emit);
        return cut({c[0], m01, c[2]}, emit) && cut({m01, m12, c[2]}, emit);
    }

    template <typename Emit>
    bool cut_in_four(const Corners& c, const Emit& emit) const
    {
        const Weights m01 = middle(c[0], c[1]);
        const Weights m12 = middle(c[1], c[2]);
        const Weights m20 = middle(c[2], c[0]);
        return cut({c[0], m01, m20}, emit) && cut({m01, c[1], m12}, emit) &&
               cut({m20, m12, c[2]}, emit) && cut({m01, m12, m20}, emit);
    }

    double limit_squared_;
    double ab_, bc_, ca_;  // squared lengths of the source edges
};

/// The number of pieces of each triangle, or nothing if they are more than `most` together: then
/// the counting stops early.
std::optional<std::vector<std::uint32_t>>
count_pieces(const Mesh& scan, double limit_mm, std::size_t most)
{
    std::vector<std::uint32_t> pieces(scan.triangles.size(), 0);
    std::vector<std::size_t> counted(base::thread_count(0), 0);  // by each thread
    const auto count = [&](std::size_t begin, std::size_t end, unsigned worker) {
        std::size_t sum = counted[worker];
        for (std::size_t t = begin; t < end && sum <= most; ++t) {
            const std::size_t before = sum;
            Cutter(scan, TriangleId(t), limit_mm).cut(whole_triangle, [&](const Corners&) {
                return ++sum <= most;
            });
            pieces[t] = static_cast<std::uint32_t>(sum - before);
        }
        counted[worker] = sum;
    };
    base::parallel_for(scan.triangles.size(), grain, 0, count);
    if (std::accumulate(counted.begin(), counted.end(), std::size_t(0)) > most) return std::nullopt;
    return pieces;
}

struct Plan {
    double limit_mm = 0;
    std::vector<std::uint32_t> pieces;  // per triangle of the scan
};

/// The wished edge limit, or the least larger one (within 10 %) that keeps the triangle budget.
Plan affordable_plan(const Mesh& scan, const SurfaceSettings& settings)
{
    if (scan.triangles.size() >= settings.max_triangles)
        return {std::numeric_limits<double>::infinity(),
                std::vector<std::uint32_t>(scan.triangles.size(), 1)};
    // No piece is larger than the equilateral triangle of the limit. This first step keeps the
    // counting below cheap for a scan that is far too large.
    const double least =
        std::sqrt(area_mm2(scan) / (std::sqrt(3.0) / 4 * double(settings.max_triangles)));
    double limit = std::max(double(settings.max_edge_mm), least);
    while (true) {
        if (auto pieces = count_pieces(scan, limit, settings.max_triangles))
            return {limit, std::move(*pieces)};
        limit *= 1.1;
    }
}

/// The vertices on one edge of the scan: 2^halvings - 1 of them, numbered from its lower end.
struct EdgeVertices {
    std::uint32_t first = 0;
    int halvings = 0;
};

/// The edges of a scan and the new vertices on them.
class SplitEdges {
public:
    /// Appends the new vertices to `positions`.
    SplitEdges(const Mesh& scan, double limit_mm, std::vector<glm::vec3>& positions);

    const EdgeVertices& of(std::size_t half_edge) const { return edges_[edge_of_[half_edge]]; }

    /// The vertices inside a triangle that is cut into this many pieces, by Euler's formula.
    std::uint32_t inner_vertices(std::size_t triangle, std::uint32_t pieces) const
    {
        std::uint32_t on_border = 0;
        for (std::size_t h = 3 * triangle; h < 3 * triangle + 3; ++h)
            on_border += 1u << of(h).halvings;
        return (pieces + 2 - on_border) / 2;
    }

    /// While all edges must be halved, all four quarters are cut alike.
    std::uint8_t quarterings(std::size_t triangle) const
    {
        return static_cast<std::uint8_t>(std::min({of(3 * triangle).halvings,
                                                   of(3 * triangle + 1).halvings,
                                                   of(3 * triangle + 2).halvings}));
    }

private:
    std::vector<std::uint32_t> edge_of_;  // per half-edge
    std::vector<EdgeVertices> edges_;
};

std::vector<std::pair<std::uint64_t, std::uint32_t>> half_edges_by_ends(const Mesh& scan)
{
    std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted;
    sorted.reserve(scan.triangles.size() * 3);
    for (std::size_t h = 0; h < scan.triangles.size() * 3; ++h) {
        const glm::uvec3 t = scan.triangles[h / 3];
        const auto [low, high] = std::minmax({t[int(h % 3)], t[int((h + 1) % 3)]});
        sorted.emplace_back(std::uint64_t(low) << 32 | high, std::uint32_t(h));
    }
    std::ranges::sort(sorted);
    return sorted;
}

int halvings_needed(double squared_length, double limit_mm)
{
    int halvings = 0;
    while (squared_length > limit_mm * limit_mm && halvings < max_halvings) {
        squared_length /= 4;
        ++halvings;
    }
    return halvings;
}

SplitEdges::SplitEdges(const Mesh& scan, double limit_mm, std::vector<glm::vec3>& positions)
    : edge_of_(scan.triangles.size() * 3)
{
    std::uint64_t ends_before = UINT64_MAX;
    for (const auto& [ends, half_edge] : half_edges_by_ends(scan)) {
        if (ends != ends_before) {
            ends_before = ends;
            const glm::dvec3 low = scan.positions[ends >> 32];
            const glm::dvec3 high = scan.positions[ends & UINT32_MAX];
            const int halvings = halvings_needed(glm::dot(high - low, high - low), limit_mm);
            edges_.push_back({static_cast<std::uint32_t>(positions.size()), halvings});
            const int pieces = 1 << halvings;
            for (int i = 1; i < pieces; ++i)
                positions.emplace_back((double(pieces - i) * low + double(i) * high) /
                                       double(pieces));
        }
        edge_of_[half_edge] = static_cast<std::uint32_t>(edges_.size() - 1);
    }
}

/// The weights of a place, given in the source triangle, with respect to one of its pieces. For
/// places in whole steps of 1 / weight_one all but the divisions is exact.
glm::dvec3 weights_in(const Corners& piece, glm::dvec3 place)
{
    const glm::dvec3 a(piece[0]), b(piece[1]), c(piece[2]);
    const glm::dvec3 p = place * double(Surface::weight_one);
    const auto cross = [](glm::dvec3 u, glm::dvec3 v) { return u.x * v.y - u.y * v.x; };
    const double whole = cross(b - a, c - a);
    return {cross(b - p, c - p) / whole, cross(c - p, a - p) / whole, cross(a - p, b - p) / whole};
}

/// Cuts the triangles of a scan in canonical order. Where the pieces and vertices of each begin is
/// known before, so that triangles can be cut in any order and by several threads.
class SurfaceBuilder {
public:
    SurfaceBuilder(const Mesh& scan, CanonicalOrder order, const Plan& plan)
        : scan_(scan)
        , order_(std::move(order))
        , limit_mm_(plan.limit_mm)
        , mesh_{scan.positions, {}}
        , edges_(scan, plan.limit_mm, mesh_.positions)
    {
        std::size_t pieces = 0, vertices = mesh_.positions.size();
        for (std::size_t t = 0; t < plan.pieces.size(); ++t) {
            first_piece_.push_back(static_cast<std::uint32_t>(pieces));
            first_inner_.push_back(static_cast<std::uint32_t>(vertices));
            quarterings_.push_back(edges_.quarterings(t));
            pieces += plan.pieces[t];
            vertices += edges_.inner_vertices(t, plan.pieces[t]);
        }
        first_piece_.push_back(static_cast<std::uint32_t>(pieces));
        mesh_.positions.resize(vertices);
        mesh_.triangles.resize(pieces);
        source_.resize(pieces);
        corner_weights_.resize(pieces);
    }

    /// The triangles [begin, end) of the scan.
    void cut(std::size_t begin, std::size_t end)
    {
        std::vector<float> longest(base::thread_count(0), longest_mm_);
        const auto cut_some = [&](std::size_t from, std::size_t to, unsigned worker) {
            std::vector<std::uint64_t> inner;
            for (std::size_t t = begin + from; t < begin + to; ++t)
                longest[worker] = std::max(longest[worker], cut(TriangleId(t), inner));
        };
        base::parallel_for(end - begin, grain, 0, cut_some);
        longest_mm_ = std::ranges::max(longest);
    }

    Surface finish()
    {
        Topology topology(mesh_);
        std::vector<glm::vec3> normals = vertex_normals(mesh_);
        return {.mesh = std::move(mesh_),
                .topology = std::move(topology),
                .normals = std::move(normals),
                .source = std::move(source_),
                .corner_weights = std::move(corner_weights_),
                .order = std::move(order_),
                .first_piece = std::move(first_piece_),
                .quarterings = std::move(quarterings_),
                .max_edge_mm = longest_mm_};
    }

private:
    static bool is_inner(Weights w) { return w.x > 0 && w.y > 0 && w.z > 0; }
    static std::uint64_t key(Weights w) { return std::uint64_t(w.x) << 32 | std::uint32_t(w.y); }

    /// Gives the longest edge of the pieces in mm; `inner` is memory to work in.
    float cut(TriangleId triangle, std::vector<std::uint64_t>& inner)
    {
        const Cutter cutter(scan_, triangle, limit_mm_);
        const std::uint32_t first = first_piece_[triangle.value];
        std::uint32_t last = first;
        double longest_squared = 0;
        cutter.cut(whole_triangle, [&](const Corners& piece) {
            for (int e = 0; e < 3; ++e)
                longest_squared =
                    std::max(longest_squared, cutter.squared_length(piece[e], piece[(e + 1) % 3]));
            corner_weights_[last++] = piece;
            return true;
        });
        add_inner_vertices(
            triangle, std::span(corner_weights_).subspan(first, last - first), inner);
        for (std::uint32_t i = first; i < last; ++i) {
            source_[i] = order_.scan_triangle[triangle.value];
            for (int corner = 0; corner < 3; ++corner) {
                Weights& weights = corner_weights_[i][corner];
                mesh_.triangles[i][corner] = vertex_at(triangle, weights, inner);
                weights = order_.corners_on_scan(triangle, weights);
            }
        }
        return static_cast<float>(std::sqrt(longest_squared));
    }

    void add_inner_vertices(TriangleId triangle,
                            std::span<const Corners> pieces,
                            std::vector<std::uint64_t>& inner)
    {
        inner.clear();
        for (const Corners& piece : pieces)
            for (const Weights& w : piece)
                if (is_inner(w)) inner.push_back(key(w));
        std::ranges::sort(inner);
        inner.erase(std::unique(inner.begin(), inner.end()), inner.end());

        const auto [a, b, c] = scan_.corners(triangle);
        glm::vec3* vertex = mesh_.positions.data() + first_inner_[triangle.value];
        for (const std::uint64_t place : inner) {
            const auto x = double(place >> 32), y = double(place & UINT32_MAX);
            const double z = double(Surface::weight_one) - x - y;
            *vertex++ = (x * a + y * b + z * c) * weight_unit;
        }
    }

    std::uint32_t
    vertex_at(TriangleId triangle, Weights w, std::span<const std::uint64_t> inner) const
    {
        const glm::uvec3 corners = scan_.triangles[triangle.value];
        for (int i = 0; i < 3; ++i)
            if (w[i] == Surface::weight_one) return corners[i];
        for (int e = 0; e < 3; ++e) {
            const int from = e, to = (e + 1) % 3;
            if (w[(e + 2) % 3] != 0) continue;
            const EdgeVertices& edge = edges_.of(3 * std::size_t(triangle.value) + std::size_t(e));
            const int from_low = corners[from] < corners[to] ? w[to] : w[from];
            return edge.first + std::uint32_t(from_low >> (max_halvings - edge.halvings)) - 1;
        }
        const auto place = std::ranges::lower_bound(inner, key(w)) - inner.begin();
        return first_inner_[triangle.value] + static_cast<std::uint32_t>(place);
    }

    const Mesh& scan_;      // in canonical order
    CanonicalOrder order_;  // back to the scan as it was given
    double limit_mm_;
    Mesh mesh_;
    SplitEdges edges_;
    std::vector<std::uint32_t> first_piece_;  // per triangle of the scan, and one more
    std::vector<std::uint32_t> first_inner_;
    std::vector<std::uint8_t> quarterings_;
    std::vector<TriangleId> source_;
    std::vector<Corners> corner_weights_;
    float longest_mm_ = 0;
};

}  // namespace

Surface
build_surface(const Mesh& scan, const SurfaceSettings& settings, const base::Progress& progress)
{
    base::check(settings.max_edge_mm > 0, "the edge limit of a surface is above 0 mm");
    CanonicalOrder order = canonical_order(scan);
    const Mesh ordered = canonical(scan, order);
    SurfaceBuilder builder(ordered, std::move(order), affordable_plan(ordered, settings));
    constexpr std::size_t between_reports = 1 << 15;
    for (std::size_t t = 0; t < ordered.triangles.size(); t += between_reports) {
        progress.report(0.7f * float(t) / float(ordered.triangles.size()));
        builder.cut(t, std::min(t + between_reports, ordered.triangles.size()));
    }
    progress.report(0.7f);
    return builder.finish();
}

SurfacePoint on_scan(const Surface& surface, const SurfacePoint& on_surface)
{
    const Corners& corners = surface.corner_weights[on_surface.triangle.value];
    glm::dvec3 weights(0);
    for (int i = 0; i < 3; ++i)
        weights += on_surface.weights[i] * weight_unit * glm::dvec3(corners[i]);
    return {surface.source[on_surface.triangle.value], weights};
}

SurfacePoint on_surface(const Surface& surface, const SurfacePoint& on_scan)
{
    base::check(on_scan.triangle.value < surface.order.canonical_triangle.size(),
                "a scan's place belongs to the surface made from it");
    SurfacePoint best;
    double best_inside = -std::numeric_limits<double>::infinity();
    for (const std::uint32_t piece : surface.pieces_of(on_scan.triangle)) {
        const glm::dvec3 weights = weights_in(surface.corner_weights[piece], on_scan.weights);
        const double inside = std::min({weights.x, weights.y, weights.z});
        if (inside <= best_inside) continue;
        best_inside = inside;
        best = {TriangleId(piece), weights};
        if (inside >= 0) break;  // rounding may leave a place a hair outside of every piece
    }
    best.weights = glm::max(best.weights, 0.0);
    best.weights /= best.weights.x + best.weights.y + best.weights.z;
    return best;
}

std::vector<SurfacePoint> vertices_on_scan(const Surface& surface)
{
    std::vector<SurfacePoint> places(surface.mesh.positions.size());
    for (std::size_t t = surface.mesh.triangles.size(); t-- > 0;)  // the first triangle stays
        for (int corner = 0; corner < 3; ++corner)
            places[surface.mesh.triangles[t][corner]] = {
                surface.source[t], weight_unit * glm::dvec3(surface.corner_weights[t][corner])};
    return places;
}

}  // namespace geometry

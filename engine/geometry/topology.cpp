// SPDX-License-Identifier: MIT
#include "geometry/topology.h"

#include "base/parallel.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace geometry {
namespace {

/// A half-edge, seen from the lower of its two vertices.
struct DirectedEdge {
    std::uint32_t high;  // the other vertex
    std::uint32_t half_edge;
    bool forward;  // runs from low to high
};

/// The half-edges that join `low` to higher vertices, grouped by that vertex, each group in rising
/// order.
void gather_edges(const Mesh& mesh,
                  std::size_t low,
                  std::span<const std::uint32_t> triangles,
                  std::vector<DirectedEdge>& edges)
{
    edges.clear();
    for (const std::uint32_t t : triangles)
        for (int e = 0; e < 3; ++e) {
            const std::uint32_t from = mesh.triangles[t][e];
            const std::uint32_t to = mesh.triangles[t][(e + 1) % 3];
            if (std::min(from, to) == low)
                edges.push_back({std::max(from, to), 3 * t + std::uint32_t(e), from < to});
        }
    std::ranges::sort(edges, [](const DirectedEdge& a, const DirectedEdge& b) {
        return std::tie(a.high, a.half_edge) < std::tie(b.high, b.half_edge);
    });
}

/// Makes twins of the pairs among gathered edges; gives the number of non-manifold edges.
std::size_t join_edges(std::span<const DirectedEdge> edges, std::span<std::int32_t> twins)
{
    std::size_t non_manifold = 0;
    for (std::size_t begin = 0, end = 0; begin < edges.size(); begin = end) {
        while (end < edges.size() && edges[end].high == edges[begin].high)
            ++end;
        const DirectedEdge& one = edges[begin];
        const DirectedEdge& other = edges[end - 1];
        if (end - begin == 2 && one.forward != other.forward) {
            twins[one.half_edge] = static_cast<std::int32_t>(other.half_edge);
            twins[other.half_edge] = static_cast<std::int32_t>(one.half_edge);
        } else if (end - begin > 1) {
            ++non_manifold;
        }
    }
    return non_manifold;
}

}  // namespace

Topology::Topology(const Mesh& mesh)
    : twins_(mesh.triangles.size() * 3, no_twin)
    , first_(mesh.positions.size() + 1, 0)
    , around_(mesh.triangles.size() * 3)
{
    for (const glm::uvec3& t : mesh.triangles)
        for (int corner = 0; corner < 3; ++corner)
            ++first_[t[corner] + 1];
    for (std::size_t v = 0; v + 1 < first_.size(); ++v)
        first_[v + 1] += first_[v];
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t)
        for (int corner = 0; corner < 3; ++corner)
            around_[next[mesh.triangles[t][corner]]++] = static_cast<std::uint32_t>(t);
    join_twins(mesh);
}

void Topology::join_twins(const Mesh& mesh)
{
    // Each edge is seen from its lower vertex only, so no two threads write the same half-edge.
    constexpr std::size_t grain = 1 << 14;
    std::vector<std::size_t> non_manifold(base::thread_count(0), 0);
    std::vector<std::vector<DirectedEdge>> edges(non_manifold.size());
    base::parallel_for(
        mesh.positions.size(), grain, 0, [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t low = begin; low < end; ++low) {
                gather_edges(mesh, low, triangles_at(VertexId(low)), edges[worker]);
                non_manifold[worker] += join_edges(edges[worker], twins_);
            }
        });
    for (const std::size_t count : non_manifold)
        non_manifold_edges_ += count;
}

std::span<const std::uint32_t> Topology::triangles_at(VertexId vertex) const
{
    return std::span(around_).subspan(first_[vertex.value],
                                      first_[vertex.value + 1] - first_[vertex.value]);
}

std::vector<std::uint32_t> Topology::parts() const
{
    const std::size_t triangles = twins_.size() / 3;
    std::vector<std::uint32_t> part(triangles, UINT32_MAX);
    std::vector<std::uint32_t> open;
    std::uint32_t count = 0;
    for (std::size_t seed = 0; seed < triangles; ++seed) {
        if (part[seed] != UINT32_MAX) continue;
        part[seed] = count;
        open.push_back(static_cast<std::uint32_t>(seed));
        while (!open.empty()) {
            const std::uint32_t t = open.back();
            open.pop_back();
            for (std::uint32_t e = 0; e < 3; ++e) {
                const std::int32_t other = twins_[3 * t + e];
                if (other == no_twin || part[other / 3] != UINT32_MAX) continue;
                part[other / 3] = count;
                open.push_back(static_cast<std::uint32_t>(other / 3));
            }
        }
        ++count;
    }
    return part;
}

std::vector<std::vector<VertexId>> Topology::boundary_loops(const Mesh& mesh) const
{
    // At a vertex where two borders meet there are two ways on; any of them closes the loops.
    std::unordered_multimap<std::uint32_t, std::uint32_t> onward;
    for (std::uint32_t h = 0; h < twins_.size(); ++h)
        if (twins_[h] == no_twin)
            onward.emplace(mesh.triangles[h / 3][h % 3], mesh.triangles[h / 3][(h % 3 + 1) % 3]);

    std::vector<std::vector<VertexId>> loops;
    for (std::uint32_t h = 0; h < twins_.size(); ++h) {
        if (twins_[h] != no_twin) continue;
        std::vector<VertexId> loop;
        std::uint32_t at = mesh.triangles[h / 3][h % 3];
        for (auto step = onward.find(at); step != onward.end(); step = onward.find(at)) {
            loop.emplace_back(at);
            at = step->second;
            onward.erase(step);
        }
        if (!loop.empty()) loops.push_back(std::move(loop));
    }
    return loops;
}

}  // namespace geometry

// SPDX-License-Identifier: MIT
#include "session/mean_normal.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace session {
namespace {

using geometry::TriangleId;

std::uint64_t key_of(std::int64_t x, std::int64_t y, std::int64_t z)
{
    constexpr std::uint64_t mask = (1u << 21) - 1;
    return (std::uint64_t(x) & mask) | (std::uint64_t(y) & mask) << 21 |
           (std::uint64_t(z) & mask) << 42;
}

glm::dvec3 centroid(const geometry::Mesh& mesh, TriangleId triangle)
{
    const auto [a, b, c] = mesh.corners(triangle);
    return (a + b + c) / 3.0;
}

/// Sets of triangles that are joined one by one.
class Joined {
public:
    explicit Joined(std::size_t count)
        : parent_(count)
    {
        std::iota(parent_.begin(), parent_.end(), std::size_t(0));
    }
    std::size_t root(std::size_t i)
    {
        while (parent_[i] != i)
            i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void join(std::size_t a, std::size_t b) { parent_[root(a)] = root(b); }

private:
    std::vector<std::size_t> parent_;
};

}  // namespace

MeanNormal::MeanNormal(const geometry::Surface& surface, double largest_radius_mm)
    : surface_(surface)
    , cell_mm_(largest_radius_mm)
{
    for (std::size_t t = 0; t < surface.mesh.triangles.size(); ++t) {
        const glm::dvec3 cell = glm::floor(centroid(surface.mesh, TriangleId(t)) / cell_mm_);
        cells_[key_of(std::int64_t(cell.x), std::int64_t(cell.y), std::int64_t(cell.z))].push_back(
            static_cast<std::uint32_t>(t));
    }
}

std::vector<std::uint32_t> MeanNormal::triangles_around(glm::dvec3 centre) const
{
    std::vector<std::uint32_t> found;
    const glm::dvec3 cell = glm::floor(centre / cell_mm_);
    for (int x = -1; x <= 1; ++x)
        for (int y = -1; y <= 1; ++y)
            for (int z = -1; z <= 1; ++z) {
                const auto here = cells_.find(key_of(
                    std::int64_t(cell.x) + x, std::int64_t(cell.y) + y, std::int64_t(cell.z) + z));
                if (here != cells_.end())
                    found.insert(found.end(), here->second.begin(), here->second.end());
            }
    std::ranges::sort(found);
    return found;
}

glm::dvec3 MeanNormal::at(const geometry::SurfacePoint& place, double radius_mm) const
{
    const geometry::Mesh& mesh = surface_.mesh;
    const glm::dvec3 centre = position(mesh, place);
    const glm::dvec3 own = normal(mesh, place.triangle);
    std::vector<std::uint32_t> disc = triangles_around(centre);
    std::erase_if(disc, [&](std::uint32_t t) {
        if (t == place.triangle.value) return false;
        const glm::dvec3 away = centroid(mesh, TriangleId(t)) - centre;
        return glm::dot(away, away) > radius_mm * radius_mm ||
               glm::dot(normal(mesh, TriangleId(t)), own) <= 0;
    });
    const auto index_of = [&](std::uint32_t t) -> std::size_t {
        const auto at = std::ranges::lower_bound(disc, t);
        return at != disc.end() && *at == t ? std::size_t(at - disc.begin()) : disc.size();
    };
    const std::size_t start = index_of(place.triangle.value);

    Joined joined(disc.size());
    for (std::size_t i = 0; i < disc.size(); ++i)
        for (std::size_t edge = 0; edge < 3; ++edge) {
            const std::int32_t twin = surface_.topology.twin(std::size_t(disc[i]) * 3 + edge);
            if (twin == geometry::Topology::no_twin) continue;
            const std::size_t j = index_of(static_cast<std::uint32_t>(twin / 3));
            if (j < disc.size()) joined.join(i, j);
        }
    glm::dvec3 sum(0);
    for (std::size_t i = 0; i < disc.size(); ++i)
        if (joined.root(i) == joined.root(start))
            sum += normal(mesh, TriangleId(disc[i])) * area_mm2(mesh, TriangleId(disc[i]));
    return glm::normalize(sum);
}

}  // namespace session

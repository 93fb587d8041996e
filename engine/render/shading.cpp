// SPDX-License-Identifier: MIT
// How a place on the skin lies: how much of the sky it sees and where, how it is bent, and how thin
// it is. It makes folds, nostrils and the corners of eyes dark, gives the chin its shadow and lets
// ears glow, which is what lets a stranger read a face.
#include "base/parallel.h"
#include "geometry/bvh.h"
#include "geometry/coarse.h"
#include "render/scene.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace render {
namespace {

constexpr double sky_radius_mm = 90;  // what is farther away shades nothing
constexpr double ear_mm = 4;          // skin and cartilage that lets a third of the light through
constexpr std::size_t ray_budget = 2'000'000;
constexpr int most_rays = 48;
constexpr int rays_inward = 3;

// Larger meshes are looked at coarsely: shade changes slowly, and few rays leave grain.
constexpr std::size_t most_places = 120'000;
constexpr std::size_t coarse_places = 40'000;
constexpr std::size_t coarse_ray_budget = 320'000;
constexpr double coarsest_mm = 3;  // the rim of an ear and the wing of a nose stay apart

/// Directions around +z, as many from each height as light comes from it (cosine-weighted;
/// Hammersley points).
std::vector<glm::dvec3> sky(std::size_t count)
{
    std::vector<glm::dvec3> directions;
    for (std::size_t i = 0; i < count; ++i) {
        double reversed = 0;
        for (std::size_t bit = 0; bit < 32; ++bit)
            if (i >> bit & 1) reversed += std::ldexp(1.0, -int(bit) - 1);
        const double height2 = 1 - (double(i) + 0.5) / double(count);
        const double angle = 2 * std::numbers::pi * reversed;
        const double flat = std::sqrt(1 - height2);
        directions.emplace_back(flat * std::cos(angle), flat * std::sin(angle), std::sqrt(height2));
    }
    return directions;
}

/// Looks around from places on the skin.
class Observer {
public:
    Observer(const geometry::Mesh& scan, std::size_t rays)
        : bvh_(scan)
        , sky_(sky(rays))
    {
    }

    Shading at(glm::dvec3 place, glm::dvec3 normal) const
    {
        const glm::dvec3 other =
            std::abs(normal.x) < 0.6 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 1, 0);
        const glm::dvec3 x = glm::normalize(glm::cross(normal, other));
        const glm::dvec3 y = glm::cross(normal, x);
        const glm::dvec3 start = place + 0.3 * normal;
        double open = 0;
        glm::dvec3 toward = 1e-3 * normal;
        for (const glm::dvec3 d : sky_) {
            const glm::dvec3 direction = d.x * x + d.y * y + d.z * normal;
            const double share = seen_along({start, direction});
            open += share;
            toward += share * direction;
        }
        return {.open = glm::normalize(toward),
                .openness = float(open / double(sky_.size())),
                .thinness = float(thinness_at(place - 0.3 * normal, x, y, -normal))};
    }

private:
    double seen_along(const geometry::Ray& ray) const
    {
        const auto hit = bvh_.cast(ray);
        return hit ? std::sqrt(std::min(hit->distance_mm / sky_radius_mm, 1.0)) : 1.0;
    }

    double thinness_at(glm::dvec3 start, glm::dvec3 x, glm::dvec3 y, glm::dvec3 inward) const
    {
        double sum = 0;
        for (int i = 0; i < rays_inward; ++i) {
            const double angle = 2 * std::numbers::pi * i / rays_inward;
            const glm::dvec3 aside = 0.35 * (std::cos(angle) * x + std::sin(angle) * y);
            const auto hit = bvh_.cast({start, glm::normalize(inward + aside)});
            if (hit) sum += std::exp(-hit->distance_mm / ear_mm);
        }
        return sum / rays_inward;
    }

    geometry::Bvh bvh_;
    std::vector<glm::dvec3> sky_;
};

/// Mean of how much the normal turns along the edges around a vertex.
std::vector<float> curvatures_of(const geometry::Mesh& mesh, const std::vector<glm::vec3>& normals)
{
    std::vector<float> sums(mesh.positions.size()), counts(mesh.positions.size());
    const auto add_edge = [&](std::uint32_t a, std::uint32_t b) {
        const glm::vec3 along = mesh.positions[b] - mesh.positions[a];
        const float length2 = glm::dot(along, along);
        if (length2 <= 0) return;
        const float bend = glm::dot(normals[b] - normals[a], along) / length2;
        sums[a] += bend, counts[a] += 1;
        sums[b] += bend, counts[b] += 1;
    };
    for (const glm::uvec3 t : mesh.triangles)
        for (int corner = 0; corner < 3; ++corner)
            add_edge(t[corner], t[(corner + 1) % 3]);
    for (std::size_t i = 0; i < sums.size(); ++i)
        sums[i] /= std::max(counts[i], 1.0f);
    return sums;
}

/// One round of averaging with the neighbours: few rays leave grain.
std::vector<Shading> smoothed(const std::vector<Shading>& values, const geometry::Mesh& mesh)
{
    std::vector<Shading> sums = values;
    std::vector<float> weights(values.size(), 1.0f);
    const auto add = [](Shading& sum, const Shading& one, float weight) {
        sum.open += weight * one.open;
        sum.openness += weight * one.openness;
        sum.curvature += weight * one.curvature;
        sum.thinness += weight * one.thinness;
    };
    for (const glm::uvec3 t : mesh.triangles)
        for (int corner = 0; corner < 3; ++corner) {
            add(sums[t[corner]], values[t[(corner + 1) % 3]], 0.5f);
            add(sums[t[corner]], values[t[(corner + 2) % 3]], 0.5f);
            weights[t[corner]] += 1;
        }
    for (std::size_t i = 0; i < sums.size(); ++i) {
        Shading& sum = sums[i];
        sum = {.open = glm::normalize(sum.open + glm::vec3(0, 0, 1e-6f)),
               .openness = sum.openness / weights[i],
               .curvature = sum.curvature / weights[i],
               .thinness = sum.thinness / weights[i]};
    }
    return sums;
}

/// Looks around from each vertex, with about so many rays in all.
std::vector<Shading>
observed(const geometry::Mesh& mesh, const std::vector<glm::vec3>& normals, std::size_t rays)
{
    const std::size_t count = mesh.positions.size();
    const Observer observer(
        mesh, std::clamp<std::size_t>(rays / std::max<std::size_t>(count, 1), 6, most_rays));
    const std::vector<float> curvatures = curvatures_of(mesh, normals);
    std::vector<Shading> shading(count);
    base::parallel_for(count, 2048, 0, [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t i = begin; i < end; ++i) {
            if (normals[i] == glm::vec3(0)) continue;  // no triangle is left around it
            shading[i] = observer.at(mesh.positions[i], normals[i]);
            shading[i].curvature = curvatures[i];
        }
    });
    return smoothed(smoothed(shading, mesh), mesh);
}

/// What the coarse vertices around a place see, most of all those that face as it does.
Shading between(const geometry::CoarseMesh& coarse,
                const std::vector<Shading>& shading,
                const std::vector<glm::vec3>& normals,
                glm::vec3 place,
                glm::vec3 normal)
{
    Shading sum{.open = 1e-6f * normal, .openness = 0};
    float weights = 0;
    for (const auto& [vertex, share] : coarse.around(place)) {
        if (vertex == geometry::CoarseMesh::none || normals[vertex] == glm::vec3(0)) continue;
        const Shading& one = shading[vertex];
        const float weight = share * std::max(glm::dot(normal, normals[vertex]), 0.02f) + 1e-6f;
        sum.open += weight * one.open;
        sum.openness += weight * one.openness;
        sum.curvature += weight * one.curvature;
        sum.thinness += weight * one.thinness;
        weights += weight;
    }
    if (weights == 0) return {.open = normal};
    return {.open = glm::normalize(sum.open),
            .openness = sum.openness / weights,
            .curvature = sum.curvature / weights,
            .thinness = sum.thinness / weights};
}

}  // namespace

std::vector<Shading> shading_of(const geometry::Mesh& scan, const std::vector<glm::vec3>& normals)
{
    const std::size_t count = scan.positions.size();
    if (count <= most_places) return observed(scan, normals, ray_budget);
    const geometry::CoarseMesh coarse(
        scan, std::min(geometry::cell_mm_for(scan, coarse_places), coarsest_mm));
    const std::vector<glm::vec3> coarse_normals = geometry::vertex_normals(coarse.mesh());
    const std::vector<Shading> seen = observed(coarse.mesh(), coarse_normals, coarse_ray_budget);
    std::vector<Shading> shading(count);
    base::parallel_for(count, 8192, 0, [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t i = begin; i < end; ++i)
            shading[i] = between(coarse, seen, coarse_normals, scan.positions[i], normals[i]);
    });
    return shading;
}

}  // namespace render

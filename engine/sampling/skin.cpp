// SPDX-License-Identifier: MIT
#include "sampling/skin.h"

#include <atomic>
#include <cmath>
#include <utility>

namespace sampling {
namespace {

using geometry::TriangleId;

SkinMetric metric_of(const geometry::Mesh& mesh)
{
    return build_skin_metric(mesh, geometry::Topology(mesh));
}

std::uint64_t next_serial()
{
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
}

}  // namespace

Skin::Skin(const geometry::Mesh& scan, const geometry::Surface& surface)
    : serial_(next_serial())
    , scan_(scan)
    , surface_(surface)
    , metric_(metric_of(canonical(scan, surface.order)))
{
    gather_vertices();
}

void Skin::gather_vertices()
{
    const std::size_t triangles = metric_.triangle_count();
    std::vector<std::uint32_t> last_seen_on(surface_.mesh.positions.size(), UINT32_MAX);
    first_vertex_.reserve(triangles + 1);
    for (std::uint32_t t = 0; t < triangles; ++t) {
        first_vertex_.push_back(static_cast<std::uint32_t>(vertices_.size()));
        for (const std::uint32_t piece : pieces_of(t))
            for (int corner = 0; corner < 3; ++corner) {
                const std::uint32_t vertex = surface_.mesh.triangles[piece][corner];
                if (std::exchange(last_seen_on[vertex], t) != t) vertices_.push_back(vertex);
            }
    }
    first_vertex_.push_back(static_cast<std::uint32_t>(vertices_.size()));
}

std::array<glm::ivec3, 3> Skin::corner_weights(std::uint32_t triangle, std::uint32_t piece) const
{
    std::array<glm::ivec3, 3> corners = surface_.corner_weights[piece];
    for (glm::ivec3& weights : corners)
        weights = surface_.order.corners_on_canonical(TriangleId(triangle), weights);
    return corners;
}

SkinPlace Skin::on_scan(const SkinPlace& place) const
{
    const TriangleId triangle(place.triangle);
    return {surface_.order.scan_triangle[place.triangle].value,
            surface_.order.corners_on_scan(triangle, place.weights)};
}

geometry::SurfacePoint Skin::point_on_scan(const SkinPlace& place) const
{
    const SkinPlace there = on_scan(place);
    return {geometry::TriangleId(there.triangle),
            glm::dvec3(there.weights) / double(shared::weight_one)};
}

SkinPlace Skin::from_scan(const SkinPlace& place) const
{
    const TriangleId triangle = surface_.order.canonical_triangle[place.triangle];
    return {triangle.value, surface_.order.corners_on_canonical(triangle, place.weights)};
}

SkinPlace Skin::from_scan(const geometry::SurfacePoint& on_scan) const
{
    const geometry::SurfacePoint place = surface_.order.on_canonical(on_scan);
    const auto y = static_cast<int>(std::lround(place.weights.y * shared::weight_one));
    const auto z = static_cast<int>(std::lround(place.weights.z * shared::weight_one));
    return {place.triangle.value, {shared::weight_one - y - z, y, z}};
}

}  // namespace sampling

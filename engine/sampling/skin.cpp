// SPDX-License-Identifier: MIT
#include "sampling/skin.h"

#include <cmath>
#include <utility>

namespace sampling {

Skin::Skin(const geometry::Mesh& scan, const geometry::Surface& surface)
    : scan_(scan)
    , surface_(surface)
    , metric_(build_skin_metric(scan, geometry::Topology(scan)))
    , first_piece_(scan.triangles.size() + 1, 0)
{
    for (const geometry::TriangleId source : surface.source)
        ++first_piece_[source.value + 1];
    for (std::size_t t = 0; t < scan.triangles.size(); ++t)
        first_piece_[t + 1] += first_piece_[t];
    gather_vertices();
}

void Skin::gather_vertices()
{
    const std::size_t triangles = first_piece_.size() - 1;
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

std::array<glm::ivec3, 3> Skin::corner_weights(std::uint32_t, std::uint32_t piece) const
{
    return surface_.corner_weights[piece];
}

SkinPlace Skin::on_scan(const SkinPlace& place) const
{
    return place;
}

SkinPlace Skin::from_scan(const SkinPlace& place) const
{
    return place;
}

SkinPlace Skin::from_scan(const geometry::SurfacePoint& place) const
{
    const auto y = static_cast<int>(std::lround(place.weights.y * shared::weight_one));
    const auto z = static_cast<int>(std::lround(place.weights.z * shared::weight_one));
    return from_scan({place.triangle.value, {shared::weight_one - y - z, y, z}});
}

}  // namespace sampling

// SPDX-License-Identifier: MIT
#include "render/clusters.h"

#include "base/parallel.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace render {
namespace {

// Few enough that a close-up leaves out most, so many that a draw call is worth its cost.
constexpr std::size_t triangles_in_a_cluster = 512;

// Rounding must not hide what is seen edge-on.
constexpr float rounding = 1e-3f;
constexpr float rounding_mm = 0.05f;

glm::vec3 across(std::span<const SkinVertex> vertices, glm::uvec3 t)
{
    const glm::vec3 corner = vertices[t.x].position;
    return glm::cross(vertices[t.y].position - corner, vertices[t.z].position - corner);
}

void surround(Cluster& cluster,
              std::span<const SkinVertex> vertices,
              std::span<const glm::uvec3> triangles)
{
    glm::vec3 low(1e30f), high(-1e30f);
    for (const glm::uvec3 t : triangles)
        for (int corner = 0; corner < 3; ++corner) {
            low = glm::min(low, vertices[t[corner]].position);
            high = glm::max(high, vertices[t[corner]].position);
        }
    cluster.centre = 0.5f * (low + high);
    cluster.radius_mm = 0.5f * glm::length(high - low);
}

void find_directions(Cluster& cluster,
                     std::span<const SkinVertex> vertices,
                     std::span<const glm::uvec3> triangles)
{
    glm::vec3 sum(0);
    for (const glm::uvec3 t : triangles)
        sum += across(vertices, t);
    const float length = glm::length(sum);
    if (length <= 0) return;
    const glm::vec3 axis = sum / length;
    float least = 1;
    for (const glm::uvec3 t : triangles) {
        const glm::vec3 normal = across(vertices, t);
        const float size = glm::length(normal);
        // Slivers face anywhere, also after rounding.
        least = size > 1e-6f ? std::min(least, glm::dot(normal, axis) / size) : -1.0f;
    }
    if (least <= 0) return;
    cluster.axis = axis;
    cluster.spread = std::sqrt(std::max(1 - least * least, 0.0f));
}

/// Ten bits of it, with two free places after each.
std::uint32_t spread_out(std::uint32_t ten_bits)
{
    std::uint32_t x = ten_bits & 0x3ff;
    x = (x | x << 16) & 0x030000ff;
    x = (x | x << 8) & 0x0300f00f;
    x = (x | x << 4) & 0x030c30c3;
    x = (x | x << 2) & 0x09249249;
    return x;
}

struct Placed {
    std::uint32_t key;
    std::uint32_t triangle;
};

std::vector<Placed> placed_on_z_curve(std::span<const glm::vec3> positions,
                                      std::span<const glm::uvec3> triangles)
{
    glm::vec3 low(1e30f), high(-1e30f);
    for (const glm::vec3 p : positions)
        low = glm::min(low, p), high = glm::max(high, p);
    const glm::vec3 size = high - low;
    const float scale = 1023 / (3 * std::max({size.x, size.y, size.z, 1e-3f}));
    std::vector<Placed> placed(triangles.size());
    base::parallel_for(
        placed.size(), 1 << 14, 0, [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t i = begin; i < end; ++i) {
                const glm::uvec3 t = triangles[i];
                const glm::vec3 sum = positions[t.x] + positions[t.y] + positions[t.z];
                const glm::uvec3 cell(glm::clamp((sum - 3.0f * low) * scale, 0.0f, 1023.0f));
                placed[i] = {spread_out(cell.x) | spread_out(cell.y) << 1 | spread_out(cell.z) << 2,
                             static_cast<std::uint32_t>(i)};
            }
        });
    return placed;
}

/// By radix, which keeps the order of equal ones.
void sort_by_key(std::vector<Placed>& all)
{
    constexpr unsigned bits = 10;
    std::vector<Placed> other(all.size());
    for (unsigned shift = 0; shift < 3 * bits; shift += bits) {
        const auto digit = [shift](const Placed& one) {
            return one.key >> shift & ((1u << bits) - 1);
        };
        std::array<std::uint32_t, (1u << bits) + 1> first{};
        for (const Placed& one : all)
            ++first[digit(one) + 1];
        std::partial_sum(first.begin(), first.end(), first.begin());
        for (const Placed& one : all)
            other[first[digit(one)]++] = one;
        all.swap(other);
    }
}

}  // namespace

std::vector<std::uint32_t> neighbours_together(std::span<const glm::vec3> positions,
                                               std::span<const glm::uvec3> triangles)
{
    std::vector<Placed> placed = placed_on_z_curve(positions, triangles);
    sort_by_key(placed);
    std::vector<std::uint32_t> order(placed.size());
    std::ranges::transform(placed, order.begin(), &Placed::triangle);
    return order;
}

std::vector<Cluster> clusters_of(std::span<const SkinVertex> vertices,
                                 std::span<const glm::uvec3> triangles)
{
    constexpr std::size_t size = triangles_in_a_cluster;
    std::vector<Cluster> clusters((triangles.size() + size - 1) / size);
    base::parallel_for(clusters.size(), 64, 0, [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t c = begin; c < end; ++c) {
            const auto own =
                triangles.subspan(c * size, std::min(size, triangles.size() - c * size));
            clusters[c].first = static_cast<std::uint32_t>(c * size);
            clusters[c].count = static_cast<std::uint32_t>(own.size());
            surround(clusters[c], vertices, own);
            find_directions(clusters[c], vertices, own);
        }
    });
    return clusters;
}

/// The planes of the picture's sides are sums of the rows of the matrix (Gribb and Hartmann 2001,
/// "Fast Extraction of Viewing Frustum Planes from the World-View-Projection Matrix").
Sight::Sight(const Camera& camera, const Tile& tile)
    : eye_(camera.eye)
{
    Camera shifted = camera;
    shifted.axis_px -= glm::dvec2(tile.origin);
    const glm::mat4 rows =
        glm::transpose(shifted.clip_from_world(tile.size.width, tile.size.height));
    inward_ = {rows[3] + rows[0], rows[3] - rows[0], rows[3] + rows[1], rows[3] - rows[1]};
    for (glm::vec4& plane : inward_)
        plane /= glm::length(glm::vec3(plane));
}

bool Sight::reaches(glm::vec3 centre, float radius_mm) const
{
    return std::ranges::all_of(inward_, [&](const glm::vec4& plane) {
        return glm::dot(plane, glm::vec4(centre, 1)) >= -radius_mm - rounding_mm;
    });
}

bool Sight::shows(const Cluster& cluster, Side side) const
{
    if (!reaches(cluster.centre, cluster.radius_mm)) return false;
    const glm::vec3 to_eye = eye_ - cluster.centre;
    const float most = (cluster.spread + rounding) * glm::length(to_eye) + cluster.radius_mm;
    const float along = glm::dot(to_eye, cluster.axis);
    return side == Side::outer ? along > -most : along < most;
}

}  // namespace render

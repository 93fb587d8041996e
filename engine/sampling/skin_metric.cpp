// SPDX-License-Identifier: MIT
#include "sampling/skin_metric.h"

#include "base/error.h"
#include "shared/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sampling {
namespace {

using shared::ivec2;
using Wide = __int128;

constexpr std::int64_t least_height =
    shared::units_per_um;  // flatter triangles are widened to 1 micrometre
constexpr std::int64_t longest_edge = 500'000ll * shared::units_per_um;
constexpr std::int64_t steepest_ratio = 500;  // of height or foot to edge; above it Q22 overflows

std::vector<glm::ivec3> rounded_positions(const geometry::Mesh& mesh)
{
    std::vector<glm::ivec3> positions;
    positions.reserve(mesh.positions.size());
    for (const glm::vec3& p : mesh.positions) {
        if (std::max({std::abs(p.x), std::abs(p.y), std::abs(p.z)}) > 2000)
            throw base::Error(fmt::format("The scan reaches {:.0f} mm from its origin; points can "
                                          "be placed within 2000 mm of it.",
                                          std::max({std::abs(p.x), std::abs(p.y), std::abs(p.z)})));
        positions.emplace_back(std::lround(double(p.x) * 1000),
                               std::lround(double(p.y) * 1000),
                               std::lround(double(p.z) * 1000));
    }
    return positions;
}

std::int64_t square_root(Wide x)
{
    auto root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(x)));
    while (Wide(root) * root > x)
        --root;
    while (Wide(root + 1) * (root + 1) <= x)
        ++root;
    return root;
}

/// Length in units, rounded down; at least one.
std::int64_t length(glm::ivec3 a, glm::ivec3 b)
{
    const Wide x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
    return std::max<std::int64_t>(
        1, square_root((x * x + y * y + z * z) * shared::units_per_um * shared::units_per_um));
}

/// The third corner over an edge of length `edge`, by the law of cosines: (foot, height) in units.
std::array<std::int64_t, 2> over_edge(std::int64_t edge, std::int64_t next, std::int64_t previous)
{
    const Wide doubled = Wide(edge) * edge + Wide(previous) * previous - Wide(next) * next;
    const auto foot = static_cast<std::int64_t>(doubled / (2 * edge));
    const Wide height2 = Wide(previous) * previous - Wide(foot) * foot;
    return {foot, std::max(least_height, height2 > 0 ? square_root(height2) : 0)};
}

/// Weight that keeps a place 64 units off an edge of that height.
std::int32_t smallest_weight(std::int64_t height)
{
    const std::int64_t weight = 64ll * shared::weight_one / height + 2;
    return static_cast<std::int32_t>(std::min<std::int64_t>(weight, shared::weight_one / 4));
}

void add_triangle(std::uint32_t t, SkinMetric& skin)
{
    const std::uint32_t* corner = &skin.corner_vertices[3 * t];
    std::array<std::int64_t, 3> lengths{};
    for (int e = 0; e < 3; ++e)
        lengths[e] = length(skin.positions_um[corner[e]], skin.positions_um[corner[(e + 1) % 3]]);
    if (std::ranges::max(lengths) > longest_edge) {
        skin.live_at_first[t] = shared::unfit;
        return;
    }
    for (int e = 0; e < 3; ++e) {
        const std::int64_t edge = lengths[e];
        const auto [foot, height] = over_edge(edge, lengths[(e + 1) % 3], lengths[(e + 2) % 3]);
        if (std::max(std::abs(foot), height) > steepest_ratio * edge)
            skin.live_at_first[t] = shared::unfit;
        const auto in_ratio = [edge](std::int64_t v) {
            const std::int64_t most = steepest_ratio * edge;
            return static_cast<int>((std::clamp(v, -most, most) << shared::unfold_bits) / edge);
        };
        skin.opposites[3 * t + e] = ivec2(in_ratio(foot), in_ratio(height));
        skin.smallest_weights[t] = std::max(skin.smallest_weights[t], smallest_weight(height));
        if (e != 0) continue;
        skin.flat[t] = {ivec2(0), ivec2(int(edge), 0), ivec2(int(foot), int(height))};
        skin.radii[t] = radius_of(skin.flat[t]);
        skin.area[t] =
            static_cast<std::int64_t>((Wide(edge) * height / 2) >> (20 - shared::area_bits));
    }
}

/// Quadrant (0 to 3) of `a` counted counter-clockwise from the direction `zero`.
int quadrant(ivec2 zero, ivec2 a)
{
    const std::int64_t side = shared::cross2(zero, a);
    const std::int64_t ahead = std::int64_t(zero.x) * a.x + std::int64_t(zero.y) * a.y;
    if (side >= 0) return ahead > 0 ? 0 : 1;
    return ahead < 0 ? 2 : 3;
}

/// True if the triangles around the vertex of `corner`, laid flat one by one, fill more than a full
/// turn.
bool has_more_than_a_turn(std::uint32_t corner, const SkinMetric& skin)
{
    const auto before = [](std::uint32_t c) { return c % 3 == 0 ? c + 2 : c - 1; };
    const std::array<ivec2, 3>& flat = skin.flat[corner / 3];
    const std::uint32_t k = corner % 3;
    const ivec2 origin = flat[k];
    const ivec2 start = flat[(k + 1) % 3] - origin;
    ivec2 ray = flat[(k + 2) % 3] - origin;
    int quarters = 0, last = 0;
    std::uint32_t at = corner;
    for (int step = 0; step <= shared::most_fan_steps; ++step) {
        const int now = quadrant(start, ray);
        const int turned = (now - last) & 3;
        quarters += turned == 3 ? -1 : turned;
        last = now;
        at = static_cast<std::uint32_t>(skin.twins[before(at)]);
        if (at == corner) break;
        ray = shared::unfold(skin.opposites[at], ivec2(0), ray);
    }
    const bool past_start = shared::cross2(start, ray) > (shared::norm2(start) >> 20);
    return quarters > 4 || (quarters == 4 && past_start);
}

void classify_vertices(const geometry::Topology& topology, SkinMetric& skin)
{
    std::vector<std::int64_t> a_corner(skin.positions_um.size(), -1);
    for (std::uint32_t h = 0; h < skin.twins.size(); ++h) {
        a_corner[skin.corner_vertices[h]] = h;
        if (skin.twins[h] != geometry::Topology::no_twin) continue;
        skin.vertex_kinds[skin.corner_vertices[h]] |= 2u;
        skin.vertex_kinds[skin.corner_vertices[h % 3 == 2 ? h - 2 : h + 1]] |= 2u;
    }
    for (std::size_t v = 0; v < a_corner.size(); ++v) {
        if (topology.triangles_at(geometry::VertexId(v)).size() >
            std::size_t(shared::most_fan_steps))
            throw base::Error(
                fmt::format("The scan has a vertex with {} triangles around it; {} is the limit.",
                            topology.triangles_at(geometry::VertexId(v)).size(),
                            shared::most_fan_steps));
        const bool border = (skin.vertex_kinds[v] & 2u) != 0;
        if (a_corner[v] >= 0 && !border &&
            has_more_than_a_turn(static_cast<std::uint32_t>(a_corner[v]), skin))
            skin.vertex_kinds[v] |= 1u;
    }
}

}  // namespace

std::int32_t radius_of(const std::array<glm::ivec2, 3>& corners)
{
    const glm::ivec2 centre((corners[0].x + corners[1].x + corners[2].x) / 3,
                            (corners[0].y + corners[1].y + corners[2].y) / 3);
    std::int64_t farthest = 0;
    for (const glm::ivec2& corner : corners)
        farthest = std::max(farthest, shared::norm2(corner - centre));
    return static_cast<std::int32_t>(shared::isqrt_ceil(farthest) + 2);
}

SkinMetric build_skin_metric(const geometry::Mesh& mesh, const geometry::Topology& topology)
{
    const std::size_t triangles = mesh.triangles.size();
    SkinMetric skin;
    skin.positions_um = rounded_positions(mesh);
    skin.vertex_kinds.assign(mesh.positions.size(), 0);
    skin.corner_vertices.reserve(3 * triangles);
    for (const glm::uvec3& t : mesh.triangles)
        skin.corner_vertices.insert(skin.corner_vertices.end(), {t.x, t.y, t.z});
    skin.twins.assign(topology.twins().begin(), topology.twins().end());
    skin.opposites.resize(3 * triangles);
    skin.flat.resize(triangles);
    skin.area.resize(triangles);
    skin.smallest_weights.assign(triangles, 0);
    skin.radii.assign(triangles, 0);
    skin.live_at_first.assign(triangles, shared::never_live);
    for (std::uint32_t t = 0; t < triangles; ++t)
        add_triangle(t, skin);
    classify_vertices(topology, skin);
    return skin;
}

glm::ivec3 SkinMetric::position_um(std::uint32_t triangle, glm::ivec3 weights) const
{
    return shared::weighted3(positions_um[corner_vertices[3 * triangle]],
                             positions_um[corner_vertices[3 * triangle + 1]],
                             positions_um[corner_vertices[3 * triangle + 2]],
                             weights);
}

std::array<glm::ivec2, 3>
flat_from(const SkinMetric& skin, std::uint32_t triangle, glm::ivec3 weights)
{
    const auto& [a, b, c] = skin.flat[triangle];
    const ivec2 source = shared::weighted(a, b, c, weights);
    return {a - source, b - source, c - source};
}

}  // namespace sampling

// SPDX-License-Identifier: MIT
#include "sampling/nearest_skin.h"

#include "sampling/skin_curve.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace sampling {
namespace {

using glm::dvec3;
using glm::ivec3;

/// The place of a triangle nearest to p, as weights (Ericson, Real-Time Collision
/// Detection, 5.1.5).
dvec3 nearest_weights(dvec3 a, dvec3 b, dvec3 c, dvec3 p)
{
    const dvec3 ab = b - a, ac = c - a, ap = p - a, bp = p - b, cp = p - c;
    const double d1 = glm::dot(ab, ap), d2 = glm::dot(ac, ap);
    if (d1 <= 0 && d2 <= 0) return {1, 0, 0};
    const double d3 = glm::dot(ab, bp), d4 = glm::dot(ac, bp);
    if (d3 >= 0 && d4 <= d3) return {0, 1, 0};
    const double vc = d1 * d4 - d3 * d2;
    if (vc <= 0 && d1 >= 0 && d3 <= 0) return {1 - d1 / (d1 - d3), d1 / (d1 - d3), 0};
    const double d5 = glm::dot(ab, cp), d6 = glm::dot(ac, cp);
    if (d6 >= 0 && d5 <= d6) return {0, 0, 1};
    const double vb = d5 * d2 - d1 * d6;
    if (vb <= 0 && d2 >= 0 && d6 <= 0) return {1 - d2 / (d2 - d6), 0, d2 / (d2 - d6)};
    const double va = d3 * d6 - d5 * d4;
    if (va <= 0 && d4 >= d3 && d5 >= d6) {
        const double w = (d4 - d3) / ((d4 - d3) + (d5 - d6));
        return {0, 1 - w, w};
    }
    const double sum = va + vb + vc;
    return {va / sum, vb / sum, vc / sum};
}

ivec3 whole_weights(dvec3 weights)
{
    const int y = static_cast<int>(std::floor(weights.y * shared::weight_one + 0.5));
    const int z = std::min(static_cast<int>(std::floor(weights.z * shared::weight_one + 0.5)),
                           shared::weight_one - y);
    return {shared::weight_one - y - z, y, z};
}

ivec3 cube_around(dvec3 position_mm, double cube_mm)
{
    return ivec3(glm::floor(position_mm / cube_mm));
}

std::uint32_t key_of(ivec3 cube)
{
    return shared::mixed4(static_cast<std::uint32_t>(cube.x),
                          static_cast<std::uint32_t>(cube.y),
                          static_cast<std::uint32_t>(cube.z),
                          0);
}

void for_each_cube(ivec3 low, ivec3 high, auto&& visit)
{
    for (int z = low.z; z <= high.z; ++z)
        for (int y = low.y; y <= high.y; ++y)
            for (int x = low.x; x <= high.x; ++x)
                visit(ivec3(x, y, z));
}

}  // namespace

NearestSkin::NearestSkin(const SkinMetric& skin,
                         std::span<const std::uint32_t> triangles,
                         double within_mm)
    : skin_(skin)
    , within_mm_(within_mm)
    , cube_mm_(std::max(2.0, within_mm))
{
    for (const std::uint32_t t : triangles) {
        dvec3 low(1e300), high(-1e300);
        for (std::uint32_t k = 0; k < 3; ++k) {
            const dvec3 corner = dvec3(skin.positions_um[skin.corner_vertices[3 * t + k]]) / 1000.0;
            low = glm::min(low, corner);
            high = glm::max(high, corner);
        }
        for_each_cube(cube_around(low, cube_mm_), cube_around(high, cube_mm_), [&](ivec3 cube) {
            filed_.push_back({key_of(cube), t});
        });
    }
    std::ranges::sort(filed_);
}

std::optional<SkinPlace> NearestSkin::to(dvec3 position_mm) const
{
    const dvec3 p = position_mm * 1000.0;
    double least = within_mm_ * 1000;
    std::optional<SkinPlace> nearest;
    const auto look_in = [&](ivec3 cube) {
        for (const Filed& filed :
             std::ranges::equal_range(filed_, key_of(cube), {}, &Filed::cube)) {
            const std::uint32_t* corner = &skin_.corner_vertices[3 * filed.triangle];
            const SkinPlace place{
                filed.triangle,
                whole_weights(nearest_weights(dvec3(skin_.positions_um[corner[0]]),
                                              dvec3(skin_.positions_um[corner[1]]),
                                              dvec3(skin_.positions_um[corner[2]]),
                                              p))};
            const double distance = glm::distance(exact_position_um(skin_, place), p);
            if (distance > least) continue;
            if (distance == least && nearest && nearest->triangle <= filed.triangle) continue;
            least = distance;
            nearest = place;
        }
    };
    for_each_cube(cube_around(position_mm - within_mm_, cube_mm_),
                  cube_around(position_mm + within_mm_, cube_mm_),
                  look_in);
    return nearest;
}

}  // namespace sampling

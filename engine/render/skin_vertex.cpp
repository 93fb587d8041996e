// SPDX-License-Identifier: MIT
#include "render/skin_vertex.h"

#include "shared/scene.h"

#include <glm/common.hpp>
#include <glm/vec2.hpp>

#include <algorithm>
#include <cmath>

namespace render {
namespace {

/// -1 to 1 as Vulkan's SNORM has it.
std::int16_t snorm(float value)
{
    return std::int16_t(std::lround(std::clamp(value, -1.0f, 1.0f) * 32767));
}

/// A unit vector on the unfolded octahedron; skin.glsl folds it back.
glm::vec2 folded(glm::vec3 v)
{
    v /= std::abs(v.x) + std::abs(v.y) + std::abs(v.z);
    if (v.z >= 0) return {v.x, v.y};
    return {std::copysign(1 - std::abs(v.y), v.x), std::copysign(1 - std::abs(v.x), v.y)};
}

SkinVertex packed_one(const Skin& skin, std::size_t i)
{
    const Shading& shading = skin.shading[i];
    const glm::vec2 normal = folded(skin.normals[i]);
    return {.position = skin.positions[i],
            .shape = {snorm(normal.x),
                      snorm(normal.y),
                      snorm(shading.curvature * shared::curvature_scale_mm),
                      snorm(shading.thinness)},
            .sky = {snorm(shading.open.x),
                    snorm(shading.open.y),
                    snorm(shading.open.z),
                    snorm(shading.openness)},
            .tint = skin.colours.empty() ? glm::u8vec4(0) : glm::u8vec4(skin.colours[i], 255)};
}

}  // namespace

std::vector<SkinVertex> packed(const Skin& skin, std::size_t first)
{
    std::vector<SkinVertex> vertices;
    vertices.reserve(skin.positions.size() - first);
    for (std::size_t i = first; i < skin.positions.size(); ++i)
        vertices.push_back(packed_one(skin, i));
    return vertices;
}

std::vector<SkinVertex> packed(const Skin& skin, std::span<const std::uint32_t> vertices)
{
    std::vector<SkinVertex> some;
    some.reserve(vertices.size());
    for (const std::uint32_t vertex : vertices)
        some.push_back(packed_one(skin, vertex));
    return some;
}

}  // namespace render

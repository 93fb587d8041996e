// SPDX-License-Identifier: MIT
// A vertex of the skin as the shaders get it, packed: large scans have millions.
#pragma once

#include "render/scene.h"

#include <glm/gtc/type_precision.hpp>

#include <array>
#include <cstdint>
#include <span>

namespace render {

struct SkinVertex {
    glm::vec3 position;
    std::array<std::int16_t, 4> shape;  // the normal folded into two, curvature, thinness
    std::array<std::int16_t, 4> sky;    // towards the open sky, openness
    glm::u8vec4 tint;  // the scan's own colour there, sRGB; its fourth is 0 where there is none
};
static_assert(sizeof(SkinVertex) == 32);

/// The vertices from `first` on.
std::vector<SkinVertex> packed(const Skin& skin, std::size_t first);
/// Those with these numbers.
std::vector<SkinVertex> packed(const Skin& skin, std::span<const std::uint32_t> vertices);

}  // namespace render

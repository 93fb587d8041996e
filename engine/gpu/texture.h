// SPDX-License-Identifier: MIT
// A picture that shaders sample from.
#pragma once

#include "gpu/image.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace gpu {

struct TextureSettings {
    std::string_view name;
    Extent extent;
    /// RGBA, rows from the top; behind the first level those that are half as large, and so on.
    std::span<const std::span<const std::uint8_t>> levels;
    VkFormat format = VK_FORMAT_R8G8B8A8_UNORM;
};

/// Ready to be read by a fragment shader.
Image texture_of(Device& device, const TextureSettings& settings);

/// Of one level.
inline Image
texture_of(Device& device, std::string_view name, Extent extent, std::span<const std::uint8_t> rgba)
{
    return texture_of(device, {name, extent, std::span(&rgba, 1)});
}

}  // namespace gpu

// SPDX-License-Identifier: MIT
// The scene's shaders, made ready once.
#pragma once

#include "gpu/pipeline.h"

namespace render {

inline constexpr VkFormat colour_format = VK_FORMAT_R8G8B8A8_UNORM;
inline constexpr VkFormat depth_format = VK_FORMAT_D32_SFLOAT;

struct ScenePipelines {
    gpu::DrawPipeline backdrop;
    gpu::DrawPipeline skin;
    gpu::DrawPipeline inside;
    gpu::DrawPipeline seam;
    gpu::DrawPipeline zone;
    gpu::DrawPipeline needle;
    gpu::DrawPipeline speck;
    gpu::DrawPipeline overlay;

    ScenePipelines(gpu::Device& device, std::uint32_t samples);
};

}  // namespace render

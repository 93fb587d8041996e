// SPDX-License-Identifier: MIT
// The scene's shaders, made ready once.
#pragma once

#include "gpu/pipeline.h"

#include <optional>

namespace render {

inline constexpr VkFormat colour_format = VK_FORMAT_R8G8B8A8_UNORM;
inline constexpr VkFormat depth_format = VK_FORMAT_D32_SFLOAT;

/// Of skin with a picture on it.
struct PicturePipelines {
    gpu::DrawPipeline skin;
    gpu::DrawPipeline seam;
    bool repeats;  // the picture, beyond its edges
};

struct ScenePipelines {
    gpu::DrawPipeline backdrop;
    gpu::DrawPipeline skin;
    gpu::DrawPipeline inside;
    gpu::DrawPipeline seam;
    gpu::DrawPipeline zone;
    gpu::DrawPipeline needle;
    gpu::DrawPipeline speck;
    gpu::DrawPipeline overlay;
    std::optional<PicturePipelines> picture;  // once a scan has one

    ScenePipelines(gpu::Device& device, std::uint32_t samples);
    void make_ready_for_picture(gpu::Device& device, std::uint32_t samples, bool repeats);
};

}  // namespace render

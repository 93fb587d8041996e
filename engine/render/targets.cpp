// SPDX-License-Identifier: MIT
#include "render/targets.h"

#include "render/scene_pipelines.h"

namespace render {
namespace {

constexpr VkImageUsageFlags copied =
    VK_IMAGE_USAGE_TRANSFER_SRC_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;

}  // namespace

Targets::Targets(gpu::Device& device, gpu::Extent size, std::uint32_t samples)
    : depth(device,
            {.name = "scene depth",
             .extent = size,
             .format = depth_format,
             .samples = samples,
             .use = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT | copied})
    , picture(device,
              {.name = "picture",
               .extent = size,
               .format = colour_format,
               .samples = 1,
               .use = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | copied})
{
    if (samples > 1)
        several.emplace(device,
                        gpu::ImageSettings{.name = "scene colour",
                                           .extent = size,
                                           .format = colour_format,
                                           .samples = samples,
                                           .use = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | copied});
}

Targets& fitting(std::optional<Targets>& targets,
                 gpu::Device& device,
                 gpu::Extent size,
                 std::uint32_t samples)
{
    if (!targets || targets->picture.extent() != size || targets->samples() != samples) {
        targets.reset();  // first, so that both are never there
        targets.emplace(device, size, samples);
    }
    return *targets;
}

}  // namespace render

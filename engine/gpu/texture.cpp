// SPDX-License-Identifier: MIT
#include "gpu/texture.h"

#include "base/error.h"
#include "gpu/commands.h"

#include <vector>

namespace gpu {

Image texture_of(Device& device, const TextureSettings& settings)
{
    const auto [width, height] = settings.extent;
    base::check(!settings.levels.empty() &&
                    settings.levels.front().size() == std::size_t(width) * height * 4,
                "a texture has four bytes a pixel");
    Image image(device,
                {.name = settings.name,
                 .extent = settings.extent,
                 .format = settings.format,
                 .levels = std::uint32_t(settings.levels.size()),
                 .use = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT});
    Commands commands(device);
    commands.transition(
        image, {.to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL}, nothing, transfer_writes);
    std::vector<Buffer> staged;
    for (const std::span<const std::uint8_t> level : settings.levels) {
        staged.push_back(buffer_of(device, level, settings.name, 0));
        commands.copy(staged.back(), image, std::uint32_t(staged.size()) - 1);
    }
    commands.transition(image,
                        {.from = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                         .to = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL},
                        transfer_writes,
                        texture_reads);
    commands.submit_and_wait();
    return image;
}

}  // namespace gpu

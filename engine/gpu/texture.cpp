// SPDX-License-Identifier: MIT
#include "gpu/texture.h"

#include "base/error.h"
#include "gpu/commands.h"

namespace gpu {

Image texture_of(Device& device,
                 std::string_view name,
                 Extent extent,
                 std::span<const std::uint8_t> rgba)
{
    base::check(rgba.size() == std::size_t(extent.width) * extent.height * 4,
                "a texture has four bytes a pixel");
    const Buffer staging = buffer_of(device, rgba, name, 0);
    Image image(device,
                {.name = name,
                 .extent = extent,
                 .use = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT});
    Commands commands(device);
    commands.transition(
        image, {.to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL}, nothing, transfer_writes);
    commands.copy(staging, image);
    commands.transition(image,
                        {.from = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                         .to = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL},
                        transfer_writes,
                        texture_reads);
    commands.submit_and_wait();
    return image;
}

}  // namespace gpu

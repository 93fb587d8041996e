// SPDX-License-Identifier: MIT
// The drawing half of Commands.
#include "gpu/commands.h"

#include "base/error.h"

namespace gpu {

void Commands::begin_drawing(const Target& target)
{
    VkRenderingAttachmentInfo colour{VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO};
    colour.imageView = target.colour->view();
    colour.imageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
    colour.loadOp = target.keeps_colour ? VK_ATTACHMENT_LOAD_OP_LOAD : VK_ATTACHMENT_LOAD_OP_CLEAR;
    colour.storeOp = VK_ATTACHMENT_STORE_OP_STORE;
    if (target.resolved) {
        colour.resolveMode = VK_RESOLVE_MODE_AVERAGE_BIT;
        colour.resolveImageView = target.resolved->view();
        colour.resolveImageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
        colour.storeOp = VK_ATTACHMENT_STORE_OP_DONT_CARE;
    }
    VkRenderingAttachmentInfo depth{VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO};
    depth.loadOp = target.keeps_depth ? VK_ATTACHMENT_LOAD_OP_LOAD : VK_ATTACHMENT_LOAD_OP_CLEAR;
    depth.storeOp =
        target.leaves_depth ? VK_ATTACHMENT_STORE_OP_STORE : VK_ATTACHMENT_STORE_OP_DONT_CARE;
    depth.clearValue.depthStencil.depth = 1;
    const auto [width, height] = target.colour->extent();
    VkRenderingInfo drawing{VK_STRUCTURE_TYPE_RENDERING_INFO};
    drawing.renderArea = target.part.value_or(VkRect2D{{0, 0}, {width, height}});
    drawing.layerCount = 1;
    drawing.colorAttachmentCount = 1;
    drawing.pColorAttachments = &colour;
    if (target.depth) {
        depth.imageView = target.depth->view();
        depth.imageLayout = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL;
        drawing.pDepthAttachment = &depth;
    }
    vkCmdBeginRendering(commands_, &drawing);
    const VkViewport viewport{0, 0, float(width), float(height), 0, 1};
    vkCmdSetViewport(commands_, 0, 1, &viewport);
    vkCmdSetScissor(commands_, 0, 1, &drawing.renderArea);
}

void Commands::vertices(std::initializer_list<const Buffer*> buffers)
{
    std::vector<VkBuffer> handles;
    for (const Buffer* buffer : buffers)
        handles.push_back(buffer->handle());
    const std::vector<VkDeviceSize> offsets(handles.size(), 0);
    vkCmdBindVertexBuffers(
        commands_, 0, static_cast<std::uint32_t>(handles.size()), handles.data(), offsets.data());
}

void Commands::draw(std::uint32_t vertices, std::uint32_t instances)
{
    vkCmdDraw(commands_, vertices, instances, 0, 0);
}

void Commands::draw_indexed(const Buffer& indices, std::uint32_t count, std::uint32_t instances)
{
    base::check(count * sizeof(std::uint32_t) <= indices.bytes(), "indices lie in their buffer");
    vkCmdBindIndexBuffer(commands_, indices.handle(), 0, VK_INDEX_TYPE_UINT32);
    vkCmdDrawIndexed(commands_, count, instances, 0, 0, 0);
}

void Commands::draw_part(const Buffer& indices, std::uint32_t first, std::uint32_t count)
{
    base::check((std::size_t(first) + count) * sizeof(std::uint32_t) <= indices.bytes(),
                "indices lie in their buffer");
    vkCmdBindIndexBuffer(commands_, indices.handle(), 0, VK_INDEX_TYPE_UINT32);
    vkCmdDrawIndexed(commands_, count, 1, first, 0, 0);
}

void Commands::clip_to(const VkRect2D& rectangle)
{
    vkCmdSetScissor(commands_, 0, 1, &rectangle);
}

void Commands::end_drawing()
{
    vkCmdEndRendering(commands_);
}

}  // namespace gpu

// SPDX-License-Identifier: MIT
#include "gpu/commands.h"

#include "base/error.h"
#include "gpu/result.h"

#include <algorithm>
#include <utility>

namespace gpu {

Commands::Commands(Device& device)
    : device_(&device)
{
    VkCommandPoolCreateInfo pool{VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO};
    pool.flags = VK_COMMAND_POOL_CREATE_TRANSIENT_BIT;
    pool.queueFamilyIndex = device.queue_family();
    expect(vkCreateCommandPool(device.handle(), &pool, nullptr, &pool_), "preparing commands");
    VkCommandBufferAllocateInfo create{VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO};
    create.commandPool = pool_;
    create.commandBufferCount = 1;
    expect(vkAllocateCommandBuffers(device.handle(), &create, &commands_), "preparing commands");
    VkCommandBufferBeginInfo begin{VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO};
    begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
    expect(vkBeginCommandBuffer(commands_, &begin), "preparing commands");
}

Commands::~Commands()
{
    if (pool_)
        device_->retire([device = device_->handle(), pool = pool_] {
            vkDestroyCommandPool(device, pool, nullptr);
        });
}

Commands::Commands(Commands&& other) noexcept
    : device_(other.device_)
    , pool_(std::exchange(other.pool_, VK_NULL_HANDLE))
    , commands_(other.commands_)
    , bound_(other.bound_)
    , submission_(other.submission_)
{
}

void Commands::bind(const Pipeline& pipeline, std::initializer_list<Binding> bindings)
{
    base::check(bindings.size() == pipeline.buffers() + pipeline.textures(),
                "as many bindings as the pipeline declares");
    vkCmdBindPipeline(commands_, pipeline.bind_point(), pipeline.handle());
    bound_ = &pipeline;
    std::vector<VkDescriptorImageInfo> images(bindings.size());
    std::vector<VkWriteDescriptorSet> writes(bindings.size());
    for (std::uint32_t i = 0; i < writes.size(); ++i) {
        const Binding& binding = bindings.begin()[i];
        images[i] = {pipeline.sampler(), binding.view, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
        writes[i].sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET;
        writes[i].dstBinding = i;
        writes[i].descriptorCount = 1;
        writes[i].descriptorType = binding.view ? VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER
                                                : VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
        writes[i].pBufferInfo = &binding.buffer;
        writes[i].pImageInfo = &images[i];
    }
    if (!writes.empty())
        device_->push_descriptors(commands_,
                                  pipeline.bind_point(),
                                  pipeline.layout(),
                                  0,
                                  static_cast<std::uint32_t>(writes.size()),
                                  writes.data());
}

void Commands::push_bytes(std::span<const std::byte> constants)
{
    base::check(bound_ && constants.size() == bound_->push_bytes(),
                "push constants have the size that the bound pipeline declares");
    vkCmdPushConstants(commands_,
                       bound_->layout(),
                       bound_->stages(),
                       0,
                       static_cast<std::uint32_t>(constants.size()),
                       constants.data());
}

void Commands::dispatch(std::uint32_t groups_x, std::uint32_t groups_y, std::uint32_t groups_z)
{
    base::check(std::max({groups_x, groups_y, groups_z}) <= device_->limits().groups_per_dimension,
                "workgroups within the device's limit");
    vkCmdDispatch(commands_, groups_x, groups_y, groups_z);
}

void Commands::dispatch_indirect(const Buffer& groups, std::size_t offset_bytes)
{
    vkCmdDispatchIndirect(commands_, groups.handle(), offset_bytes);
}

void Commands::fill(const Buffer& buffer, std::uint32_t word)
{
    vkCmdFillBuffer(commands_, buffer.handle(), 0, VK_WHOLE_SIZE, word);
}

void Commands::copy(const Buffer& from, const Buffer& to, const CopyPart& part)
{
    base::check(part.from_offset <= from.bytes() && part.to_offset <= to.bytes(),
                "a copy starts inside both buffers");
    const VkBufferCopy region{
        part.from_offset,
        part.to_offset,
        std::min({part.bytes, from.bytes() - part.from_offset, to.bytes() - part.to_offset})};
    vkCmdCopyBuffer(commands_, from.handle(), to.handle(), 1, &region);
}

namespace {

VkBufferImageCopy whole(const Image& image)
{
    VkBufferImageCopy region{};
    region.imageSubresource = {image.aspect(), 0, 0, 1};
    region.imageExtent = {image.extent().width, image.extent().height, 1};
    return region;
}

}  // namespace

void Commands::copy(const Image& from, const Buffer& to)
{
    const VkBufferImageCopy region = whole(from);
    vkCmdCopyImageToBuffer(
        commands_, from.handle(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, to.handle(), 1, &region);
}

void Commands::copy(const Buffer& from, const Image& to, std::uint32_t level)
{
    VkBufferImageCopy region = whole(to);
    region.imageSubresource.mipLevel = level;
    region.imageExtent.width = std::max(region.imageExtent.width >> level, 1u);
    region.imageExtent.height = std::max(region.imageExtent.height >> level, 1u);
    vkCmdCopyBufferToImage(
        commands_, from.handle(), to.handle(), VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &region);
}

void Commands::copy(const Image& from, const Image& to, std::int32_t x, std::int32_t y)
{
    const auto [width, height] = from.extent();
    base::check(x >= 0 && y >= 0 && x + width <= to.extent().width &&
                    y + height <= to.extent().height,
                "the picture lies inside the larger one");
    copy_part(from, to, {{0, 0}, {width, height}}, {x, y});
}

void Commands::copy(const Image& from, const Image& to, const VkRect2D& part)
{
    base::check(from.extent() == to.extent(), "pictures of the same size");
    copy_part(from, to, part, part.offset);
}

void Commands::copy_part(const Image& from,
                         const Image& to,
                         const VkRect2D& part,
                         const VkOffset2D& at)
{
    VkImageCopy region{};
    region.srcSubresource = {from.aspect(), 0, 0, 1};
    region.dstSubresource = {to.aspect(), 0, 0, 1};
    region.srcOffset = {part.offset.x, part.offset.y, 0};
    region.dstOffset = {at.x, at.y, 0};
    region.extent = {part.extent.width, part.extent.height, 1};
    vkCmdCopyImage(commands_,
                   from.handle(),
                   VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                   to.handle(),
                   VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                   1,
                   &region);
}

void Commands::enlarge(const Image& from, const Image& to)
{
    const auto corner = [](const Image& image) {
        return VkOffset3D{
            std::int32_t(image.extent().width), std::int32_t(image.extent().height), 1};
    };
    VkImageBlit region{};
    region.srcSubresource = {from.aspect(), 0, 0, 1};
    region.srcOffsets[1] = corner(from);
    region.dstSubresource = {to.aspect(), 0, 0, 1};
    region.dstOffsets[1] = corner(to);
    vkCmdBlitImage(commands_,
                   from.handle(),
                   VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                   to.handle(),
                   VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                   1,
                   &region,
                   VK_FILTER_LINEAR);
}

void Commands::barrier(const Scope& before, const Scope& after)
{
    VkMemoryBarrier2 memory{VK_STRUCTURE_TYPE_MEMORY_BARRIER_2};
    memory.srcStageMask = before.stage;
    memory.srcAccessMask = before.access;
    memory.dstStageMask = after.stage;
    memory.dstAccessMask = after.access;
    VkDependencyInfo dependency{VK_STRUCTURE_TYPE_DEPENDENCY_INFO};
    dependency.memoryBarrierCount = 1;
    dependency.pMemoryBarriers = &memory;
    vkCmdPipelineBarrier2(commands_, &dependency);
}

void Commands::transition(const Image& image,
                          const Layouts& layouts,
                          const Scope& before,
                          const Scope& after)
{
    VkImageMemoryBarrier2 change{VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2};
    change.srcStageMask = before.stage;
    change.srcAccessMask = before.access;
    change.dstStageMask = after.stage;
    change.dstAccessMask = after.access;
    change.oldLayout = layouts.from;
    change.newLayout = layouts.to;
    change.srcQueueFamilyIndex = change.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
    change.image = image.handle();
    change.subresourceRange = {image.aspect(), 0, VK_REMAINING_MIP_LEVELS, 0, 1};
    VkDependencyInfo dependency{VK_STRUCTURE_TYPE_DEPENDENCY_INFO};
    dependency.imageMemoryBarrierCount = 1;
    dependency.pImageMemoryBarriers = &change;
    vkCmdPipelineBarrier2(commands_, &dependency);
}

void Commands::submit()
{
    base::check(!submission_, "commands are submitted once");
    barrier(
        {VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, VK_ACCESS_2_MEMORY_WRITE_BIT},
        {VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT | VK_PIPELINE_STAGE_2_HOST_BIT,
         VK_ACCESS_2_MEMORY_READ_BIT | VK_ACCESS_2_MEMORY_WRITE_BIT | VK_ACCESS_2_HOST_READ_BIT});
    expect(vkEndCommandBuffer(commands_), "finishing commands");
    submission_ = device_->submit(commands_);
}

bool Commands::done() const
{
    return submission_ && device_->is_done(*submission_);
}

void Commands::wait()
{
    base::check(submission_.has_value(), "commands are submitted before they are waited for");
    device_->wait(*submission_);
}

}  // namespace gpu

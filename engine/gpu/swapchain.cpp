// SPDX-License-Identifier: MIT
#include "gpu/swapchain.h"

#include "base/error.h"
#include "gpu/result.h"

#include <fmt/format.h>

#include <algorithm>

namespace gpu {
namespace {

constexpr std::size_t frames_in_flight = 2;

void change_layout(VkCommandBuffer commands,
                   VkImage image,
                   VkImageLayout from,
                   VkImageLayout to,
                   VkAccessFlags2 before,
                   VkAccessFlags2 after)
{
    VkImageMemoryBarrier2 change{VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2};
    // Transfers wait for the window system, so the change of layout must come after a transfer
    // could have.
    change.srcStageMask = change.dstStageMask = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;
    change.srcAccessMask = before;
    change.dstAccessMask = after;
    change.oldLayout = from;
    change.newLayout = to;
    change.srcQueueFamilyIndex = change.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
    change.image = image;
    change.subresourceRange = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};
    VkDependencyInfo dependency{VK_STRUCTURE_TYPE_DEPENDENCY_INFO};
    dependency.imageMemoryBarrierCount = 1;
    dependency.pImageMemoryBarriers = &change;
    vkCmdPipelineBarrier2(commands, &dependency);
}

VkOffset3D corner_of(Extent extent)
{
    return {static_cast<std::int32_t>(extent.width), static_cast<std::int32_t>(extent.height), 1};
}

}  // namespace

Swapchain::Swapchain(Device& device, const std::function<VkSurfaceKHR(VkInstance)>& make_surface)
    : device_(device)
    , surface_(make_surface(device.instance()))
{
    VkBool32 works = VK_FALSE;
    if (surface_)
        vkGetPhysicalDeviceSurfaceSupportKHR(
            device.physical(), device.queue_family(), surface_, &works);
    if (!works)
        throw base::Error(fmt::format(
            "The graphics device {} cannot draw into a window of this display.", device.name()));
    choose_format();
    while (slots_.size() < frames_in_flight)
        add_slot();
}

Swapchain::~Swapchain()
{
    drop_frames();
    for (const Slot& slot : slots_) {
        vkDestroySemaphore(device_.handle(), slot.acquired, nullptr);
        vkDestroyCommandPool(device_.handle(), slot.pool, nullptr);
    }
    vkDestroySwapchainKHR(device_.handle(), chain_, nullptr);
    vkDestroySurfaceKHR(device_.instance(), surface_, nullptr);
}

/// Plain bytes: our pictures are sRGB already, and an sRGB format would encode them twice.
void Swapchain::choose_format()
{
    std::uint32_t count = 0;
    vkGetPhysicalDeviceSurfaceFormatsKHR(device_.physical(), surface_, &count, nullptr);
    std::vector<VkSurfaceFormatKHR> formats(count);
    vkGetPhysicalDeviceSurfaceFormatsKHR(device_.physical(), surface_, &count, formats.data());
    const auto plain = std::ranges::find_if(formats, [](const VkSurfaceFormatKHR& format) {
        return format.format == VK_FORMAT_B8G8R8A8_UNORM ||
               format.format == VK_FORMAT_R8G8B8A8_UNORM;
    });
    if (plain == formats.end())
        throw base::Error(
            "The display offers no colours of 8 bits that pictures can be copied to.");
    format_ = *plain;
}

VkSemaphore Swapchain::semaphore() const
{
    const VkSemaphoreCreateInfo create{VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO};
    VkSemaphore made = VK_NULL_HANDLE;
    expect(vkCreateSemaphore(device_.handle(), &create, nullptr, &made), "preparing the window");
    return made;
}

void Swapchain::add_slot()
{
    Slot& slot = slots_.emplace_back();
    VkCommandPoolCreateInfo pool{VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO};
    pool.flags = VK_COMMAND_POOL_CREATE_TRANSIENT_BIT;
    pool.queueFamilyIndex = device_.queue_family();
    expect(vkCreateCommandPool(device_.handle(), &pool, nullptr, &slot.pool),
           "preparing the window");
    VkCommandBufferAllocateInfo create{VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO};
    create.commandPool = slot.pool;
    create.commandBufferCount = 1;
    expect(vkAllocateCommandBuffers(device_.handle(), &create, &slot.commands),
           "preparing the window");
    slot.acquired = semaphore();
}

/// After everything that was submitted and presented.
void Swapchain::drop_frames()
{
    vkDeviceWaitIdle(device_.handle());
    for (const Frame& frame : frames_)
        vkDestroySemaphore(device_.handle(), frame.ready, nullptr);
    frames_.clear();
}

void Swapchain::fit(Extent window)
{
    drop_frames();
    VkSurfaceCapabilitiesKHR can{};
    expect(vkGetPhysicalDeviceSurfaceCapabilitiesKHR(device_.physical(), surface_, &can),
           "asking the window for its size");
    const auto within = [](std::uint32_t wish, std::uint32_t low, std::uint32_t high) {
        return std::max(low, std::min(wish, high));
    };
    extent_ = {within(window.width, can.minImageExtent.width, can.maxImageExtent.width),
               within(window.height, can.minImageExtent.height, can.maxImageExtent.height)};
    VkSwapchainCreateInfoKHR create{VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR};
    create.surface = surface_;
    create.minImageCount = can.minImageCount + 1;
    if (can.maxImageCount > 0)
        create.minImageCount = std::min(create.minImageCount, can.maxImageCount);
    create.imageFormat = format_.format;
    create.imageColorSpace = format_.colorSpace;
    create.imageExtent = {extent_.width, extent_.height};
    create.imageArrayLayers = 1;
    create.imageUsage = VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    create.preTransform = can.currentTransform;
    create.compositeAlpha = can.supportedCompositeAlpha & VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR
                                ? VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR
                                : VK_COMPOSITE_ALPHA_INHERIT_BIT_KHR;
    create.presentMode = VK_PRESENT_MODE_FIFO_KHR;
    create.clipped = VK_TRUE;
    create.oldSwapchain = chain_;
    VkSwapchainKHR made = VK_NULL_HANDLE;
    const VkResult result = vkCreateSwapchainKHR(device_.handle(), &create, nullptr, &made);
    vkDestroySwapchainKHR(device_.handle(), chain_, nullptr);
    chain_ = made;
    expect(result,
           fmt::format("fitting the window's {} x {} pixels", extent_.width, extent_.height));
    std::uint32_t count = 0;
    vkGetSwapchainImagesKHR(device_.handle(), chain_, &count, nullptr);
    std::vector<VkImage> images(count);
    vkGetSwapchainImagesKHR(device_.handle(), chain_, &count, images.data());
    for (const VkImage image : images)
        frames_.push_back({image, semaphore()});
    fitted_to_ = window;
    stale_ = false;
}

bool Swapchain::show(const Image& picture, Extent window)
{
    base::check(window.width > 0 && window.height > 0, "the window has pixels");
    if (stale_ || window != fitted_to_) fit(window);
    Slot& slot = slots_[turn_ % slots_.size()];
    device_.wait(slot.submission);
    std::uint32_t frame = 0;
    const VkResult acquired = vkAcquireNextImageKHR(
        device_.handle(), chain_, UINT64_MAX, slot.acquired, VK_NULL_HANDLE, &frame);
    if (acquired == VK_ERROR_OUT_OF_DATE_KHR) {
        stale_ = true;
        return false;
    }
    stale_ = acquired == VK_SUBOPTIMAL_KHR;
    if (!stale_) expect(acquired, "asking the window for a picture");
    record(slot, frames_[frame].image, picture);
    slot.submission = device_.submit(slot.commands, {slot.acquired, frames_[frame].ready});
    ++turn_;
    return present(frame);
}

void Swapchain::record(const Slot& slot, VkImage target, const Image& picture) const
{
    expect(vkResetCommandPool(device_.handle(), slot.pool, 0), "preparing a picture");
    VkCommandBufferBeginInfo begin{VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO};
    begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
    expect(vkBeginCommandBuffer(slot.commands, &begin), "preparing a picture");
    change_layout(slot.commands,
                  target,
                  VK_IMAGE_LAYOUT_UNDEFINED,
                  VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                  VK_ACCESS_2_NONE,
                  VK_ACCESS_2_TRANSFER_WRITE_BIT);
    // A blit, for it changes the order of the colours, and stretches while the window is pulled.
    VkImageBlit region{};
    region.srcSubresource = region.dstSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
    region.srcOffsets[1] = corner_of(picture.extent());
    region.dstOffsets[1] = corner_of(extent_);
    vkCmdBlitImage(slot.commands,
                   picture.handle(),
                   VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                   target,
                   VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                   1,
                   &region,
                   VK_FILTER_NEAREST);
    change_layout(slot.commands,
                  target,
                  VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                  VK_IMAGE_LAYOUT_PRESENT_SRC_KHR,
                  VK_ACCESS_2_TRANSFER_WRITE_BIT,
                  VK_ACCESS_2_NONE);
    expect(vkEndCommandBuffer(slot.commands), "preparing a picture");
}

bool Swapchain::present(std::uint32_t frame)
{
    VkPresentInfoKHR present{VK_STRUCTURE_TYPE_PRESENT_INFO_KHR};
    present.waitSemaphoreCount = 1;
    present.pWaitSemaphores = &frames_[frame].ready;
    present.swapchainCount = 1;
    present.pSwapchains = &chain_;
    present.pImageIndices = &frame;
    const VkResult result = vkQueuePresentKHR(device_.queue(), &present);
    if (result == VK_ERROR_OUT_OF_DATE_KHR || result == VK_SUBOPTIMAL_KHR) {
        stale_ = true;
        return result == VK_SUBOPTIMAL_KHR;
    }
    expect(result, "showing a picture");
    return true;
}

}  // namespace gpu

// SPDX-License-Identifier: MIT
#include "gpu/image.h"

#include "base/error.h"
#include "gpu/memory.h"
#include "gpu/result.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace gpu {
namespace {

bool is_depth(VkFormat format)
{
    return format == VK_FORMAT_D32_SFLOAT || format == VK_FORMAT_D16_UNORM;
}

void refuse_too_large(const Device& device, const ImageSettings& settings)
{
    const std::uint32_t side = std::max(settings.extent.width, settings.extent.height);
    if (side > device.limits().image_side)
        throw base::Error(fmt::format("A picture of {} x {} pixels is too large: the graphics "
                                      "device {} allows {} on a side.",
                                      settings.extent.width,
                                      settings.extent.height,
                                      device.name(),
                                      device.limits().image_side));
}

VkImage create_image(const Device& device, const ImageSettings& settings)
{
    VkImageCreateInfo create{VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO};
    create.imageType = VK_IMAGE_TYPE_2D;
    create.format = settings.format;
    create.extent = {settings.extent.width, settings.extent.height, 1};
    create.mipLevels = settings.levels;
    create.arrayLayers = 1;
    create.samples = static_cast<VkSampleCountFlagBits>(settings.samples);
    create.usage = settings.use;
    VkImage image = VK_NULL_HANDLE;
    expect(vkCreateImage(device.handle(), &create, nullptr, &image),
           fmt::format("making the image \"{}\"", settings.name));
    return image;
}

VkImageView
create_view(const Device& device, VkImage image, VkFormat format, VkImageAspectFlags aspect)
{
    VkImageViewCreateInfo create{VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO};
    create.image = image;
    create.viewType = VK_IMAGE_VIEW_TYPE_2D;
    create.format = format;
    create.subresourceRange = {aspect, 0, VK_REMAINING_MIP_LEVELS, 0, 1};
    VkImageView view = VK_NULL_HANDLE;
    expect(vkCreateImageView(device.handle(), &create, nullptr, &view), "making an image view");
    return view;
}

}  // namespace

Image::Image(Device& device, const ImageSettings& settings)
    : device_(&device)
    , extent_(settings.extent)
    , aspect_(is_depth(settings.format) ? VK_IMAGE_ASPECT_DEPTH_BIT : VK_IMAGE_ASPECT_COLOR_BIT)
{
    base::check(extent_.width > 0 && extent_.height > 0, "an image has pixels");
    refuse_too_large(device, settings);
    image_ = create_image(device, settings);
    try {
        VkMemoryRequirements needs;
        vkGetImageMemoryRequirements(device.handle(), image_, &needs);
        const std::uint32_t type =
            device.memory_type(needs.memoryTypeBits, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT);
        memory_ = allocate(
            device,
            {.name = settings.name, .bytes = needs.size, .type = type, .use = MemoryUse::images});
        expect(vkBindImageMemory(device.handle(), image_, memory_.memory, 0), "binding memory");
        view_ = create_view(device, image_, settings.format, aspect_);
    } catch (...) {
        release();
        throw;
    }
    device.name_object(
        VK_OBJECT_TYPE_IMAGE, reinterpret_cast<std::uint64_t>(image_), settings.name);
}

Image::~Image()
{
    release();
}

Image::Image(Image&& other) noexcept
    : device_(other.device_)
    , image_(std::exchange(other.image_, VK_NULL_HANDLE))
    , view_(std::exchange(other.view_, VK_NULL_HANDLE))
    , memory_(std::exchange(other.memory_, {}))
    , extent_(other.extent_)
    , aspect_(other.aspect_)
{
}

Image& Image::operator=(Image&& other) noexcept
{
    std::swap(device_, other.device_);
    std::swap(image_, other.image_);
    std::swap(view_, other.view_);
    std::swap(memory_, other.memory_);
    std::swap(extent_, other.extent_);
    std::swap(aspect_, other.aspect_);
    return *this;
}

void Image::release()
{
    if (!image_) return;
    device_->retire([device = device_, image = image_, view = view_, memory = memory_] {
        vkDestroyImageView(device->handle(), view, nullptr);
        vkDestroyImage(device->handle(), image, nullptr);
        free(*device, memory);
    });
    image_ = VK_NULL_HANDLE;
}

}  // namespace gpu
